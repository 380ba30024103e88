import "../old-engines.ts";
import type { Question } from "../checker/question.ts";
import { answer } from "./ahead.ts";
import { keepPageFiles, keptFirst, newestFirst } from "./kept.ts";
import { labelPage } from "./page.ts";
import { isFile, isOurs, isPage } from "./paths.ts";
import { type Said, scope } from "./scope.ts";

// What was visited once opens without a network: the page, its own files, and the proofs it last saw. The page itself says how old they are.
scope.addEventListener("install", (event) => {
  void scope.skipWaiting();
  event.waitUntil(keepPageFiles().catch(() => {}));
});
scope.addEventListener("activate", (event) => event.waitUntil(Promise.all([scope.clients.claim(), askEarly()])));
scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== scope.location.origin || !isOurs(pathname)) return;
  const answered =
    request.mode === "navigate" && isPage(pathname)
      ? labelPage(event)
      : isFile(pathname)
        ? keptFirst(request)
        : newestFirst(request, event.preloadResponse);
  event.respondWith(answered.catch(() => Response.error()));
});
scope.addEventListener("message", (event) => {
  const { data } = event;
  event.waitUntil(Array.isArray(data) ? keepSeen(data) : answer(event as Said<Question>));
});

/** A worker takes a while to start. Meanwhile the browser asks for what a label's page needs first: not the page, which is kept, but its evidence. */
async function askEarly(): Promise<void> {
  const { navigationPreload } = scope.registration;
  await navigationPreload?.setHeaderValue("evidence");
  await navigationPreload?.enable();
}

/** On the first visit everything was fetched before this worker was there: the page says what. */
async function keepSeen(urls: readonly string[]): Promise<void> {
  const ours = urls.filter((url) => {
    const { origin, pathname } = new URL(url);
    return origin === scope.location.origin && isOurs(pathname);
  });
  await Promise.allSettled(ours.map((url) => keptFirst(new Request(url))));
}
