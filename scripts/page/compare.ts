import { hashOf } from "#backend/release/built.ts";
import type { VerifierReleased } from "#core/statement/release.ts";

/** Fetches a path of the host as bytes; undefined where there is none. */
export type Fetch = (path: string) => Promise<Uint8Array | undefined>;

const TITLE = "<!--server:title-->";
const WORDS = "<!--server:words-->";
/** What the service may write into its page: words, and data that no browser runs. */
const INERT = /^<\/?(?:p|b|span|h2|dl|dt|dd)(?: class="[a-z -]*")?>$/;

/** At the page's end, for search engines. */
const DATA = /<script type="application\/ld\+json">[^<]*<\/script>(?=<\/body>)/;

/** The released page with the service's own words in the two places for them, and nothing in those but words. */
export function isFilled(template: string, whole: string): boolean {
  const served = whole.replace(DATA, "");
  const [head = "", middle = "", tail = ""] = template.split(new RegExp(`${TITLE}|${WORDS}`));
  if (!template.includes(TITLE) || !template.includes(WORDS)) return template === served;
  if (!served.startsWith(head) || !served.endsWith(tail)) return false;
  const filled = served.slice(head.length, served.length - tail.length);
  const cut = filled.indexOf(middle);
  if (cut < 0) return false;
  const [title, words] = [filled.slice(0, cut), filled.slice(cut + middle.length)];
  return !/[<>]/.test(title) && isInert(words);
}

const isInert = (words: string): boolean =>
  words.split(/(<[^>]*>)/).every((part, at) => (at % 2 === 1 ? INERT.test(part) : !/[<>]/.test(part)));

/** Every released file as the host serves it now: the paths of those that differ or are missing. */
export async function differing({ files }: VerifierReleased, get: Fetch): Promise<readonly string[]> {
  const found = await Promise.all(
    files.map(async ({ path, sha256 }) => {
      const bytes = await get(`/${path}`);
      return bytes && hashOf(bytes) === sha256 ? [] : [path];
    }),
  );
  return found.flat();
}
