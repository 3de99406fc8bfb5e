// Does not touch the DOM: the workshop as this computer knows it, and the gestures that wait for the network.
// A gesture carries a uid or says the whole of what it wants: the site may receive it twice.

import { drawUid } from "./uid.js";

export class Store {
  constructor(state, storage) {
    this.storage = storage;
    this.key = `atelier-sans-reseau-${state.workshop}`;
    const kept = this.read();
    // The page may come from the cache, older than what the last sending brought back.
    // One kept by an earlier version of the page lacks what this one draws.
    this.base = kept.state?.urls.photos && kept.state.revision > state.revision ? kept.state : state;
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
    if (rank >= 0) this.gestures[rank] = whole;
    else this.gestures = [...this.withoutFormer(whole), whole];
    this.save();
    return whole;
  }

  // The last reading of a card replaces those still waiting, and remembers what the site was known to hold.
  withoutFormer(whole) {
    if (whole.kind !== "check") return this.gestures;
    const former = this.gestures.find((one) => one.kind === "check" && one.card === whole.card);
    if (former) Object.assign(whole, { had: former.had, had_status: former.had_status });
    return this.gestures.filter((one) => one !== former);
  }

  forget(uids) {
    const gone = new Set(uids);
    this.gestures = this.gestures.filter((one) => !gone.has(one.uid));
    this.save();
  }

  received(report, sent) {
    const told = new Map(Object.entries(report.refused));
    const theirs = new Map(Object.entries(report.conflicts));
    const done = new Set(report.done);
    const kept = new Set(sent.filter((one) => done.has(one.uid)));
    this.gestures = this.gestures
      .filter((one) => !kept.has(one))
      .map((one) => (told.has(one.uid) ? { ...one, problem: told.get(one.uid), theirs: theirs.get(one.uid) } : one));
    this.base = report.state;
    this.save();
  }

  // Whoever facilitates has seen what the site holds, and keeps what was done here.
  insist(gesture) {
    this.gestures = this.gestures.map((one) => {
      if (subject(one) !== subject(gesture)) return one;
      const { problem, theirs, ...sure } = one;
      return { ...sure, is_sure: true };
    });
    this.save();
  }

  // Or what the site holds.
  giveWay(gesture) {
    this.forget(this.gestures.filter((one) => subject(one) === subject(gesture)).map((one) => one.uid));
  }

  waiting() {
    return this.gestures.filter((one) => !one.problem);
  }

  // One line per subject: what follows on the same waits for the same choice.
  refused() {
    const seen = new Set();
    return this.gestures.filter((one) => one.problem && !(one.theirs && seen.has(subject(one))) && seen.add(subject(one)));
  }

  // What is sent: never what the page notes for itself.
  outgoing(gestures = this.gestures) {
    return gestures.map(({ problem, theirs, ...gesture }) => gesture);
  }

  // The workshop with the waiting gestures done.
  state() {
    const now = structuredClone(this.base);
    for (const gesture of this.gestures) APPLY[gesture.kind]?.(now, gesture);
    return now;
  }
}

function subject(gesture) {
  const about = { check: gesture.card, activity: gesture.activity, workshop: "all" };
  return gesture.kind in about ? `${gesture.kind}:${about[gesture.kind]}` : gesture.uid;
}

const APPLY = {
  card(now, { uid, text }) {
    if (now.cards.some((one) => one.uid === uid)) return;
    now.cards.push({ uid, text, group: null, status: "shown", isWaiting: true });
  },
  check(now, { card, text, status }) {
    const found = now.cards.find((one) => one.uid === card);
    if (found) Object.assign(found, { text: text || found.text, status });
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
  activity(now, { activity, status }) {
    const found = now.activities.find((one) => one.id === activity);
    if (!found) return;
    if (status === "open") {
      for (const one of now.activities) if (one.status === "open") one.status = "closed";
      now.status = "open";
    }
    found.status = status;
  },
  workshop(now, { status }) {
    now.status = status;
    if (status !== "closed") return;
    for (const one of now.activities) if (one.status === "open") one.status = "closed";
  },
  step(now, { activity, rank }) {
    const found = now.activities.find((one) => one.id === activity);
    if (found) found.cursor = rank;
  },
  tie(now, { activity, first, second, tie, theme, public: about }) {
    const found = now.activities.find((one) => one.id === activity);
    found?.ties.push({ first, second, tie: tie ?? "", theme, public: about, isWaiting: true });
  },
  reveal(now, { statement }) {
    for (const activity of now.activities) {
      const found = activity.statements.find((one) => one.id === statement);
      if (found) found.isRevealed = true;
    }
  },
};
