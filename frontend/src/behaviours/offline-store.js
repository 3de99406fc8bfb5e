// Does not touch the DOM: the workshop as this computer knows it, and the gestures that wait for the network.
// A gesture carries a uid or says the whole of what it wants: the site may receive it twice.

import { drawUid } from "./uid.js";

export class Store {
  constructor(state, storage) {
    this.storage = storage;
    this.key = `atelier-sans-reseau-${state.workshop}`;
    const kept = this.read();
    // The page may come from the cache, older than what the last sending brought back.
    this.base = kept.state && kept.state.revision > state.revision ? kept.state : state;
    this.gestures = kept.gestures ?? [];
  }

  read() {
    try {
      return JSON.parse(this.storage.getItem(this.key)) ?? {};
    } catch {
      return {};
    }
  }

  save() {
    this.storage.setItem(this.key, JSON.stringify({ state: this.base, gestures: this.gestures }));
  }

  add(gesture) {
    const whole = { uid: drawUid(), at: Date.now(), ...gesture };
    // A group named again before it was sent keeps its rank: cards may already have gone into it.
    const rank = this.gestures.findIndex((one) => one.uid === whole.uid && one.kind === whole.kind);
    if (rank < 0) this.gestures.push(whole);
    else this.gestures[rank] = whole;
    this.save();
    return whole;
  }

  forget(uids) {
    const gone = new Set(uids);
    this.gestures = this.gestures.filter((one) => !gone.has(one.uid));
    this.save();
  }

  received(report, sent) {
    const told = new Map(Object.entries(report.refused));
    const done = new Set(report.done);
    const kept = new Set(sent.filter((one) => done.has(one.uid)));
    this.gestures = this.gestures.filter((one) => !kept.has(one)).map((one) => ({ ...one, problem: told.get(one.uid) }));
    this.base = report.state;
    this.save();
  }

  waiting() {
    return this.gestures.filter((one) => !one.problem);
  }

  refused() {
    return this.gestures.filter((one) => one.problem);
  }

  // What is sent: never what the page notes for itself.
  outgoing() {
    return this.gestures.map(({ problem, ...gesture }) => gesture);
  }

  // The workshop with the waiting gestures done.
  state() {
    const now = structuredClone(this.base);
    for (const gesture of this.gestures) APPLY[gesture.kind]?.(now, gesture);
    return now;
  }
}

const APPLY = {
  card(now, { uid, text }) {
    if (!now.cards.some((one) => one.uid === uid)) now.cards.push({ uid, text, group: null, isWaiting: true });
  },
  group(now, { uid, text }) {
    const known = now.groups.find((one) => one.uid === uid);
    if (known) known.name = text;
    else now.groups.push({ uid, name: text });
  },
  move(now, { card, group }) {
    const found = now.cards.find((one) => one.uid === card);
    if (found) found.group = group;
  },
  merge(now, { was, group }) {
    for (const card of now.cards) if (card.group === was) card.group = group;
    now.groups = now.groups.filter((one) => one.uid !== was);
  },
  reveal(now, { statement }) {
    for (const activity of now.activities) {
      const found = activity.statements.find((one) => one.id === statement);
      if (found) found.isRevealed = true;
    }
  },
};
