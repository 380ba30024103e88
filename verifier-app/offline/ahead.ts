import { check, tell } from "../checker/asked.ts";
import type { Checked } from "../checker/check.ts";
import type { Answer, Question } from "../checker/question.ts";
import { kept, newestFirst } from "./kept.ts";
import type { Said } from "./scope.ts";

/** The page's script of the release that this worker was built with: it can show what this one finds. */
declare const RELEASE: string;
const FRESH_MS = 20_000;
const POLICY = "/policy.json";

let ahead: { readonly path: string; readonly at: number; readonly checked: Promise<Checked | undefined> } | undefined;

/**
 * A label is checked from the moment that its page is asked for, beside all that the browser does before it can show one.
 * @param early its evidence, which the browser asked for in the page's place while this worker was starting
 */
export async function checkAhead(path: string, early: Promise<Response | undefined>): Promise<void> {
  const checked = checkedBy(path, early);
  ahead = { path, at: Date.now(), checked };
  await checked.catch(() => {});
}

/** By the policy that was kept, so that it need not be waited for; by the newest, should that turn out to be another. */
async function checkedBy(path: string, early: Promise<Response | undefined>): Promise<Checked | undefined> {
  const trusted = await kept(new Request(POLICY));
  const newest = newestFirst(new Request(POLICY));
  const by = (policy: Promise<Response>, early?: Promise<Response | undefined>) =>
    check({ path }, async (path, init) =>
      path === POLICY ? (await policy).clone() : newestFirst(new Request(path, init), early),
    );
  if (!trusted) return by(newest, early);
  const [checked, other] = await Promise.all([by(Promise.resolve(trusted), early), newest.catch(() => undefined)]);
  return other && (await other.clone().text()) !== (await trusted.text()) ? by(newest) : checked;
}

/** Whoever asks first gets what was checked ahead, once; whoever else, or of another release, has a worker of its own. */
export async function answer({ data: { id, asked, release }, source }: Said<Question>): Promise<void> {
  const say = (answer: Answer) => source?.postMessage(answer);
  const found = ahead;
  ahead = undefined;
  const fits = "path" in asked && asked.path === found?.path && new URL(release).pathname === RELEASE;
  if (!found || !fits || Date.now() - found.at > FRESH_MS) return say({ id, error: "not checked ahead" });
  try {
    await tell(await found.checked, (scene) => say({ id, scene }));
  } catch (error) {
    say({ id, error: String(error) });
  }
}
