// Touches the DOM: draws each activity of the page without network. Every gesture is a plain form.

import { rereading, stateOf, unread, withheld } from "./offline-conduct.js";
import { button, choices, count, el, field, form, number, words } from "./offline-forms.js";
import { actors } from "./offline-map.js";
import { photographs } from "./offline-photos.js";

export function drawActivity(activity, now, page) {
  const draw = { representations, wall, dots, true_false: game, actors }[activity.kind];
  return el(
    "section",
    { class: `offline-part${activity.status === "open" ? " offline-part--open" : ""}`, "aria-labelledby": `activite-${activity.id}` },
    el("div", { class: "desk-line" }, el("h2", { id: `activite-${activity.id}` }, activity.title), stateOf(activity, page)),
    el("p", { class: "lead" }, activity.instruction),
    draw(activity, now, page),
  );
}

function representations(activity, now, page) {
  const text = el("textarea", { class: "input", name: "text", rows: 2, maxlength: 400, required: true });
  const sorting = el(
    "div",
    { class: "offline-row" },
    field("Thème", choices("theme", now.themes)),
    field("Public", choices("public", now.publics)),
    field("Collège", choices("college", now.colleges)),
  );
  const typed = form(`saisir-${activity.id}`, [field("Texte de la carte", text), sorting], "Saisir la carte", (elements, made) => {
    const written = elements.text.value.trim();
    if (!written) return;
    const said = { theme: elements.theme.value, public: elements.public.value };
    const college = elements.college.value || null;
    page.act({ kind: "card", activity: activity.id, text: written, ...said, college }, "La carte est saisie.", made);
  });
  const shown = now.cards.filter((card) => card.status === "shown").length;
  return [unread(now, page), typed, photographs(activity, page), el("p", { class: "fine" }, `${words(shown, "carte", "cartes")} au mur.`), withheld(now, page)];
}

function wall(activity, now, page) {
  const fresh = el("input", { class: "input", name: "name", maxlength: 200, required: true });
  const opened = form(`groupe-${activity.id}`, [field("Nom d’un nouveau groupe", fresh)], "Ouvrir le groupe", (elements, made) => {
    const text = elements.name.value.trim();
    if (!text) return;
    page.act({ kind: "group", text }, `Le groupe « ${text} » est ouvert.`, made);
  });
  const alone = shownCards(now).filter((card) => !card.group);
  return [
    projected(page, "Projeter le mur", wallProjected),
    el("h3", {}, `Cartes seules (${alone.length})`),
    cards(alone, now, page),
    now.groups.map((group) => drawGroup(group, now, page)),
    opened,
  ];
}

function drawGroup(group, now, page) {
  const others = now.groups.filter((one) => one.uid !== group.uid).map((one) => [one.uid, one.name]);
  const name = el("input", { class: "input", name: "name", maxlength: 200, value: group.name, required: true });
  const renamed = form(`nom-${group.uid}`, [field("Nom du groupe", name)], "Renommer", (elements) => {
    const text = elements.name.value.trim();
    if (text) page.act({ kind: "group", uid: group.uid, text }, "Le groupe est renommé.");
  });
  const merged =
    others.length &&
    form(`fusion-${group.uid}`, [field("Fusionner dans", choices("into", others))], "Fusionner", (elements) => {
      page.act({ kind: "merge", was: group.uid, group: elements.into.value }, "Les deux groupes n’en font qu’un.");
    });
  const inside = shownCards(now).filter((card) => card.group === group.uid);
  return el(
    "div",
    { class: "offline-group" },
    el("h3", {}, `${group.name} (${inside.length})`),
    cards(inside, now, page),
    el("details", { "data-key": `nom-${group.uid}` }, el("summary", {}, "Renommer, fusionner", el("span", { class: "unseen" }, ` : ${group.name}`)), renamed, merged || null),
  );
}

function cards(list, now, page) {
  if (!list.length) return el("p", { class: "fine" }, "Aucune carte.");
  const groups = [["", "Cartes seules"], ...now.groups.map((one) => [one.uid, one.name])];
  const items = list.map((card) => {
    const select = choices("group", groups, card.group ?? "");
    select.dataset.fleeting = "";
    select.addEventListener("change", () => {
      const move = { kind: "move", card: card.uid, group: select.value || null, was: card.group };
      page.act(move, "La carte est rangée.");
    });
    return el(
      "li",
      { class: `offline-card${card.isWaiting ? " offline-card--waiting" : ""}`, "data-key": `carte-${card.uid}` },
      el("p", { class: "said" }, card.text),
      field("Ranger dans", select),
      rereading(card, page),
    );
  });
  return el("ul", { class: "offline-cards" }, items);
}

function dots(activity, now, page) {
  if (!now.groups.length) return el("p", {}, "Ouvrez d’abord des groupes au mur : on vote sur des groupes.");
  const rows = now.groups.map((group) => field(group.name, number(group.uid)));
  const head = el(
    "div",
    { class: "offline-row" },
    field("Combien de personnes ont voté", number("voters")),
    field("Collège", choices("college", [["", "Toute la salle"], ...now.colleges.slice(1)])),
  );
  const counted = form(`gommettes-${activity.id}`, [head, el("div", { class: "offline-votes" }, rows)], "Enregistrer ce comptage", (elements, made) => {
    const counts = tally(elements, now.groups.map((group) => group.uid));
    const voters = count(elements.voters);
    const given = Object.values(counts).reduce((sum, one) => sum + one, 0);
    if (!voters || !given) return page.say("Indiquez combien de personnes ont voté, et leurs gommettes.");
    if (given > voters * activity.dots) {
      return page.say(`${given} gommettes pour ${words(voters, "votant", "votants")} : chacun en avait ${activity.dots}.`);
    }
    const college = elements.college.value || null;
    page.act({ kind: "dots", activity: activity.id, voters, counts, college }, "Le comptage est gardé.", made);
  });
  return [counted, kept(page, (one) => one.kind === "dots" && one.activity === activity.id)];
}

