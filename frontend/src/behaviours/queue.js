// Touches the DOM: what a phone sends waits in localStorage until the site has it. Sending twice counts once:
// a card or a link carries a uid drawn here, a vote or a bet says the whole of what it wants.

import { refresh } from "./poll.js";
import { drawUid } from "./uid.js";

const QUEUE = "[data-atelier-queue]";
const AGAIN = 5000;
const SOON = 1200;
const PATIENCE = 15000;
// What leaves with each kind of form; the rest stays chosen for the next one.
const WRITTEN = { carte: ["text"], lien: ["first", "second"] };

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
    this.problem = "";
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
    if (kind in WRITTEN && !form.elements[WRITTEN[kind][0]].value.trim()) return;
    try {
      this.write([...this.without(form.action, fields, kind), { uid: drawUid(), at: Date.now(), url: form.action, fields, kind }]);
    } catch {
      return; // No room in this phone: the form goes by itself.
    }
    event.preventDefault();
    if (kind in WRITTEN) renew(form, WRITTEN[kind]);
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
    // How long it waited, and not when: the clock of a phone may be wrong.
    if (one.kind === "vote" && one.at) body.set("waited", Math.max(0, Math.round((Date.now() - one.at) / 1000)));
    const answer = await this.view.fetch(one.url, {
      method: "POST",
      body,
      headers: { "X-Atelier-Queue": "1" },
      credentials: "same-origin",
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.status === 401) return this.view.location.reload(), false;
    if (answer.status >= 500 || answer.status === 429 || answer.status === 403) return false;
    const { problem, told } = await answer.json().catch(() => ({ problem: "" }));
    // 409: not open yet. Kept, and tried again.
    if (answer.status === 409) return this.mark(one, problem), true;
    this.write(this.read().filter((kept) => kept.uid !== one.uid));
    // 202: come too late, kept apart for the facilitator to count or not.
    this.problem = answer.ok ? told : problem;
    if (!answer.ok && one.kind in WRITTEN) giveBack(this.place, one);
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
    const kept = this.read();
    const waiting = kept.filter((one) => !one.problem);
    const refused = kept.find((one) => one.problem);
    const words = [waiting.length ? counted(waiting) : "", refused?.problem ?? this.problem].filter(Boolean).join(" ");
    if (told.textContent !== words) told.textContent = words;
    told.hidden = !words;
  }
}

function counted(waiting) {
  const many = (kind, word) => {
    const count = waiting.filter((one) => one.kind === kind).length;
    return count && `${count} ${word}${count > 1 ? "s" : ""}`;
  };
  const parts = [many("carte", "carte"), many("lien", "lien"), many("vote", "vote")].filter(Boolean);
  return `${new Intl.ListFormat("fr").format(parts)} ${waiting.length > 1 ? "attendent" : "attend"} le réseau. Gardez cette page ouverte.`;
}

// The form is ready for the next one, under a new uid.
function renew(form, written) {
  for (const name of written) form.elements[name].value = "";
  form.elements.uid.value = drawUid();
  form.elements[written[0]].focus();
}

function giveBack(place, one) {
  for (const name of WRITTEN[one.kind]) {
    const field = place.querySelector(`form[data-atelier-send=${one.kind}] [name=${name}]`);
    const text = one.fields.find(([called]) => called === name)?.[1] ?? "";
    if (field && !field.value) field.value = text;
  }
}
