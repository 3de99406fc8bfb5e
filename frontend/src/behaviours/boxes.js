// Touches the DOM: a long list of boxes gets a field that narrows it. What is ticked always stays in sight.

const GROUPS = "[data-atelier-boxes]";
const MANY = 20;

export function filterLongLists(root) {
  prepare(root);
  root.addEventListener("htmx:afterSettle", (event) => prepare(event.target));
}

function prepare(part) {
  for (const group of part.querySelectorAll(GROUPS)) {
    const boxes = [...group.querySelectorAll("input[type=checkbox]")];
    if (boxes.length > MANY && !group.querySelector("[data-atelier-narrow]")) add(group, boxes);
  }
}

function add(group, boxes) {
  const line = document.createElement("div");
  line.className = "boxes-filter no-print";
  const field = document.createElement("input");
  field.type = "search";
  field.className = "input";
  field.placeholder = "Chercher dans la liste";
  field.setAttribute("aria-label", `Chercher dans la liste : ${group.querySelector("legend")?.firstChild?.textContent ?? ""}`);
  field.dataset.atelierNarrow = "";
  const told = document.createElement("p");
  told.setAttribute("role", "status");
  line.append(field, told);
  const list = boxes[0].closest("label").parentElement.parentElement;
  list.before(line);
  const tell = () => narrow(boxes, field.value, told);
  field.addEventListener("input", tell);
  field.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  group.addEventListener("change", tell);
  tell();
}

function narrow(boxes, words, told) {
  const sought = plain(words);
  for (const box of boxes) {
    const label = box.closest("label");
    label.parentElement.hidden = !box.checked && !plain(label.textContent).includes(sought);
  }
  const ticked = boxes.filter((box) => box.checked).length;
  told.textContent = `${ticked} sur ${boxes.length} ${ticked > 1 ? "cochés" : "coché"}`;
}

function plain(text) {
  return text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase().trim();
}
