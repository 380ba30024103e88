import { checkAhead } from "./ahead.ts";
import { filesIn, kept, newestFirst } from "./kept.ts";
import { type FetchEvent, scope } from "./scope.ts";

const ONCE_IN_MS = 60_000;
const UNTIL_GONE_MS = 15_000;

/** A label's page as it was kept waits for no network. Another release of it takes its place at once, but not for ever in turns. */
let renewedAt = 0;
export async function labelPage(event: FetchEvent): Promise<Response> {
  const { request, resultingClientId, preloadResponse } = event;
  // Of the service that we know it is the evidence; of any other host, a page.
  const early = preloadResponse?.then((one) => (one?.headers.has("chain-block") ? one : undefined));
  const checked = checkAhead(
    new URL(request.url).pathname,
    early?.catch(() => undefined) ?? Promise.resolve(undefined),
  );
  event.waitUntil(checked);
  const found = await kept(request);
  if (!found) return newestFirst(request);
  const shown = filesIn(found.clone());
  // After the check, with which it would share the line.
  const renewed = checked.then(async () => {
    const newest = await newestFirst(new Request(request.url));
    if (!newest.ok || (await filesIn(newest)) === (await shown) || Date.now() - renewedAt < ONCE_IN_MS) return;
    renewedAt = Date.now();
    await renew(resultingClientId, request.url);
  });
  event.waitUntil(renewed.catch(() => {}));
  return found;
}

/** The new page may be here before the window that shows the old one can be told, and a window that is only just opening may lose what it was told: it is told again until it has gone. */
async function renew(id: string, url: string): Promise<void> {
  const until = Date.now() + UNTIL_GONE_MS;
  let told = false;
  while (Date.now() < until) {
    const shown = await scope.clients.get(id);
    if (!shown && told) return;
    if (shown) {
      told = true;
      shown.navigate(url).catch(() => {});
    }
    await new Promise((done) => setTimeout(done, shown ? 3000 : 250));
  }
}
