// Passing toasts leave after a while; pointing at them or focusing them holds them. Warnings and errors stay.

const STAY = 6000;

function leave(toast) {
  toast.classList.add("is-leaving");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  setTimeout(() => toast.remove(), calm ? 0 : 240);
}

function tend(toast) {
  if (toast.dataset.tended) return;
  toast.dataset.tended = "yes";
  toast.querySelector("[data-toast-close]")?.removeAttribute("hidden");
  if (toast.dataset.toast !== "pass") return;
  let left = STAY;
  let since = Date.now();
  let timer = setTimeout(leave, left, toast);
  const hold = () => {
    clearTimeout(timer);
    left = Math.max(1500, left - (Date.now() - since));
  };
  const resume = () => {
    clearTimeout(timer);
    since = Date.now();
    timer = setTimeout(leave, left, toast);
  };
  for (const name of ["pointerenter", "focusin"]) toast.addEventListener(name, hold);
  for (const name of ["pointerleave", "focusout"]) toast.addEventListener(name, resume);
}

function tendAll() {
  document.querySelectorAll("[data-toast]").forEach(tend);
}

document.addEventListener("click", (event) => {
  const toast = event.target.closest?.("[data-toast-close]")?.closest("[data-toast]");
  if (toast) leave(toast);
});

tendAll();
document.addEventListener("htmx:after:swap", tendAll);
const toasts = document.getElementById("toasts");
if (toasts) new MutationObserver(tendAll).observe(toasts, { childList: true });
