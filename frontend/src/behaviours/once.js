// Touches the DOM. A form pressed twice is sent once: what is saved has no double. A file asked for again is sent again.
const SOON = 4000;

export function sendOnce(root, view) {
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.atelierSent) return event.preventDefault();
    form.dataset.atelierSent = "1";
    view.setTimeout(() => delete form.dataset.atelierSent, SOON);
  });
  // Back by the arrow of the browser: the page is as it was left.
  view.addEventListener("pageshow", () => {
    for (const form of root.querySelectorAll("[data-atelier-sent]")) delete form.dataset.atelierSent;
  });
}
