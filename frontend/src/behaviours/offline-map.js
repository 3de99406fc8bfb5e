// Touches the DOM: the map of actors on the page without network, as a table that says the same.

import { choices, el, field, form } from "./offline-forms.js";

export function actors(activity, now, page) {
  const names = el("datalist", { id: "acteurs-connus" }, named(activity, now).map((name) => el("option", { value: name })));
  const name = (called) => el("input", { class: "input", name: called, maxlength: 150, list: "acteurs-connus", autocomplete: "off", required: called === "first" });
  const parts = [
    el("div", { class: "offline-row" }, field("Un acteur", name("first")), field("Un autre acteur (vide : il ne travaille avec personne)", name("second"))),
    el("div", { class: "offline-row" }, field("Le lien", choices("tie", now.ties)), field("Sur quel thème", choices("theme", now.themes)), field("Pour quel public", choices("public", now.publics))),
  ];
  const drawn = form(`lien-${activity.id}`, parts, "Noter ce lien", (elements, made) => {
    const [first, second] = [elements.first.value.trim(), elements.second.value.trim()];
    if (first.toLowerCase() === second.toLowerCase()) return page.say("Un lien relie deux acteurs différents.");
    const about = { theme: elements.theme.value, public: elements.public.value };
    page.act({ kind: "tie", activity: activity.id, first, second, tie: elements.tie.value, ...about }, "Le lien est noté.", made);
  });
  return [names, drawn, table(activity, now), el("p", { class: "fine" }, "La carte se dessine sur le site ; ici, le tableau dit la même chose.")];
}

function named(activity, now) {
  const here = activity.ties.flatMap(({ first, second }) => [first, second]);
  return [...new Set([...now.actors, ...here])].filter(Boolean).sort((one, other) => one.localeCompare(other, "fr"));
}

function table(activity, now) {
  if (!activity.ties.length) return el("p", {}, "Aucun lien n’est encore noté.");
  const said = (list, value) => list.find(([key]) => key === value)?.[1] ?? "";
  const rows = activity.ties.map((one) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, one.first),
      el("td", {}, one.second || "—"),
      el("td", {}, one.second ? said(now.ties, one.tie) : "Sans lien"),
      el("td", {}, [one.theme && said(now.themes, one.theme), one.public && said(now.publics, one.public)].filter(Boolean).join(", ") || "Tous"),
    ),
  );
  const heads = ["Un acteur", "Un autre", "Lien", "Thème, public"].map((head) => el("th", { scope: "col" }, head));
  return el(
    "div",
    { class: "table-frame" },
    el("table", { class: "table" }, el("caption", { class: "unseen" }, "Liens notés"), el("thead", {}, el("tr", {}, heads)), el("tbody", {}, rows)),
  );
}
