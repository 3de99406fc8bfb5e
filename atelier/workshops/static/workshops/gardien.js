// Service worker, no DOM: keeps the page of one workshop with its style, script and fonts.
// KEPT {name, page, files} is written before this line by the view that serves it.

const ADDRESS = new URL(KEPT.page, self.location.origin).href;
const FILES = new Set(KEPT.files.map((file) => new URL(file, self.location.origin).href));

self.addEventListener("install", (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (FILES.has(request.url)) event.respondWith(fromHere(request));
  else if (request.url.split("#")[0] === ADDRESS) event.respondWith(freshOrKept(request));
});

async function keep() {
  const cache = await caches.open(KEPT.name);
  await cache.addAll([...FILES]);
  const page = await fetch(ADDRESS, { credentials: "same-origin" });
  if (page.ok && !page.redirected) await cache.put(ADDRESS, page);
  for (const old of await cache.keys()) {
    if (old.url !== ADDRESS && !FILES.has(old.url)) await cache.delete(old);
  }
}

async function fromHere(request) {
  return (await caches.match(request)) ?? fetch(request);
}

async function freshOrKept(request) {
  const cache = await caches.open(KEPT.name);
  try {
    const fresh = await fetch(request);
    // Signed out, the site answers with the sign-in page: the page kept is the one that serves.
    if (fresh.ok && !fresh.redirected) {
      await cache.put(ADDRESS, fresh.clone());
      return fresh;
    }
    return fresh.status < 500 ? fresh : ((await cache.match(ADDRESS)) ?? fresh);
  } catch {
    return (await cache.match(ADDRESS)) ?? Response.error();
  }
}
