// Touches the DOM: asks a page part again every few seconds and replaces it when it changed (ETag, 304).
// What is being written stays: fields keep their text, the cursor keeps its place. What did not change is
// the same element as before, so that a finger half way through a press still presses something.

import { Idiomorph } from "idiomorph";

const POLL = "[data-atelier-poll]";
const TYPED = "[data-atelier-typed]";
const TICKED = "input[type=checkbox], input[type=radio]";
const LOST = "[data-atelier-lost]";
const SLOWEST = 30000;
let missed = 0;

export function followPages(root, view) {
  for (const place of root.querySelectorAll(POLL)) follow(place, view);
}

export function refresh(place, view, { force = false } = {}) {
  const headers = { "X-Atelier-Poll": "1" };
  if (place.dataset.etag && !force) headers["If-None-Match"] = place.dataset.etag;
  return view
    .fetch(place.dataset.atelierPoll, { headers, cache: "no-store", credentials: "same-origin" })
    .then(async (answer) => {
      if (answer.status === 401) return leave(place, view);
      if (answer.status !== 200 || answer.redirected) return;
      place.dataset.etag = answer.headers.get("ETag") ?? "";
      replace(place, await answer.text());
    });
}

function follow(place, view) {
  const pace = Number(place.dataset.atelierPollEvery) * 1000;
  let wait = pace;
  const turn = async () => {
    try {
      if (!view.document.hidden) await refresh(place, view);
      wait = pace;
      tell(view, "online");
    } catch {
      // No network: ask less and less often, and never give up.
      wait = Math.min(wait * 1.5, SLOWEST);
      tell(view, "offline");
    }
    // A little chance, so that sixty phones do not ask at the same instant.
    view.setTimeout(turn, wait * (0.85 + Math.random() * 0.3));
  };
  view.addEventListener("online", () => refresh(place, view).catch(() => {}));
  view.setTimeout(turn, pace * Math.random());
}

function tell(view, state) {
  // Said once it lasts: a single missed turn is nothing.
  missed = state === "online" ? 0 : missed + 1;
  for (const told of view.document.querySelectorAll(LOST)) told.hidden = missed < 2;
  view.dispatchEvent(new view.CustomEvent(`atelier:${state}`));
}

// The device is no longer known: its own page says how to come back.
function leave(place, view) {
  view.location.reload();
}

function replace(place, html) {
  const written = new Map();
  for (const field of place.querySelectorAll("textarea, input:not([type=hidden]), select")) {
    // What the site gave back to be corrected was typed too.
    if (field.id) written.set(field.id, { value: field.value, first: field.matches(TYPED) ? "" : initial(field) });
  }
  const ticked = [...place.querySelectorAll(TICKED)].filter((box) => box.checked !== box.defaultChecked);
  const chosen = new Map(ticked.map((box) => [box.id, box.checked]));
  const focused = place.contains(document.activeElement) ? document.activeElement : null;
  const kept = { id: focused?.id, start: focused?.selectionStart, end: focused?.selectionEnd };
  Idiomorph.morph(place, html, { morphStyle: "innerHTML", callbacks: { beforeAttributeUpdated: isTheirs } });
  for (const [id, { value, first }] of written) {
    const field = place.querySelector(`#${CSS.escape(id)}`);
    if (field && value !== first) field.value = value;
  }
  for (const [id, checked] of chosen) {
    const box = id && place.querySelector(`#${CSS.escape(id)}`);
    if (box) box.checked = checked;
  }
  restore(place, kept);
}

// What the reader unfolded stays unfolded.
function isTheirs(name, node) {
  return !(name === "open" && node.localName === "details");
}

function initial(field) {
  if (field.tagName === "SELECT") return [...field.options].find((one) => one.defaultSelected)?.value ?? field.options[0]?.value;
  return field.defaultValue;
}

function restore(place, { id, start, end }) {
  const field = id && place.querySelector(`#${CSS.escape(id)}`);
  if (!field) return;
  field.focus({ preventScroll: true });
  if (start != null && field.setSelectionRange) field.setSelectionRange(start, end);
}
