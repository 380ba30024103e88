import { labelPath } from "#core/label/url.ts";
import type { Line } from "../headline.ts";
import { labelOfPath } from "../path.ts";
import type { Label } from "../scene.ts";
import type { Words } from "../words/zh.ts";
import { scanWords } from "./words.ts";

const NOT_FOUND = 404;

/** One line about the label at this address; only the service's own 404 is "never issued". Undefined when it could not be checked. */
export async function judge(path: string, words: Words): Promise<Line | undefined> {
  try {
    const [{ checkLabel }, { headlineFor }] = await Promise.all([import("../check.ts"), import("../headline.ts")]);
    const label = labelOfPath(path) ?? (await ledTo(path));
    return label
      ? headlineFor(await checkLabel(labelPath(label), label), words)
      : { tone: "alarm", h: scanWords[words.language].unknown, s: [] };
  } catch {
    return undefined;
  }
}

/** An address of another form is one that the service leads on to the label's own; undefined when it knows none. */
async function ledTo(path: string): Promise<Label | undefined> {
  const { status, url } = await fetch(path);
  const label = labelOfPath(new URL(url).pathname);
  if (label || status === NOT_FOUND) return label;
  throw new Error(`${status} for ${path}`);
}
