// Dragging a card posts its stage to the card's own address, as its "Move to" menu does without a script.
// The card moves at once and goes back if the server refuses.

let held = null;

const lanes = () => document.querySelectorAll("[data-lane].is-drop-target");
const clear = () => lanes().forEach((lane) => lane.classList.remove("is-drop-target"));
const laneAt = (event) => held && event.target.closest?.("[data-lane]");

document.addEventListener("dragstart", (event) => {
  const card = event.target.closest?.("[data-move-url]");
  if (!card) return;
  held = { card, from: card.parentElement, next: card.nextElementSibling };
  card.classList.add("is-dragging");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", card.id);
});

document.addEventListener("dragover", (event) => {
  const lane = laneAt(event);
  if (!lane) return;
  event.preventDefault();
  if (lane.classList.contains("is-drop-target")) return;
  clear();
  lane.classList.add("is-drop-target");
});

document.addEventListener("dragend", () => {
  held?.card.classList.remove("is-dragging");
  held = null;
  clear();
});

document.addEventListener("drop", (event) => {
  const lane = laneAt(event);
  if (!lane) return;
  event.preventDefault();
  const cards = lane.querySelector(".lane__cards");
  if (cards !== held.from) move(held, cards, lane.dataset.lane);
});

async function move({ card, from, next }, to, stage) {
  to.append(card);
  card.setAttribute("aria-busy", "true");
  const back = () => from.insertBefore(card, next?.parentElement === from ? next : null);
  try {
    await htmx.ajax("POST", card.dataset.moveUrl, {
      source: card,
      target: card.closest("[data-board]"),
      swap: "none",
      values: { stage },
    });
    if (card.dataset.refused) back();
  } catch {
    back();
  } finally {
    card.removeAttribute("aria-busy");
    delete card.dataset.refused;
  }
}

document.addEventListener("htmx:after:request", (event) => {
  const { ctx } = event.detail ?? {};
  const card = ctx?.sourceElement?.closest?.("[data-move-url]");
  if (card && (ctx.response?.status ?? 500) >= 400) card.dataset.refused = "yes";
});
