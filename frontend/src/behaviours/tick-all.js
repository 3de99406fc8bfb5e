// Touches the DOM. A button that ticks every box of one name, then unticks them.
const BUTTON = "[data-atelier-tick-all]";

export function tickAll(root) {
  for (const button of root.querySelectorAll(BUTTON)) button.hidden = false;
  root.addEventListener("click", (event) => {
    const button = event.target.closest(BUTTON);
    if (!button) return;
    const boxes = [...root.querySelectorAll(`input[type=checkbox][name="${CSS.escape(button.dataset.atelierTickAll)}"]`)];
    const wanted = boxes.some((box) => !box.checked);
    for (const box of boxes) box.checked = wanted;
    button.textContent = wanted ? "Tout décocher" : "Tout cocher";
  });
}
