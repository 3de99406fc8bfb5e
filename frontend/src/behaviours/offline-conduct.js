// Touches the DOM: running the workshop from the page without network: what is open, what comes next, cards to read.

import { badge, button, el, field, form, linkButton, words } from "./offline-forms.js";

const STATES = {
  waiting: { label: "À venir", tone: "neutral", gesture: "Ouvrir", wanted: "open" },
  open: { label: "Ouverte", tone: "info", gesture: "Fermer", wanted: "closed" },
  closed: { label: "Fermée", tone: "good", gesture: "Rouvrir", wanted: "open" },
};

// The head of an activity: its state, and the gesture that changes it.
export function stateOf(activity, page) {
  const { label, tone, gesture, wanted } = STATES[activity.status];
  const isOpen = activity.status === "open";
  return el(
    "div",
    { class: "desk-gestures", "data-key": `etat-${activity.id}` },
    badge(label, tone),
    button(gesture, () => setActivity(activity, wanted, page), { quiet: !isOpen, unseen: activity.title }),
  );
}

// The whole evening in a few lines, and one button to go on.
export function programme(now, page) {
  const under = now.activities.findIndex((one) => one.status === "open");
  const next = now.activities.slice(under + 1).find((one) => one.status === "waiting") ?? now.activities.find((one) => one.status === "waiting");
  const lines = now.activities.map((one) =>
    el("li", { class: one.status === "open" ? "offline-now" : "" }, el("a", { href: `#activite-${one.id}` }, one.title), badge(STATES[one.status].label, STATES[one.status].tone)),
  );
  const gestures = [
    next && button(`Ouvrir la suite : ${next.title}`, () => setActivity(next, "open", page), { quiet: false, small: false }),
    now.status === "open" && !next && button("Terminer l’atelier", () => setWorkshop(now, "closed", page), { quiet: false, small: false }),
    now.status === "closed" && button("Rouvrir l’atelier", () => setWorkshop(now, "open", page), { small: false }),
  ];
  return el(
    "section",
    { class: "offline-programme", "aria-labelledby": "deroule", "data-key": "deroule" },
    el("h2", { id: "deroule" }, "Déroulé"),
    el("ol", { class: "offline-steps" }, lines),
    el("p", { class: "actions" }, gestures),
    now.status === "closed" && el("p", {}, "L’atelier est terminé. Ce qui attend encore s’enverra dès que le réseau reviendra."),
  );
}

function setActivity(activity, wanted, page) {
  const said = wanted === "open" ? `« ${activity.title} » est ouverte.` : `« ${activity.title} » est fermée.`;
  page.act({ kind: "activity", activity: activity.id, status: wanted, had_status: activity.status }, said);
}

function setWorkshop(now, wanted, page) {
  const said = wanted === "closed" ? "L’atelier est terminé." : "L’atelier est rouvert.";
  page.act({ kind: "workshop", status: wanted, had_status: now.status }, said);
}

// Cards nobody has read yet, sent by phones before the network went.
export function unread(now, page) {
  const waiting = now.cards.filter((card) => card.status === "unread");
  if (!waiting.length) return null;
  const items = waiting.map((card) => {
    const text = el("textarea", { class: "input", name: "text", rows: 2, maxlength: 400, required: true }, card.text);
    const read = form(`lire-${card.uid}`, [field("Texte affiché", text)], "Afficher", ({ text: typed }) => check(card, "shown", typed.value, page));
    read.querySelector(".actions").append(button("Retenir", () => check(card, "withheld", card.text, page), { small: false, unseen: card.text }));
    return el("li", {}, read);
  });
  return el("div", {}, el("h3", {}, words(waiting.length, "carte à relire", "cartes à relire")), el("ul", { class: "moderation" }, items));
}

// A card already shown may still be reworded or withheld.
export function rereading(card, page) {
  const text = el("textarea", { class: "input", name: "text", rows: 2, maxlength: 400, required: true }, card.text);
  const reworded = form(`relire-${card.uid}`, [field("Texte affiché", text)], "Reformuler", ({ text: typed }) => check(card, "shown", typed.value, page));
  reworded.querySelector(".actions").append(button("Retenir", () => check(card, "withheld", card.text, page), { small: false, unseen: card.text }));
  return el("details", { "data-key": `relire-${card.uid}` }, el("summary", {}, "Reformuler, retenir", el("span", { class: "unseen" }, ` : ${card.text}`)), reworded);
}

// Withheld here and not sent yet: it can still come back.
export function withheld(now, page) {
  const list = now.cards.filter((card) => card.status === "withheld");
  if (!list.length) return null;
  const items = list.map((card) => el("li", { "data-key": `retenue-${card.uid}` }, `« ${card.text} » `, linkButton("Afficher de nouveau", () => check(card, "shown", card.text, page), card.text)));
  return el("details", { "data-key": "retenues" }, el("summary", {}, words(list.length, "carte retenue", "cartes retenues")), el("ul", { class: "offline-kept" }, items));
}

function check(card, status, typed, page) {
  const text = typed.trim();
  if (!text) return page.say("Une carte affichée ne peut pas être vide. Retenez-la plutôt.");
  const had = { had: card.text, had_status: card.status };
  const said = status === "withheld" ? "La carte est retenue." : text === card.text ? "La carte est affichée." : "La carte est reformulée.";
  page.act({ kind: "check", card: card.uid, text, status, ...had }, said);
}
