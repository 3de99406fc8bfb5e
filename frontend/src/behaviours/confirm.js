// Touches the DOM: a link to a page of confirmation opens its dialog instead. Escape closes it, as browsers do.

export function confirmInPlace(root) {
  root.addEventListener("click", (event) => {
    const asked = event.target.closest?.("[data-atelier-confirm]");
    const dialog = asked && root.getElementById(asked.dataset.atelierConfirm);
    if (dialog?.showModal) {
      event.preventDefault();
      dialog.showModal();
    }
    event.target.closest?.("[data-atelier-close]")?.closest("dialog")?.close();
  });
}
