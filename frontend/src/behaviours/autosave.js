// Touches the DOM: a form saves itself shortly after the last key, and says when. The button stays.
// A cut network is said, and tried again when it comes back; what is written is never lost from the page.

const FORM = "form[data-atelier-autosave]";
const PAUSE = 1500;
const REFUSED = {
  401: "Pas encore enregistré : reconnectez-vous dans un autre onglet, puis écrivez un mot de plus ici.",
  other: "Pas encore enregistré : un champ est à corriger",
};
const waiting = new WeakMap();

export function saveWhileWriting(root, view) {
  root.addEventListener("input", (event) => {
    const form = event.target.closest?.(FORM);
    if (!form || event.target.type === "file") return;
    clearTimeout(waiting.get(form));
    waiting.set(form, setTimeout(() => save(form), PAUSE));
  });
  root.addEventListener("submit", (event) => {
    clearTimeout(waiting.get(event.target));
    event.target.removeAttribute?.("data-atelier-unsaved");
  });
  view.addEventListener("online", () => {
    for (const form of root.querySelectorAll(`${FORM}[data-atelier-unsaved]`)) save(form);
  });
  view.addEventListener("beforeunload", (event) => {
    if (root.querySelector("[data-atelier-unsaved]")) event.preventDefault();
  });
}

async function save(form) {
  const note = form.querySelector("[data-atelier-saved]");
  try {
    const answer = await fetch(form.getAttribute("action") || location.href, {
      method: "POST",
      body: new FormData(form),
      headers: { "X-Atelier-Autosave": "1" },
    });
    form.toggleAttribute("data-atelier-unsaved", !answer.ok);
    tell(note, answer.ok ? `Enregistré à ${time()}` : REFUSED[answer.status] ?? REFUSED.other);
  } catch {
    form.toggleAttribute("data-atelier-unsaved", true);
    tell(note, "Pas encore enregistré : le réseau est coupé. Un nouvel essai suivra.");
  }
}

function tell(note, words) {
  if (note) note.textContent = words;
}

function time() {
  return new Date().toLocaleTimeString("fr", { hour: "2-digit", minute: "2-digit" });
}