function game(activity, now, page) {
  if (!activity.statements.length) return el("p", {}, "Aucune affirmation n’est préparée.");
  const shown = activity.statements[rankOf(activity)];
  return [
    el("p", {}, `La salle parie sur l’affirmation ${rankOf(activity) + 1} sur ${activity.statements.length} : « ${shown.text} »`),
    projected(page, "Projeter le jeu", (state, again) => gameProjected(state, activity.id, page, again)),
    activity.statements.map((statement, rank) => drawStatement(activity, rank, page)),
  ];
}

const rankOf = ({ cursor, statements }) => Math.min(cursor, statements.length - 1);

function drawStatement(activity, rank, page) {
  const statement = activity.statements[rank];
  const inputs = [
    ["true", "Vrai"],
    ["false", "Faux"],
    ["unknown", "On ne sait pas"],
  ].map(([name, label]) => field(label, number(name)));
  const counted = form(`mains-${statement.id}`, [el("div", { class: "offline-row" }, inputs)], "Enregistrer les mains levées", (elements, made) => {
    const counts = tally(elements, ["true", "false", "unknown"]);
    if (!Object.keys(counts).length) return page.say("Indiquez au moins une main levée.");
    page.act({ kind: "bets", statement: statement.id, counts }, "Les mains levées sont comptées.", made);
  });
  const isNow = rank === rankOf(activity);
  return el(
    "div",
    { class: `offline-statement${isNow ? " offline-statement--now" : ""}`, "data-key": `affirmation-${statement.id}` },
    el("h3", {}, statement.text),
    el("p", { class: "desk-gestures" }, isNow ? el("strong", {}, "En cours") : button("Passer à cette affirmation", () => step(activity, rank, page), { unseen: statement.text })),
    statement.isRevealed ? drawFigure(statement) : [counted, button("Dévoiler le chiffre", () => reveal(statement, page), { small: false, unseen: statement.text })],
    kept(page, (one) => one.kind === "bets" && one.statement === statement.id),
  );
}

function step(activity, rank, page) {
  page.act({ kind: "step", activity: activity.id, rank }, `Affirmation ${rank + 1} sur ${activity.statements.length}.`);
}

function reveal(statement, page) {
  page.act({ kind: "reveal", statement: statement.id }, "Le chiffre est dévoilé.");
}

function drawFigure({ isTrue, figure, explanation }, size = "figure-value") {
  const truth = { true: "Vrai", false: "Faux" }[isTrue] ?? "Ni vrai ni faux";
  return el(
    "div",
    { class: "offline-figure" },
    el("p", {}, el("strong", {}, truth)),
    figure && el("p", { class: size }, figure.value),
    figure && el("p", {}, [figure.label, figure.reference].filter(Boolean).join(" · ")),
    figure && el("p", { class: "fine" }, `${figure.source}, ${figure.year}`),
    explanation && el("p", {}, explanation),
  );
}

function tally(elements, names) {
  const found = names.map((name) => [name, count(elements[name])]).filter(([, many]) => many);
  return Object.fromEntries(found);
}

function kept(page, isMine) {
  const mine = page.store.gestures.filter(isMine);
  if (!mine.length) return null;
  const lines = mine.map((one) => {
    const sum = Object.values(one.counts).reduce((total, many) => total + many, 0);
    const said = one.kind === "dots" ? `${words(one.voters, "votant", "votants")}, ${words(sum, "gommette", "gommettes")}` : words(sum, "main levée", "mains levées");
    const remove = el("button", { class: "link", type: "button", onclick: () => page.forget(one.uid) }, "Retirer ce comptage");
    return el("li", {}, `${said} `, remove);
  });
  return el("ul", { class: "offline-kept" }, lines);
}

function projected(page, label, draw) {
  return el("p", {}, button(label, () => page.project(draw)));
}

const shownCards = (now) => now.cards.filter((card) => card.status === "shown");

function wallProjected(now) {
  const part = (name, list) =>
    el("section", { class: "wall-group" }, el("h2", {}, name), el("ul", {}, list.map((card) => el("li", { class: "slip" }, el("p", {}, card.text)))));
  const grouped = now.groups.map((group) => part(group.name, shownCards(now).filter((card) => card.group === group.uid)));
  const alone = shownCards(now).filter((card) => !card.group);
  if (!grouped.length && !alone.length) return el("p", { class: "screen-lead" }, "Aucune carte n’est encore au mur.");
  return el("div", { class: "wall" }, grouped, alone.length ? part("Encore seules", alone) : null);
}

// The statement under way, large, with what the facilitator does in front of the room.
function gameProjected(now, id, page, again) {
  const activity = now.activities.find((one) => one.id === id);
  const rank = rankOf(activity);
  const statement = activity.statements[rank];
  const then = (act) => () => {
    act();
    again();
  };
  const gestures = [
    rank > 0 && button("Précédente", then(() => step(activity, rank - 1, page)), { small: false }),
    rank + 1 < activity.statements.length && button("Suivante", then(() => step(activity, rank + 1, page)), { small: false }),
    !statement.isRevealed && button("Dévoiler le chiffre", then(() => reveal(statement, page)), { quiet: false, small: false }),
  ];
  return el(
    "div",
    { "data-key": "jeu" },
    el("p", { class: "kicker" }, `Affirmation ${rank + 1} sur ${activity.statements.length}`),
    el("p", { class: "bet-projected" }, statement.text),
    statement.isRevealed ? drawFigure(statement, "screen-figure") : null,
    el("p", { class: "actions" }, gestures),
  );
}
