// Touches the DOM: a card follows the pointer to another column. The buttons « Déplacer » do the same
// by keyboard and without a script: dropping presses the button of the column reached.

const BOARD = "[data-atelier-board]";
const CARD = "[data-atelier-card]";
const COLUMN = "[data-atelier-column]";
const STILL = "a, button, summary, input, select, textarea";
const SLACK = 6;

let held = null;

export function moveCards(root) {
  root.addEventListener("pointerdown", pick);
  root.addEventListener("pointermove", follow);
  root.addEventListener("pointerup", drop);
  root.addEventListener("pointercancel", release);
  root.addEventListener("keydown", (event) => event.key === "Escape" && release());
  root.addEventListener("submit", remember, true);
  root.addEventListener("htmx:afterSettle", () => refocus(root));
}

function pick(event) {
  const card = event.target.closest?.(`${BOARD} ${CARD}`);
  // On a touch screen the finger scrolls the page: the buttons move cards there.
  if (!card || event.button !== 0 || event.pointerType === "touch" || event.target.closest(STILL)) return;
  held = { card, x: event.clientX, y: event.clientY, isMoving: false, column: null, before: null };
}

function follow(event) {
  if (!held) return;
  if (!held.isMoving && Math.hypot(event.clientX - held.x, event.clientY - held.y) < SLACK) return;
  held.isMoving = true;
  held.card.toggleAttribute("data-atelier-held", true);
  getSelection()?.removeAllRanges();
  unmark();
  const under = document.elementFromPoint(event.clientX, event.clientY);
  held.column = under?.closest(COLUMN) ?? null;
  held.before = nextCard(held.column, event.clientY);
  (held.before ?? held.column)?.toggleAttribute(held.before ? "data-atelier-before" : "data-atelier-over", true);
}

function nextCard(column, y) {
  const cards = [...(column?.querySelectorAll(CARD) ?? [])].filter((card) => card !== held.card);
  return cards.find((card) => y < card.getBoundingClientRect().top + card.offsetHeight / 2) ?? null;
}

function drop() {
  const { card, column, before, isMoving } = held ?? {};
  release();
  if (!isMoving || !column) return;
  const form = card.querySelector("form");
  form.elements.before.value = before?.dataset.atelierCard ?? "";
  const button = [...form.querySelectorAll("[name=column]")].find((one) => one.value === column.dataset.atelierColumn);
  // A real press: htmx sends the button last pressed, and forgets the one given to requestSubmit.
  button?.click();
}

function release() {
  held?.card.removeAttribute("data-atelier-held");
  unmark();
  held = null;
}

function unmark() {
  for (const name of ["data-atelier-over", "data-atelier-before"]) {
    for (const one of document.querySelectorAll(`${BOARD} [${name}]`)) one.removeAttribute(name);
  }
}

let moved = "";

function remember(event) {
  moved = event.target.closest?.(`${BOARD} ${CARD}`)?.querySelector("summary")?.id ?? "";
}

function refocus(root) {
  if (moved) root.getElementById(moved)?.focus();
  moved = "";
}
