// Touches the DOM: a menu unfolded by its summary closes on Escape and when one looks elsewhere; a page prints itself.

const MENU = "[data-atelier-menu]";

export function closeMenus(root) {
  root.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest?.(`${MENU}[open]`);
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  for (const name of ["click", "focusin"]) {
    root.addEventListener(name, (event) => {
      for (const menu of root.querySelectorAll(`${MENU}[open]`)) {
        if (!menu.contains(event.target)) menu.open = false;
      }
    });
  }
}

export function offerToPrint(root, view) {
  for (const part of root.querySelectorAll("[data-atelier-print]")) {
    part.hidden = false;
    part.addEventListener("click", () => view.print());
  }
}
