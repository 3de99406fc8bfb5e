// Touches the DOM: the small parts every activity of the page without network is made of.
// What belongs together stands under a data-key: after a redraw, what was being typed and the focus find it again.

export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value != null) made.setAttribute(key, value);
  }
  made.append(...children.flat(Infinity).filter((one) => one != null && one !== false && one !== ""));
  return made;
}

let fields = 0;

export function field(label, control) {
  control.id = `champ-${(fields += 1)}`;
  return el("div", { class: "field" }, el("label", { for: control.id }, label), control);
}

export function choices(name, options, chosen = "") {
  const list = options.map(([value, label]) => el("option", { value, selected: value === chosen }, label));
  return el("select", { name }, list);
}

export function number(name) {
  return el("input", { class: "input", type: "number", name, min: 0, inputmode: "numeric" });
}

// `act` receives the elements and the form; what it sends away is emptied with `emptied`.
export function form(key, parts, submit, act) {
  return el(
    "form",
    {
      class: "form",
      "data-key": key,
      onsubmit: (event) => {
        event.preventDefault();
        act(event.target.elements, event.target);
      },
    },
    parts,
    el("div", { class: "actions" }, el("button", { class: "button", type: "submit" }, submit)),
  );
}

export function button(label, onclick, { quiet = true, small = true, unseen = "" } = {}) {
  const tone = `button${quiet ? " button--quiet" : ""}${small ? " button--small" : ""}`;
  return el("button", { class: tone, type: "button", onclick }, label, unseen && el("span", { class: "unseen" }, ` : ${unseen}`));
}

export function linkButton(label, onclick, unseen = "") {
  return el("button", { class: "link", type: "button", onclick }, label, unseen && el("span", { class: "unseen" }, ` : ${unseen}`));
}

export function badge(label, tone) {
  return el("span", { class: `badge badge--${tone}` }, label);
}

// Typed text leaves with the gesture; what was chosen beside it stays for the next one.
export function emptied(form) {
  for (const one of form.querySelectorAll("textarea, input")) one.value = one.defaultValue;
}

export const count = (input) => Number.parseInt(input.value, 10) || null;
export const words = (many, one, several) => `${many} ${many > 1 ? several : one}`;

// The file chosen has already been taken, and a page may not choose one.
const TYPED = "textarea, input:not([type=file]), select:not([data-fleeting])";
const REACHED = "button:not([disabled]), textarea, input, select, summary, a[href]";

export function remember(place) {
  const typed = new Map();
  for (const one of place.querySelectorAll(TYPED)) {
    if (one.value !== initial(one)) typed.set(sign(one), one.value);
  }
  const here = place.contains(document.activeElement) ? document.activeElement : null;
  const opened = [...place.querySelectorAll("details[open]")].map(sign);
  return { typed, opened, focus: here && sign(here), around: here?.closest("[data-key]")?.dataset.key };
}

export function recall(place, { typed, opened, focus, around }) {
  for (const one of place.querySelectorAll(TYPED)) if (typed.has(sign(one))) one.value = typed.get(sign(one));
  for (const one of place.querySelectorAll("details")) one.open ||= opened.includes(sign(one));
  if (!focus) return;
  const same = [...place.querySelectorAll(REACHED)].find((one) => sign(one) === focus);
  const near = around && place.querySelector(`[data-key="${CSS.escape(around)}"]`)?.querySelector(REACHED);
  (same ?? near ?? place.querySelector(REACHED))?.focus({ preventScroll: true });
}

function sign(node) {
  const key = node.closest("[data-key]")?.dataset.key ?? "";
  const own = node.name || (node.tagName === "BUTTON" ? node.textContent : "");
  return `${key}|${node.tagName}|${own}`;
}

function initial(one) {
  if (one.tagName !== "SELECT") return one.defaultValue;
  return ([...one.options].find((option) => option.defaultSelected) ?? one.options[0])?.value;
}
