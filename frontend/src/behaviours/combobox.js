// Touches the DOM: arrow keys, Enter and Escape in a search whose suggestions htmx brings.
// Pattern: WAI-ARIA combobox with a list, focus staying in the field.

const FIELD = "[data-atelier-combobox]";

export function listenToSearches(root) {
  root.addEventListener("keydown", (event) => {
    const field = event.target.closest?.(FIELD);
    if (field) onKey(event, field);
  });
  root.addEventListener("htmx:afterSwap", (event) => {
    const field = root.querySelector(`${FIELD}[aria-controls="${event.target.id}"]`);
    if (field) onArrival(field);
  });
  root.addEventListener("click", (event) => {
    for (const field of root.querySelectorAll(FIELD)) {
      if (!field.closest("form").contains(event.target)) close(field);
    }
  });
}

function listOf(field) {
  return document.getElementById(field.getAttribute("aria-controls"));
}

function optionsOf(field) {
  return [...listOf(field).querySelectorAll("[role=option]")];
}

function onArrival(field) {
  const count = optionsOf(field).length;
  field.setAttribute("aria-expanded", String(count > 0));
  field.removeAttribute("aria-activedescendant");
  const voice = document.getElementById(field.dataset.atelierVoice);
  if (voice) voice.textContent = listOf(field).firstElementChild?.dataset.atelierSummary ?? "";
}

function onKey(event, field) {
  const options = optionsOf(field);
  const current = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" && options.length) {
    select(field, options, (current + 1) % options.length);
  } else if (event.key === "ArrowUp" && options.length) {
    select(field, options, current <= 0 ? options.length - 1 : current - 1);
  } else if (event.key === "Enter" && current >= 0) {
    options[current].click();
  } else if (event.key === "Escape" && options.length) {
    close(field);
  } else {
    return;
  }
  event.preventDefault();
}

function select(field, options, index) {
  for (const [place, option] of options.entries()) {
    option.setAttribute("aria-selected", String(place === index));
  }
  field.setAttribute("aria-activedescendant", options[index].id);
  options[index].scrollIntoView({ block: "nearest" });
}

function close(field) {
  listOf(field).replaceChildren();
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}
