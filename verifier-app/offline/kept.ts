import { isPage, isProof } from "./paths.ts";

const KEPT = "verifier-1";
const MOST_PROOFS = 50;
const PATIENCE_MS = 5000;
const FILES = /\/assets\/[\w.-]+/g;
const CHUNKS = /(?<=["'`]\.\/)[\w-]+\.js/g;

const cache = () => caches.open(KEPT);
export const kept = async (request: Request): Promise<Response | undefined> => (await cache()).match(request);
export const filesIn = async (page: Response): Promise<string> => String((await page.text()).match(FILES));

export async function keptFirst(request: Request): Promise<Response> {
  const found = await kept(request);
  if (found) return found;
  const { answer, stored } = keep(request, await fetch(request));
  await stored;
  return answer;
}

/**
 * Nobody waits until it is kept. Throws where there is neither network nor anything kept.
 * @param early the same, which may have been asked for already
 */
export async function newestFirst(request: Request, early?: Promise<Response | undefined>): Promise<Response> {
  let newest: Response;
  try {
    newest = (await inTime(early)) ?? (await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) }));
  } catch (error) {
    const found = await kept(request);
    if (!found) throw error;
    return found;
  }
  return keep(request, newest).answer;
}

const inTime = <T>(promise: Promise<T> | undefined) =>
  Promise.race([promise, new Promise<never>((_, late) => setTimeout(late, PATIENCE_MS, new Error("late")))]);

/** What is kept while a worker is installed, Chromium keeps compiled. With the page's own files those that its checker loads when it must. */
export async function keepPageFiles(): Promise<void> {
  const keepAll = (paths: readonly string[] | null) =>
    Promise.all((paths ?? []).map((path) => keptFirst(new Request(path))));
  const files = (await (await fetch("/index.html")).text()).match(FILES);
  const checker = (await keepAll(files)).find(({ url }) => url.includes("/checker-"));
  const chunks = (await checker?.text())?.match(CHUNKS);
  await keepAll(chunks?.map((name) => `/assets/${name}`) ?? null);
}

type Keeping = { readonly answer: Response; readonly stored: Promise<void> };

function keep(request: Request, response: Response): Keeping {
  if (!response.ok) return { answer: response, stored: Promise.resolve() };
  const { pathname } = new URL(request.url);
  const answer = isPage(pathname) ? withoutLinks(response) : response;
  const stored = store(request, answer.clone());
  // A full disk: the page works as before.
  stored.catch(() => {});
  return { answer, stored };
}

async function store(request: Request, answer: Response): Promise<void> {
  const to = await cache();
  await to.put(request, answer);
  if (isProof(new URL(request.url).pathname)) await forgetOldest(to);
}

/** What a page's links would have the browser fetch ahead is kept, or asked for already. */
function withoutLinks({ body, status, headers }: Response): Response {
  const fewer = new Headers(headers);
  fewer.delete("link");
  return new Response(body, { status, headers: fewer });
}

/** Proofs beyond the newest fifty, with the pages that showed them. */
async function forgetOldest(from: Cache): Promise<void> {
  const proofs = (await from.keys()).filter(({ url }) => isProof(new URL(url).pathname));
  for (const { url } of proofs.slice(0, -MOST_PROOFS)) {
    await from.delete(url);
    await from.delete(url.replace("/evidence/", "/"));
  }
}
