// Touches the DOM: draws each activity of the page without network. Every gesture is a plain form.

export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value != null) made.setAttribute(key, value);
  }
  made.append(...children.flat(Infinity).filter((one) => one != null && one !== false));
  return made;
}

let fields = 0;

function field(label, control) {
  control.id = `champ-${(fields += 1)}`;
  return el("div", { class: "field" }, el("label", { for: control.id }, label), control);
}

function choices(name, options, chosen = "") {
  const list = options.map(([value, label]) => el("option", { value, selected: value === chosen }, label));
  return el("select", { name }, list);
}

function number(name) {
  return el("input", { class: "input", type: "number", name, min: 0, inputmode: "numeric" });
}

function form(parts, submit, act) {
  return el(
    "form",
    {
      class: "form",
      onsubmit: (event) => {
        event.preventDefault();
        act(event.target.elements, event.target);
      },
    },
    parts,
    el("div", { class: "actions" }, el("button", { class: "button", type: "submit" }, submit)),
  );
}

const count = (input) => Number.parseInt(input.value, 10) || null;
const words = (many, one, several) => `${many} ${many > 1 ? several : one}`;

export function drawActivity(activity, now, page) {
  const draw = { representations, wall, dots, true_false: game, actors }[activity.kind];
  return el(
    "section",
    { class: "offline-part", "aria-labelledby": `activite-${activity.id}` },
    el("h2", { id: `activite-${activity.id}` }, activity.title),
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
  const typed = form([field("Texte de la carte", text), sorting], "Saisir la carte", (elements) => {
    const written = elements.text.value.trim();
    if (!written) return;
    const said = { theme: elements.theme.value, public: elements.public.value };
    const college = elements.college.value || null;
    page.act({ kind: "card", activity: activity.id, text: written, ...said, college }, "La carte est saisie.");
  });
  typed.dataset.focus = "text";
  return [typed, el("p", { class: "fine" }, `${words(now.cards.length, "carte", "cartes")} au mur.`)];
}

function wall(activity, now, page) {
  const fresh = el("input", { class: "input", name: "name", maxlength: 200, required: true });
  const opened = form([field("Nom d’un nouveau groupe", fresh)], "Ouvrir le groupe", (elements) => {
    const text = elements.name.value.trim();
    if (text) page.act({ kind: "group", text }, `Le groupe « ${text} » est ouvert.`);
  });
  const alone = now.cards.filter((card) => !card.group);
  return [
    projected(page, "Projeter le mur", () => wallProjected(now)),
    el("h3", {}, `Cartes seules (${alone.length})`),
    cards(alone, now, page),
    now.groups.map((group) => drawGroup(group, now, page)),
    opened,
  ];
}

function drawGroup(group, now, page) {
  const others = now.groups.filter((one) => one.uid !== group.uid).map((one) => [one.uid, one.name]);
  const name = el("input", { class: "input", name: "name", maxlength: 200, value: group.name, required: true });
  const renamed = form([field("Nom du groupe", name)], "Renommer", (elements) => {
    const text = elements.name.value.trim();
    if (text) page.act({ kind: "group", uid: group.uid, text }, "Le groupe est renommé.");
  });
  const merged =
    others.length &&
    form([field("Fusionner dans", choices("into", others))], "Fusionner", (elements) => {
      page.act({ kind: "merge", was: group.uid, group: elements.into.value }, "Les deux groupes n’en font qu’un.");
    });
  const inside = now.cards.filter((card) => card.group === group.uid);
  return el(
    "div",
    { class: "offline-group" },
    el("h3", {}, `${group.name} (${inside.length})`),
    cards(inside, now, page),
    el("details", {}, el("summary", {}, "Renommer, fusionner"), renamed, merged || null),
  );
}

function cards(list, now, page) {
  if (!list.length) return el("p", { class: "fine" }, "Aucune carte.");
  const groups = [["", "Cartes seules"], ...now.groups.map((one) => [one.uid, one.name])];
  const items = list.map((card) => {
    const select = choices("group", groups, card.group ?? "");
    select.addEventListener("change", () => {
      const move = { kind: "move", card: card.uid, group: select.value || null, was: card.group };
      page.act(move, "La carte est rangée.");
    });
    return el(
      "li",
      { class: `offline-card${card.isWaiting ? " offline-card--waiting" : ""}` },
      el("p", { class: "said" }, card.text),
      field("Ranger dans", select),
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
  const counted = form([head, el("div", { class: "offline-votes" }, rows)], "Enregistrer ce comptage", (elements) => {
    const counts = tally(elements, now.groups.map((group) => group.uid));
    const voters = count(elements.voters);
    const given = Object.values(counts).reduce((sum, one) => sum + one, 0);
    if (!voters || !given) return page.say("Indiquez combien de personnes ont voté, et leurs gommettes.");
    if (given > voters * activity.dots) {
      return page.say(`${given} gommettes pour ${words(voters, "votant", "votants")} : chacun en avait ${activity.dots}.`);
    }
    page.act({ kind: "dots", activity: activity.id, voters, counts, college: elements.college.value || null }, "Le comptage est gardé.");
  });
  return [counted, kept(page, (one) => one.kind === "dots" && one.activity === activity.id)];
}

function game(activity, now, page) {
  return activity.statements.map((statement) => drawStatement(statement, now, page));
}

function drawStatement(statement, now, page) {
  const inputs = [
    ["true", "Vrai"],
    ["false", "Faux"],
    ["unknown", "On ne sait pas"],
  ].map(([name, label]) => field(label, number(name)));
  const counted = form([el("div", { class: "offline-row" }, inputs)], "Enregistrer les mains levées", (elements) => {
    const counts = tally(elements, ["true", "false", "unknown"]);
    if (!Object.keys(counts).length) return page.say("Indiquez au moins une main levée.");
    page.act({ kind: "bets", statement: statement.id, counts }, "Les mains levées sont comptées.");
  });
  const show = el(
    "button",
    {
      class: "button button--quiet",
      type: "button",
      onclick: () => page.act({ kind: "reveal", statement: statement.id }, "Le chiffre est dévoilé."),
    },
    "Dévoiler le chiffre",
  );
  return el(
    "div",
    { class: "offline-statement" },
    el("h3", {}, statement.text),
    projected(page, "Projeter", () => statementProjected(statement)),
    statement.isRevealed ? drawFigure(statement) : [counted, show],
    kept(page, (one) => one.kind === "bets" && one.statement === statement.id),
  );
}

function drawFigure({ isTrue, figure, explanation }) {
  const truth = { true: "Vrai", false: "Faux" }[isTrue] ?? "Ni vrai ni faux";
  return el(
    "div",
    { class: "offline-figure" },
    el("p", {}, el("strong", {}, truth)),
    figure && el("p", { class: "figure-value" }, figure.value),
    figure && el("p", {}, [figure.label, figure.reference].filter(Boolean).join(" · ")),
    figure && el("p", { class: "fine" }, `${figure.source}, ${figure.year}`),
    explanation && el("p", {}, explanation),
  );
}

function actors() {
  return el("p", {}, "Relevez les liens sur la feuille imprimée ; la carte se dessine ensuite sur le site.");
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
  return el("p", {}, el("button", { class: "button button--quiet button--small", type: "button", onclick: () => page.project(draw()) }, label));
}

function wallProjected(now) {
  const part = (name, list) =>
    el("section", { class: "wall-group" }, el("h2", {}, name), el("ul", {}, list.map((card) => el("li", { class: "slip" }, el("p", {}, card.text)))));
  const grouped = now.groups.map((group) => part(group.name, now.cards.filter((card) => card.group === group.uid)));
  const alone = now.cards.filter((card) => !card.group);
  return el("div", { class: "wall" }, grouped, alone.length ? part("Encore seules", alone) : null);
}

function statementProjected(statement) {
  return el("div", {}, el("p", { class: "bet-projected" }, statement.text), statement.isRevealed ? drawFigure(statement) : null);
}
