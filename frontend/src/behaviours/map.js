// Touches the DOM. Puts a map that moves where a drawing stands; without WebGL, the drawing stays.
const TINTS = 5;
const PADDING = 16;
// A shape without a class of its own: it is only there to be chosen.
const BARE = -2;
const WORDS = {
  "AttributionControl.ToggleAttribution": "Montrer ou cacher les crédits",
  "Map.Title": "Carte",
  "NavigationControl.ResetBearing": "Remettre le nord en haut",
  "NavigationControl.ZoomIn": "Agrandir",
  "NavigationControl.ZoomOut": "Réduire",
};

export function drawMaps(root, view) {
  for (const frame of root.querySelectorAll("[data-atelier-map]")) {
    if (frame.dataset.atelierMap) draw(frame, view).catch(() => frame.removeAttribute("data-drawn"));
  }
}

async function draw(frame, view) {
  const [library, worker, answer] = await Promise.all([
    import("maplibre-gl"),
    import("maplibre-gl/dist/maplibre-gl-worker.mjs?url"),
    view.fetch(frame.dataset.atelierMap),
    import("maplibre-gl/dist/maplibre-gl.css"),
  ]);
  if (!answer.ok) return;
  const shapes = await answer.json();
  if (shapes.features.length === 0) return;
  library.setWorkerUrl(worker.default);
  const place = view.document.createElement("div");
  place.className = "sheet-map-canvas";
  frame.append(place);
  const map = createMap(library, place, frame, shapes, view);
  const told = tellers(frame, map, shapes);
  map.on("load", () => {
    frame.setAttribute("data-drawn", "");
    map.resize();
    map.fitBounds(boundsOf(shapes), { padding: PADDING, animate: false });
  });
  view.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => repaint(map, view));
  listen(map, told);
}

function createMap(library, container, frame, shapes, view) {
  const map = new library.Map({
    container,
    style: styleOf(frame, shapes, view),
    bounds: boundsOf(shapes),
    attributionControl: frame.dataset.atelierMapCredit ? { compact: false } : false,
    cooperativeGestures: false,
    dragRotate: false,
    pitchWithRotate: false,
    scrollZoom: false,
    fadeDuration: 0,
    locale: { ...WORDS, "Map.Title": frame.dataset.atelierMapLabel },
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new library.NavigationControl({ showCompass: false }), "top-right");
  return map;
}

function styleOf(frame, shapes, view) {
  const sources = { shapes: { type: "geojson", data: shapes } };
  const layers = [];
  if (frame.dataset.atelierMapTiles) {
    sources.tiles = {
      type: "raster",
      tiles: [frame.dataset.atelierMapTiles],
      tileSize: 256,
      attribution: frame.dataset.atelierMapCredit,
    };
    layers.push({ id: "tiles", type: "raster", source: "tiles" });
  }
  const inks = inksOf(view);
  layers.push(
    { id: "fills", type: "fill", source: "shapes", paint: { "fill-color": fillOf(inks), "fill-opacity": frame.dataset.atelierMapTiles ? 0.75 : 1 } },
    { id: "edges", type: "line", source: "shapes", paint: { "line-color": inks.edge, "line-width": 1 } },
    { id: "chosen", type: "line", source: "shapes", paint: { "line-color": inks.ink, "line-width": widthOf() } },
  );
  return { version: 8, sources, layers };
}

function inksOf(view) {
  const read = (name) => view.getComputedStyle(view.document.documentElement).getPropertyValue(name).trim();
  return {
    tints: Array.from({ length: TINTS }, (_, rank) => read(`--map-${rank + 1}`)),
    missing: read("--map-missing"),
    edge: read("--map-edge"),
    ink: read("--ink"),
    blue: read("--blue"),
  };
}

function fillOf(inks) {
  const steps = inks.tints.flatMap((colour, rank) => [rank, colour]);
  const byClass = ["match", ["coalesce", ["get", "tint"], BARE], ...steps, BARE, inks.tints[0], inks.missing];
  return ["case", ["boolean", ["feature-state", "ticked"], false], inks.blue, byClass];
}

function widthOf() {
  return ["case", ["boolean", ["feature-state", "here"], false], 3, 0];
}

function repaint(map, view) {
  const inks = inksOf(view);
  map.setPaintProperty("fills", "fill-color", fillOf(inks));
  map.setPaintProperty("edges", "line-color", inks.edge);
  map.setPaintProperty("chosen", "line-color", inks.ink);
}

function boundsOf(shapes) {
  const box = [180, 90, -180, -90];
  const widen = (part) => {
    if (typeof part[0] === "number") {
      box[0] = Math.min(box[0], part[0]);
      box[1] = Math.min(box[1], part[1]);
      box[2] = Math.max(box[2], part[0]);
      box[3] = Math.max(box[3], part[1]);
    } else {
      part.forEach(widen);
    }
  };
  shapes.features.forEach((feature) => widen(feature.geometry.coordinates));
  return [[box[0], box[1]], [box[2], box[3]]];
}

// What the pointer, the table or the boxes say of a shape, and the reverse.
function tellers(frame, map, shapes) {
  const root = frame.ownerDocument;
  const byCode = new Map(shapes.features.map((one) => [one.properties.code, one]));
  const panel = root.querySelector("[data-atelier-map-told]");
  let here = null;
  const point = (feature) => {
    if (here !== null) map.setFeatureState({ source: "shapes", id: here }, { here: false });
    here = feature ? feature.id : null;
    if (here !== null) map.setFeatureState({ source: "shapes", id: here }, { here: true });
    if (feature && panel) write(panel, feature.properties);
  };
  const boxes = new Map();
  for (const box of frame.dataset.atelierMapBoxes ? root.querySelectorAll(`input[name="${frame.dataset.atelierMapBoxes}"]`) : []) {
    boxes.set(box.value, box);
  }
  const tick = (code) => map.setFeatureState({ source: "shapes", id: byCode.get(code).id }, { ticked: boxes.get(code).checked });
  return { byCode, point, boxes, tick, rows: root.querySelectorAll("[data-atelier-map-table] [data-atelier-code]") };
}

function write(panel, told) {
  const name = panel.ownerDocument.createElement("strong");
  name.textContent = told.name;
  const value = panel.ownerDocument.createElement("span");
  value.textContent = told.value ?? "";
  panel.replaceChildren(name, value);
}

function listen(map, told) {
  map.on("mousemove", "fills", (event) => told.point(event.features[0]));
  map.on("mouseleave", "fills", () => told.point(null));
  map.on("click", "fills", (event) => {
    const { code } = event.features[0].properties;
    const box = told.boxes.get(code);
    if (box) {
      box.click();
    } else {
      told.point(event.features[0]);
    }
  });
  for (const [code, box] of told.boxes) {
    if (!told.byCode.has(code)) continue;
    box.addEventListener("change", () => told.tick(code));
    if (box.checked) map.once("load", () => told.tick(code));
  }
  for (const row of told.rows) {
    const show = () => told.point(told.byCode.get(row.dataset.atelierCode) ?? null);
    row.addEventListener("focusin", show);
    row.addEventListener("pointerenter", show);
  }
}
