// Touches the DOM: shows where a file will fall, and the name and size of what was chosen.

const ZONE = "[data-atelier-drop]";
const UNITS = ["octets", "Ko", "Mo", "Go"];

export function showDroppedFiles(root) {
  const mark = (event, isOver) => {
    const zone = event.target.closest?.(ZONE);
    if (zone) zone.toggleAttribute("data-atelier-over", isOver);
  };
  for (const name of ["dragenter", "dragover"]) root.addEventListener(name, (event) => mark(event, true));
  for (const name of ["dragleave", "drop"]) root.addEventListener(name, (event) => mark(event, false));
  root.addEventListener("change", (event) => {
    const zone = event.target.closest?.(ZONE);
    if (zone && event.target.type === "file") tell(zone, [...event.target.files]);
  });
}

function tell(zone, files) {
  let told = zone.querySelector("[data-atelier-chosen]");
  if (!told) {
    told = document.createElement("p");
    told.className = "help";
    told.dataset.atelierChosen = "";
    told.setAttribute("role", "status");
    zone.append(told);
  }
  told.textContent = files.map((file) => `${file.name}, ${size(file.size)}`).join(" ; ");
}

function size(bytes) {
  const rank = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  return `${(bytes / 1000 ** rank).toLocaleString("fr", { maximumFractionDigits: 1 })} ${UNITS[rank]}`;
}
