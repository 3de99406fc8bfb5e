// Touches the DOM: a choice takes effect at once, and its button, now useless, is hidden.

export function submitOnChange(root) {
  const prepare = (part) => {
    for (const button of part.querySelectorAll("[data-atelier-submit-on-change] button")) {
      button.hidden = true;
    }
  };
  root.addEventListener("change", (event) => {
    event.target.closest?.("[data-atelier-submit-on-change]")?.requestSubmit();
  });
  root.addEventListener("htmx:afterSettle", (event) => prepare(event.target));
  prepare(root);
}
