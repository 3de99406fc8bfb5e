// Touches the DOM: on a narrow screen the parts of a long page are folded, and open when one is asked for.
// Without JavaScript they stay open. A printed page shows everything.

const FOLDS = "[data-atelier-fold]";
const NARROW = "(max-width: 46rem)";

export function foldOnNarrowScreens(root, view) {
  const narrow = view.matchMedia(NARROW);
  const follow = () => {
    for (const one of root.querySelectorAll(FOLDS)) one.open = !narrow.matches;
    openTarget(root, view);
  };
  narrow.addEventListener("change", follow);
  view.addEventListener("hashchange", () => openTarget(root, view));
  follow();
  printEverything(root, view);
}

function openTarget(root, view) {
  const target = root.getElementById(decodeURIComponent(view.location.hash.slice(1)));
  const fold = target?.querySelector(FOLDS) ?? target?.closest("details");
  if (!fold || fold.open) return;
  fold.open = true;
  target.scrollIntoView();
}

function printEverything(root, view) {
  let closed = [];
  view.addEventListener("beforeprint", () => {
    closed = [...root.querySelectorAll("main details:not([open])")];
    for (const one of closed) one.open = true;
  });
  view.addEventListener("afterprint", () => {
    for (const one of closed) one.open = false;
  });
}
