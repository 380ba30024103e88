// What was visited once opens without a network: the page, its own files, and the proofs it last saw. The page itself says how old they are.
const KEPT = "verifier-1";
const MOST_PROOFS = 50;
const PATIENCE_MS = 5000;
const FILES = /\/assets\/[\w.-]+/g;

const isFile = (path) => path.startsWith("/assets/") || path.startsWith("/scan/assets/");
const isProof = (path) => path.startsWith("/evidence/");
const isOurs = (path) =>
  isFile(path) ||
  isProof(path) ||
  path.startsWith("/p/") ||
  ["/", "/index.html", "/policy.json", "/scan"].includes(path);

// What is kept while a worker is installed, Chromium keeps compiled: the next visit reads no script anew.
self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keptPageFiles().catch(() => {}));
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin || !isOurs(pathname)) return;
  if (event.request.mode === "navigate" && pathname.startsWith("/p/")) event.respondWith(keptPage(event));
  else if (isFile(pathname)) event.respondWith(keptFirst(event.request));
  else event.respondWith(takeAhead(event.request.url) ?? newestFirst(event.request));
});
// On the first visit everything was fetched before this worker was there: the page says what.
self.addEventListener("message", (event) => {
  if (!Array.isArray(event.data)) return;
  const wanted = event.data.filter((url) => {
    const { origin, pathname } = new URL(url);
    return origin === self.location.origin && isOurs(pathname);
  });
  event.waitUntil(Promise.allSettled(wanted.map((url) => keptFirst(new Request(url)))));
});

async function keptPageFiles() {
  const page = await (await fetch("/")).text();
  await Promise.all((page.match(FILES) ?? []).map((path) => keptFirst(new Request(path))));
}

async function keptFirst(request) {
  const cache = await caches.open(KEPT);
  return (await cache.match(request)) ?? keep(cache, request, await fetch(request));
}

// The page waits for no network: what is known of the label it asks for itself. Another release of it takes its place at once, but not for ever in turns.
let renewedAt = 0;
async function keptPage(event) {
  const kept = await (await caches.open(KEPT)).match(event.request);
  if (!kept) return newestFirst(event.request);
  askAhead(new URL(event.request.url));
  const shown = filesIn(kept.clone());
  event.waitUntil(
    newestFirst(new Request(event.request.url)).then(async (newest) => {
      if (!newest.ok || (await filesIn(newest)) === (await shown) || Date.now() - renewedAt < 60_000) return;
      renewedAt = Date.now();
      await renew(event.resultingClientId, event.request.url);
    }),
  );
  return kept;
}
/** What the page will ask for first is on its way before the page runs; whoever asks later asks anew. */
let ahead;
function askAhead({ origin, pathname }) {
  const url = `${origin}/evidence${pathname}`;
  ahead = { url, at: Date.now(), answer: newestFirst(new Request(url)) };
}
function takeAhead(url) {
  const taken = ahead?.url === url ? ahead : undefined;
  if (taken) ahead = undefined;
  return taken && Date.now() - taken.at < PATIENCE_MS ? taken.answer : undefined;
}

/** The new page may be here before the window that shows the old one can be told, and a window that is only just opening may lose what it was told: it is told again until it has gone. */
async function renew(id, url) {
  const until = Date.now() + 15_000;
  let told = false;
  while (Date.now() < until) {
    const shown = await self.clients.get(id);
    if (!shown && told) return;
    if (shown) {
      told = true;
      shown.navigate(url).catch(() => {});
    }
    await new Promise((done) => setTimeout(done, shown ? 3000 : 250));
  }
}
const filesIn = async (page) => String((await page.text()).match(FILES));

async function newestFirst(request) {
  const cache = await caches.open(KEPT);
  try {
    return await keep(cache, request, await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) }));
  } catch {
    return (await cache.match(request)) ?? Response.error();
  }
}

async function keep(cache, request, response) {
  if (!response.ok) return response;
  await cache.put(request, response.clone());
  if (isProof(new URL(request.url).pathname)) await forgetOldest(cache);
  return response;
}

/** Proofs beyond the newest fifty, with the pages that showed them. */
async function forgetOldest(cache) {
  const proofs = (await cache.keys()).filter(({ url }) => isProof(new URL(url).pathname));
  for (const { url } of proofs.slice(0, -MOST_PROOFS)) {
    await cache.delete(url);
    await cache.delete(url.replace("/evidence/", "/"));
  }
}
