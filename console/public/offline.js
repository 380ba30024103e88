// Keeps the console's own files, nothing else: hashed files for good, the page for when there is no signal.
const KEPT = "console-1";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || !pathname.startsWith("/console/")) return;
  event.respondWith(pathname.startsWith("/console/assets/") ? keptFirst(event.request) : newestFirst(event.request));
});

async function keptFirst(request) {
  const cache = await caches.open(KEPT);
  return (await cache.match(request)) ?? store(cache, request, await fetch(request));
}

async function newestFirst(request) {
  const cache = await caches.open(KEPT);
  try {
    return await store(cache, request, await fetch(request));
  } catch {
    return (await cache.match(request)) ?? Response.error();
  }
}

async function store(cache, request, response) {
  if (response.ok) await cache.put(request, response.clone());
  return response;
}
