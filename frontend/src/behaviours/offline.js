// Touches the DOM: the page without network. Kept by a service worker, it takes cards, groups and counts,
// and sends them when the site answers again.

import { drawActivity, el } from "./offline-parts.js";
import { Store } from "./offline-store.js";

const PLACE = "[data-atelier-offline]";
const AGAIN = 10000;
const BATCH = 500;
const KINDS = {
  card: ["carte", "cartes"],
  group: ["groupe", "groupes"],
  move: ["carte rangée", "cartes rangées"],
  merge: ["fusion", "fusions"],
  dots: ["comptage de gommettes", "comptages de gommettes"],
  bets: ["comptage de paris", "comptages de paris"],
  reveal: ["chiffre dévoilé", "chiffres dévoilés"],
};

export function workWithoutNetwork(root, view) {
  const place = root.querySelector(PLACE);
  if (!place) return;
  const state = JSON.parse(root.getElementById("atelier-etat").textContent);
  const page = new Page(place, view, new Store(state, view.localStorage));
  page.draw();
  page.keep();
  view.addEventListener("online", () => page.send());
  view.setInterval(() => page.store.waiting().length && page.send(), AGAIN);
  if (page.store.waiting().length) page.send();
}

class Page {
  constructor(place, view, store) {
    Object.assign(this, { place, view, store, isSending: false, readiness: "" });
    this.body = place.querySelector("[data-atelier-offline-body]");
    this.told = place.querySelector("[data-atelier-offline-told]");
    this.report = place.querySelector("[data-atelier-offline-report]");
  }

  act(gesture, said) {
    try {
      this.store.add(gesture);
    } catch {
      return this.say("Cet ordinateur n’a plus de place : gardez une copie, puis envoyez.");
    }
    this.draw();
    this.say(said);
    this.send();
  }

  forget(uid) {
    this.store.forget([uid]);
    this.draw();
    this.say("Retiré de cet ordinateur.");
  }

  draw() {
    const focused = this.body.contains(document.activeElement) ? document.activeElement.name : "";
    const opened = [...this.body.querySelectorAll("details")].map((one) => one.open);
    const now = this.store.state();
    this.body.replaceChildren(this.gestures(), ...now.activities.map((one) => drawActivity(one, now, this)));
    [...this.body.querySelectorAll("details")].forEach((one, rank) => (one.open = opened[rank] ?? false));
    if (focused === "text") this.body.querySelector("[name=text]")?.focus();
    this.tell();
  }

  gestures() {
    const send = el("button", { class: "button", type: "button", onclick: () => this.send({ asked: true }) }, "Envoyer maintenant");
    const copy = el("button", { class: "button button--quiet", type: "button", onclick: () => this.copy() }, "Garder une copie");
    return el("p", { class: "actions" }, send, copy);
  }

  say(text) {
    this.told.textContent = [text, this.sentence()].filter(Boolean).join(" ");
  }

  tell() {
    const waiting = this.store.gestures.length;
    this.told.dataset.tone = waiting ? "waiting" : this.readiness ? "done" : "";
    this.told.textContent = this.sentence();
  }

  sentence() {
    const waiting = this.store.gestures.length;
    if (!waiting) return this.readiness;
    return `${waiting} saisie${waiting > 1 ? "s attendent" : " attend"} le réseau dans cet ordinateur.`;
  }

  async keep() {
    const { navigator } = this.view;
    const link = el("link", { rel: "manifest", href: this.place.dataset.manifest });
    document.head.append(link);
    navigator.storage?.persist?.().catch(() => {});
    if (!navigator.serviceWorker) {
      this.readiness = "Gardez cette page ouverte : sans https, elle ne pourra pas être rouverte sans réseau.";
      return this.tell();
    }
    try {
      await navigator.serviceWorker.register(this.place.dataset.keeper, { scope: this.place.dataset.scope });
      await navigator.serviceWorker.ready;
      this.readiness = "Prête : cette page s’ouvrira sans réseau sur cet ordinateur.";
    } catch {
      this.readiness = navigator.serviceWorker.controller
        ? "Prête : cette page s’ouvrira sans réseau sur cet ordinateur."
        : "Cette page n’a pas pu être gardée. Rechargez-la avec le réseau, ou gardez-la ouverte.";
    }
    this.tell();
  }

  async send({ asked = false } = {}) {
    if (this.isSending) return;
    this.isSending = true;
    try {
      await this.sendAll(asked);
    } catch {
      if (asked) this.say("Le site ne répond pas encore.");
    }
    this.isSending = false;
  }

  async sendAll(asked) {
    const sent = this.store.gestures.slice(0, BATCH);
    if (!sent.length) return asked && this.say("Rien à envoyer.");
    const fresh = await this.view.fetch(this.store.base.urls.fresh, { credentials: "same-origin", cache: "no-store" });
    if (fresh.redirected || !fresh.ok) return this.say("Reconnectez-vous au site dans un autre onglet, puis revenez ici : rien n’est perdu.");
    const { token } = await fresh.json();
    const answer = await this.view.fetch(this.store.base.urls.sync, {
      method: "POST",
      body: JSON.stringify({ gestures: sent.map(({ problem, ...gesture }) => gesture) }),
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      credentials: "same-origin",
    });
    const report = await answer.json();
    if (!answer.ok) return this.say(report.problem ?? "Le site a refusé l’envoi. Rien n’est perdu.");
    this.store.received(report, sent);
    this.draw();
    this.show(report);
    if (this.store.waiting().length > 0 && sent.length === BATCH) await this.sendAll(false);
  }

  show({ counts, told }) {
    const done = Object.entries(counts).filter(([, many]) => many).map(([kind, many]) => `${many} ${KINDS[kind][many > 1 ? 1 : 0]}`);
    const lines = [
      done.length ? `Le site a reçu : ${done.join(", ")}.` : "Le site avait déjà tout reçu : rien n’est compté deux fois.",
      ...told,
    ].map((text) => el("p", {}, text));
    const refused = this.store.refused().map((one) => {
      const remove = el("button", { class: "link", type: "button", onclick: () => this.forget(one.uid) }, "Ne pas garder");
      return el("li", {}, `${one.text ? `« ${one.text} » : ` : ""}${one.problem} `, remove);
    });
    const list = refused.length ? [el("p", {}, "Gardé ici, à reprendre :"), el("ul", {}, refused)] : [];
    this.report.replaceChildren(...lines, ...list);
    this.report.hidden = false;
  }

  project(drawn) {
    const shown = el("dialog", { class: "offline-projected", "aria-label": "Projection" }, drawn);
    shown.append(el("p", {}, el("button", { class: "button button--quiet", type: "button", onclick: () => shown.close() }, "Revenir à la saisie")));
    shown.addEventListener("close", () => shown.remove());
    this.place.append(shown);
    shown.showModal();
  }

  copy() {
    const text = JSON.stringify({ workshop: this.store.base.workshop, gestures: this.store.outgoing() }, null, 1);
    const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    el("a", { href: url, download: `atelier-${this.store.base.workshop}.json` }).click();
    URL.revokeObjectURL(url);
  }
}
