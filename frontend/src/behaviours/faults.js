// Touches the DOM: puts the focus on what is wrong in a form, or on the first field of one just brought.

const FAULTS = "[data-atelier-faults]";
const BROUGHT = "[data-atelier-focus]";
const FIELDS = "input:not([type=hidden]), textarea, select";

export function focusOnFaults(root) {
  root.querySelector(FAULTS)?.focus();
  root.addEventListener("htmx:afterSettle", (event) => {
    const part = event.detail.elt ?? event.target;
    const form = part.matches?.(BROUGHT) ? part : part.querySelector?.(BROUGHT);
    (part.querySelector?.(FAULTS) ?? form?.querySelector(FIELDS))?.focus();
  });
}
