// Touches the DOM: a choice takes effect at once, and its button, now useless, is hidden.

export function submitOnChange(root) {
  const prepare = (part) => {
    for (const button of part.querySelectorAll("[data-atelier-submit-on-change] button")) {
      button.hidden = true;
    }
  };
  root.addEventListener("change", (event) => {
    const form = event.target.closest?.("[data-atelier-submit-on-change]");
    if (!form) return;
    carry(root, form, event.target.dataset.atelierCarries);
    form.requestSubmit();
  });
  root.addEventListener("htmx:afterSettle", (event) => prepare(event.target));
  prepare(root);
}

// The boxes ticked in another form of the page go along: changing département unticks nothing.
function carry(root, form, id) {
  for (const box of id ? root.querySelectorAll(`#${id} input[type=checkbox]:checked`) : []) {
    const copy = Object.assign(document.createElement("input"), { type: "hidden" });
    form.append(Object.assign(copy, { name: box.name, value: box.value }));
  }
}
