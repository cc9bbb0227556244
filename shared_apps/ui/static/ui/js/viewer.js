// The arrow keys follow the viewer's own links, so stepping through images is ordinary navigation.

const typing = "input, textarea, select, dialog[open], [contenteditable]";

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.target.closest?.(typing)) return;
  const rel = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
  if (rel) document.querySelector(`[data-viewer] a[rel="${rel}"]`)?.click();
});
