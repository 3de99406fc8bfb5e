// Touches the DOM: a long text that was sent while the session had ended is given back, once signed in, in the
// form it was written in. Kept in this tab only; what the site has received is forgotten at the next page.

const KEY = "atelier-drafts";
const LOST = "[data-atelier-holds-drafts]";

export function keepDrafts(root, view) {
  const drafts = read(view);
  const isLost = root.querySelector(LOST) !== null;
  const kept = isLost
    ? drafts.map((one) => ({ ...one, isLost: true }))
    : drafts.filter((one) => one.isLost && !giveBack(root, view, one));
  write(view, kept);
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.closest(LOST)) return;
    const path = view.location.pathname;
    const action = address(form, view);
    const written = [...form.querySelectorAll("textarea")].filter((one) => one.name && one.value.trim());
    const others = read(view).filter((one) => one.isLost);
    write(view, [...others, ...written.map(({ name, value }) => ({ path, action, name, value }))]);
  });
}

function giveBack(root, view, { path, action, name, value }) {
  if (path !== view.location.pathname) return false;
  const forms = [...root.querySelectorAll("form")].filter((one) => address(one, view) === action);
  const place = forms.map((one) => one.elements[name]).find((one) => one?.tagName === "TEXTAREA");
  if (!place) return false;
  if (place.value === value) return true;
  place.closest("details")?.setAttribute("open", "");
  place.value = value;
  const note = Object.assign(root.createElement("p"), { className: "notice" });
  note.setAttribute("role", "status");
  note.textContent = "Votre texte est revenu : il n’avait pas pu être enregistré. Relisez-le, puis enregistrez.";
  place.before(note);
  return true;
}

function address(form, view) {
  return new URL(form.getAttribute("action") || view.location.href, view.location.href).pathname;
}

function read(view) {
  try {
    return JSON.parse(view.sessionStorage.getItem(KEY)) ?? [];
  } catch {
    return [];
  }
}

function write(view, drafts) {
  try {
    if (drafts.length) view.sessionStorage.setItem(KEY, JSON.stringify(drafts));
    else view.sessionStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing loses the text as before: the page is the same.
  }
}
