// Touches the DOM: the page without network. Kept by a service worker, it takes cards, groups and counts,
// and sends them when the site answers again.

import { programme } from "./offline-conduct.js";
import { button, el, emptied, linkButton, recall, remember } from "./offline-forms.js";
import { drawActivity } from "./offline-parts.js";
import { Photos } from "./offline-photos.js";
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
  check: ["carte relue", "cartes relues"],
  activity: ["activité ouverte ou fermée", "activités ouvertes ou fermées"],
  workshop: ["changement d’état de l’atelier", "changements d’état de l’atelier"],
  step: ["passage d’affirmation", "passages d’affirmation"],
  tie: ["lien", "liens"],
};

export function workWithoutNetwork(root, view) {
  const place = root.querySelector(PLACE);
  if (!place) return;
  const state = JSON.parse(root.getElementById("atelier-etat").textContent);
  const page = new Page(place, view, new Store(state, view.localStorage));
  page.draw();
  page.drawReport();
  page.keep();
  page.openPhotos();
  view.addEventListener("online", () => page.send());
  view.setInterval(() => page.isWaiting() && page.send(), AGAIN);
  if (page.store.waiting().length) page.send();
}

class Page {
  constructor(place, view, store) {
    Object.assign(this, { place, view, store, isSending: false, readiness: "", reported: [] });
    this.photos = new Photos(store.base.workshop, view);
    this.body = place.querySelector("[data-atelier-offline-body]");
    this.told = place.querySelector("[data-atelier-offline-told]");
    this.report = place.querySelector("[data-atelier-offline-report]");
  }

  // `form`: what was typed in it has left with the gesture; kept when the computer has no room for it.
  act(gesture, said, form) {
    try {
      this.store.add(gesture);
    } catch {
      return this.say("Cet ordinateur n’a plus de place : gardez une copie, puis envoyez.");
    }
    if (form) emptied(form);
    this.draw();
    this.say(said);
    this.send();
  }

  async openPhotos() {
    try {
      await this.photos.open();
    } catch {
      return; // a browser that keeps nothing in private browsing: cards are still typed
    }
    this.draw();
    if (this.photos.waiting().length) this.send();
  }

  async photograph(activity, file) {
    try {
      await this.photos.add(activity.id, file);
    } catch {
      this.draw();
      return this.say("Cette image ne se lit pas, ou cet ordinateur n’a plus de place. Choisissez une photographie (JPEG ou PNG).");
    }
    this.draw();
    this.say("La photographie est gardée.");
    this.send();
  }

  async forgetPhoto(photo) {
    await this.photos.forget(photo);
    this.draw();
    this.say("Retirée de cet ordinateur.");
  }

  isWaiting() {
    return this.store.waiting().length + this.photos.waiting().length > 0;
  }

  forget(uid) {
    this.store.forget([uid]);
    this.draw();
    this.say("Retiré de cet ordinateur.");
  }

  draw() {
    const before = remember(this.body);
    const now = this.store.state();
    this.body.replaceChildren(this.gestures(), programme(now, this), ...now.activities.map((one) => drawActivity(one, now, this)));
    recall(this.body, before);
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
    const waiting = this.store.gestures.length + this.photos.kept.length;
    this.told.dataset.tone = waiting ? "waiting" : this.readiness ? "done" : "";
    this.told.textContent = this.sentence();
  }

  sentence() {
    const waiting = this.store.gestures.length + this.photos.kept.length;
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
      await this.sendPhotos();
    } catch {
      if (asked) this.say("Le site ne répond pas encore.");
    }
    this.isSending = false;
  }

  async sendAll(asked) {
    const sent = this.store.gestures.slice(0, BATCH);
    if (!sent.length) return asked && !this.photos.waiting().length && this.say("Rien à envoyer.");
    const token = await this.token();
    if (!token) return;
    const answer = await this.view.fetch(this.store.base.urls.sync, {
      method: "POST",
      body: JSON.stringify({ gestures: this.store.outgoing(sent) }),
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

  async token() {
    const fresh = await this.view.fetch(this.store.base.urls.fresh, { credentials: "same-origin", cache: "no-store" });
    if (fresh.ok && !fresh.redirected) return (await fresh.json()).token;
    this.say("Reconnectez-vous au site dans un autre onglet, puis revenez ici : rien n’est perdu.");
  }

  async sendPhotos() {
    if (!this.photos.waiting().length) return;
    const token = await this.token();
    if (!token) return;
    const { photos } = this.store.base.urls;
    const taken = await this.photos.send((activity) => photos[activity], token);
    this.draw();
    if (!taken) return;
    this.reported = [el("p", {}, `Le site a reçu : ${taken} photographie${taken > 1 ? "s" : ""}, à recopier en régie.`)];
    this.drawReport();
  }

  show({ counts, told }) {
    const done = Object.entries(counts).filter(([, many]) => many).map(([kind, many]) => `${many} ${KINDS[kind][many > 1 ? 1 : 0]}`);
    const lines = [
      done.length ? `Le site a reçu : ${done.join(", ")}.` : "Le site avait déjà tout reçu : rien n’est compté deux fois.",
      ...told,
    ].map((text) => el("p", {}, text));
    this.reported = lines;
    this.drawReport();
  }

  // What the site said last, and what is kept here for whoever facilitates to decide.
  drawReport() {
    const refused = this.store.refused().map((one) => el("li", {}, one.theirs ? this.conflict(one) : this.refusal(one)));
    const list = refused.length ? [el("p", {}, "Gardé ici, à reprendre :"), el("ul", {}, refused)] : [];
    this.report.replaceChildren(...this.reported, ...list);
    this.report.hidden = !this.report.childElementCount;
  }

  refusal(one) {
    const about = one.text || [one.first, one.second].filter(Boolean).join(" et ");
    return [`${about ? `« ${about} » : ` : ""}${one.problem} `, linkButton("Ne pas garder", () => this.decide(() => this.store.forget([one.uid])), about)];
  }

  conflict(one) {
    const here = { check: one.status === "withheld" ? `Retenue : « ${one.text} »` : `Affichée : « ${one.text} »` }[one.kind] ?? { open: "ouvert", closed: "fermé" }[one.status];
    return el(
      "div",
      { class: "offline-conflict", role: "group", "aria-label": "À choisir" },
      el("p", {}, one.problem),
      el("dl", { class: "facts" }, el("div", {}, el("dt", {}, "Ici"), el("dd", {}, here)), el("div", {}, el("dt", {}, "Sur le site"), el("dd", {}, one.theirs))),
      el(
        "p",
        { class: "desk-gestures" },
        button("Garder ce qui est ici", () => this.decide(() => this.store.insist(one)), { quiet: false }),
        button("Garder ce qui est sur le site", () => this.decide(() => this.store.giveWay(one))),
      ),
    );
  }

  decide(choice) {
    choice();
    this.reported = [];
    this.draw();
    this.drawReport();
    this.told.setAttribute("tabindex", "-1");
    this.told.focus();
    this.send();
  }

  // `draw` is called again with the workshop as it is now after each gesture made before the room.
  project(draw) {
    // The top of what is shown has the focus: a long wall would otherwise open on its last button.
    const body = el("div", { tabindex: "-1", autofocus: true });
    const again = () => {
      const before = remember(body);
      body.replaceChildren(draw(this.store.state(), again));
      recall(body, before);
    };
    again();
    const shown = el("dialog", { class: "offline-projected is-screen", "aria-label": "Projection" }, body);
    shown.append(el("p", { class: "offline-back" }, button("Revenir à la saisie", () => shown.close(), { small: false })));
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
