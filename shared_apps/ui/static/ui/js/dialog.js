// Dialogs open by HTML alone where the browser knows invoker commands; this fills in for those that do not,
// turns `<a href="/confirm/" data-dialog="id">` into a dialog with the page as its fallback, and reopens a dialog
// whose form came back with errors (`data-open`).

const native = "commandForElement" in HTMLButtonElement.prototype;

function show(dialog, opener) {
  if (!(dialog instanceof HTMLDialogElement) || dialog.open) return false;
  dialog.showModal();
  dialog.addEventListener("close", () => opener?.focus?.(), { once: true });
  return true;
}

function byCommand(button) {
  const dialog = document.getElementById(button.getAttribute("commandfor"));
  if (!dialog) return;
  const command = button.getAttribute("command");
  if (command === "show-modal") show(dialog, button);
  if (command === "close" && dialog.open) dialog.close();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-dialog]");
  const plain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (link && plain && show(document.getElementById(link.dataset.dialog), link)) event.preventDefault();
  if (native) return;
  const button = event.target.closest?.("button[commandfor]");
  if (button && !button.disabled) byCommand(button);
  if (event.target instanceof HTMLDialogElement && event.target.getAttribute("closedby") === "any") event.target.close();
});

function reopen(root) {
  for (const dialog of root.querySelectorAll?.("dialog[data-open]") ?? []) {
    dialog.removeAttribute("data-open");
    show(dialog, null);
  }
}

reopen(document);
document.addEventListener("htmx:after:swap", () => reopen(document));
