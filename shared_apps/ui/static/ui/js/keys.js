// Keys for those who work through a list all day. `data-key="e"` names the key of a link, button, summary or field:
// fields take the focus, everything else is pressed. j and k walk along `[data-row]`, x ticks, / searches (the whole workspace where there is a field for it). All of it
// can be done without a key, and none of it while typing or in an open dialog.

const typing = (target) => target.closest?.("textarea, select, [contenteditable], input:not([type=checkbox])");
const rows = () => [...document.querySelectorAll("[data-row]")];
const current = () => document.activeElement?.closest?.("[data-row]");
const tick = (row) => row?.querySelector("[type=checkbox]");

function step(by) {
  const all = rows();
  const at = all.indexOf(current());
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
  next?.querySelector("[data-row-link]")?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function press(element) {
  element.closest("details:not([open])")?.setAttribute("open", "");
  if (element.matches("input, textarea, select")) return element.focus();
  if ("keyTicks" in element.dataset && !element.form?.querySelector("[type=checkbox]:checked")) {
    const box = tick(current());
    if (!box) return;
    box.checked = true;
  }
  element.click();
}

const WALKS = {
  j: () => step(1),
  k: () => step(-1),
  x: () => tick(current())?.click(),
  "/": () => document.querySelector("[data-search], [type=search]")?.focus(),
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat && event.key.length > 1) return;
  if (event.key === "Escape" && typing(event.target)) return event.target.blur();
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  const named = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  const walk = rows().length || event.key === "/" ? WALKS[event.key] : null;
  if (!named && !walk) return;
  event.preventDefault();
  named ? press(named) : walk();
});
