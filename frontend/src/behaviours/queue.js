// Touches the DOM: what a phone sends waits in localStorage until the site has it. Sending twice counts once:
// a card carries a uid drawn here, a vote or a bet says the whole of what it wants.

import { refresh } from "./poll.js";
import { drawUid } from "./uid.js";

const QUEUE = "[data-atelier-queue]";
const AGAIN = 5000;
const SOON = 1200;
const PATIENCE = 15000;

export function sendWhenPossible(root, view) {
  const place = root.querySelector(QUEUE);
  if (!place) return;
  const queue = new Queue(place, view);
  place.addEventListener("submit", (event) => queue.take(event));
  view.addEventListener("online", () => queue.flush());
  view.addEventListener("atelier:online", () => queue.flush());
  view.setInterval(() => queue.flush(), AGAIN);
  queue.tell();
  queue.flush();
}

class Queue {
  constructor(place, view) {
    this.place = place;
    this.view = view;
    this.key = place.dataset.atelierQueue;
    this.isSending = false;
  }

  read() {
    try {
      return JSON.parse(this.view.localStorage.getItem(this.key)) ?? [];
    } catch {
      return [];
    }
  }

  write(waiting) {
    this.view.localStorage.setItem(this.key, JSON.stringify(waiting));
  }

  take(event) {
    const form = event.target.closest("form[data-atelier-send]");
    if (!form) return;
    const fields = [...new FormData(form, event.submitter)].filter(([, value]) => typeof value === "string");
    const kind = form.dataset.atelierSend;
    if (kind === "carte" && !form.elements.text.value.trim()) return;
    try {
      this.write([...this.without(form.action, fields, kind), { uid: drawUid(), url: form.action, fields, kind }]);
    } catch {
      return; // No room in this phone: the form goes by itself.
    }
    event.preventDefault();
    if (kind === "carte") renew(form);
    // Told only when it lasts: what leaves at once needs no word.
    this.view.setTimeout(() => this.tell(), SOON);
    this.flush();
  }

  // The last word on a group or a statement replaces those still waiting.
  without(url, fields, kind) {
    const about = (list) => list.find(([name]) => name === "group" || name === "statement")?.[1];
    return this.read().filter((one) => kind !== "vote" || one.url !== url || about(one.fields) !== about(fields));
  }

  async flush() {
    if (this.isSending) return;
    this.isSending = true;
    try {
      for (const one of this.read()) if (!(await this.send(one))) break;
    } catch {
      // No network: everything stays where it is.
    }
    this.isSending = false;
    this.tell();
  }

  async send(one) {
    const body = new URLSearchParams(one.fields.map(([name, value]) => [name, name === "csrfmiddlewaretoken" ? this.token(value) : value]));
    const answer = await this.view.fetch(one.url, {
      method: "POST",
      body,
      headers: { "X-Atelier-Queue": "1" },
      credentials: "same-origin",
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.status === 401) return this.view.location.reload(), false;
    if (answer.status >= 500 || answer.status === 429 || answer.status === 403) return false;
    const { problem } = await answer.json().catch(() => ({ problem: "" }));
    // 409: closed for now. Kept, and tried again: the facilitator may open it again.
    if (answer.status === 409) return this.mark(one, problem), true;
    this.write(this.read().filter((kept) => kept.uid !== one.uid));
    this.problem = answer.ok ? "" : problem;
    if (!answer.ok && one.kind === "carte") giveBack(this.place, one);
    const place = this.place.querySelector("[data-atelier-poll]");
    if (!this.read().some((kept) => kept.kind === one.kind)) await refresh(place, this.view, { force: true });
    return true;
  }

  mark(one, problem) {
    this.write(this.read().map((kept) => (kept.uid === one.uid ? { ...kept, problem } : kept)));
  }

  token(fallback) {
    return this.place.querySelector("[name=csrfmiddlewaretoken]")?.value ?? fallback;
  }

  tell() {
    const told = this.place.querySelector("[data-atelier-queue-told]");
    const waiting = this.read();
    const refused = waiting.find((one) => one.problem);
    const text = refused?.problem ?? this.problem ?? "";
    const words = [waiting.length ? counted(waiting) : "", text].filter(Boolean).join(" ");
    if (told.textContent !== words) told.textContent = words;
    told.hidden = !words;
  }
}

function counted(waiting) {
  const cards = waiting.filter((one) => one.kind === "carte").length;
  const votes = waiting.length - cards;
  const parts = [cards && `${cards} carte${cards > 1 ? "s" : ""}`, votes && `${votes} vote${votes > 1 ? "s" : ""}`];
  return `${parts.filter(Boolean).join(" et ")} ${waiting.length > 1 ? "attendent" : "attend"} le réseau. Gardez cette page ouverte.`;
}

// The form is ready for the next card, under a new uid.
function renew(form) {
  form.elements.text.value = "";
  form.elements.uid.value = drawUid();
  form.elements.text.focus();
}

function giveBack(place, one) {
  const field = place.querySelector("form[data-atelier-send=carte] [name=text]");
  const text = one.fields.find(([name]) => name === "text")?.[1] ?? "";
  if (field && !field.value) field.value = text;
}
