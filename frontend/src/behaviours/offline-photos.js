// Touches the DOM: photographs of paper cards taken without network, kept in this computer until the site has them.

import { el, field, linkButton, words } from "./offline-forms.js";
import { drawUid } from "./uid.js";

const BASE = "atelier-photographies";
const TABLE = "photographies";
// Handwriting stays readable, and a hundred photographs fit.
const LONGEST_SIDE = 2000;
const QUALITY = 0.85;

export class Photos {
  constructor(workshop, view) {
    Object.assign(this, { workshop, view, kept: [] });
  }

  async open() {
    const asked = this.view.indexedDB.open(BASE, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(TABLE, { keyPath: "uid" });
    this.base = await answered(asked);
    const every = await answered(this.table("readonly").getAll());
    this.kept = every.filter((one) => one.workshop === this.workshop).sort((one, other) => one.at - other.at);
  }

  table(mode) {
    return this.base.transaction(TABLE, mode).objectStore(TABLE);
  }

  async add(activity, file) {
    const image = await reduced(file);
    await this.save({ uid: drawUid(), workshop: this.workshop, activity, at: Date.now(), image });
  }

  async save(photo) {
    await answered(this.table("readwrite").put(photo));
    this.kept = [...this.kept.filter((one) => one.uid !== photo.uid), photo];
  }

  async forget(photo) {
    await answered(this.table("readwrite").delete(photo.uid));
    this.kept = this.kept.filter((one) => one.uid !== photo.uid);
  }

  waiting() {
    return this.kept.filter((one) => !one.problem);
  }

  // One at a time: a line that comes back slowly takes them one by one.
  async send(urlOf, token) {
    let taken = 0;
    for (const photo of this.waiting()) {
      const body = new FormData();
      body.append("uid", photo.uid);
      body.append("photo", fileOf(photo));
      const answer = await this.view.fetch(urlOf(photo.activity), { method: "POST", body, headers: { "X-CSRFToken": token }, credentials: "same-origin" });
      // Led to the door: the page of the door is no receipt.
      if (answer.redirected) return taken;
      if (answer.ok) {
        await this.forget(photo);
        taken += 1;
      } else {
        const { problem } = await answer.json();
        await this.save({ ...photo, problem });
      }
    }
    return taken;
  }
}

// The button that takes one, and those that wait: what they show can be typed beside them.
export function photographs(activity, page) {
  const take = el("input", { class: "input", type: "file", name: "photo", accept: "image/jpeg,image/png", capture: "environment" });
  take.addEventListener("change", () => take.files.length && page.photograph(activity, take.files[0]));
  const mine = page.photos.kept.filter((one) => one.activity === activity.id);
  return el(
    "div",
    { class: "offline-photographs", "data-key": `photos-${activity.id}` },
    field("Photographier des cartes papier", take),
    mine.length > 0 && el("p", { class: "fine" }, `${words(mine.length, "photographie gardée", "photographies gardées")} dans cet ordinateur.`),
    mine.length > 0 && el("ul", { class: "offline-photos" }, mine.map((one, rank) => drawn(one, rank, page))),
  );
}

function drawn(photo, rank, page) {
  const name = `Photographie ${rank + 1}`;
  const taken = new Date(photo.at).toLocaleTimeString("fr-FR", { hour: "2-digit", minute: "2-digit" });
  return el(
    "li",
    {},
    el("a", { href: photo.image, download: `cartes-${rank + 1}.jpg` }, el("img", { src: photo.image, alt: `${name}, prise à ${taken}` })),
    el("p", {}, photo.problem ? `${photo.problem} ` : `${name}, ${taken}. `, linkButton("Retirer", () => page.forgetPhoto(photo), name)),
  );
}

async function reduced(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = el("canvas", { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/jpeg", QUALITY);
}

function fileOf({ uid, image }) {
  const bytes = Uint8Array.from(atob(image.split(",")[1]), (one) => one.charCodeAt(0));
  return new File([bytes], `${uid}.jpg`, { type: "image/jpeg" });
}

function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
