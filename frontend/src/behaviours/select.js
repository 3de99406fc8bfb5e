// Touches the DOM. A text to copy is selected whole as soon as it is entered.
export function selectWhole(root) {
  root.addEventListener("focusin", (event) => {
    if (event.target.matches("[data-atelier-select]")) event.target.select();
  });
}
