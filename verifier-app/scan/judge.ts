import { labelPath } from "#core/label/url.ts";
import { codeOfUnitPath } from "#core/unit/url.ts";
import type { Line } from "../headline.ts";
import { labelOfPath } from "../path.ts";
import type { Label, Scene } from "../scene.ts";
import type { Words } from "../words/zh.ts";
import { scanWords } from "./words.ts";

const NOT_FOUND = 404;

/** One line about the label at this address; only the service's own 404 is "never issued". Undefined when it could not be checked. */
export async function judge(path: string, words: Words): Promise<Line | undefined> {
  // A box's page checks it; the row only leads there.
  if (codeOfUnitPath(path)) return { tone: "doubt", h: scanWords[words.language].box, s: [] };
  try {
    const [scene, { headlineFor }] = await Promise.all([sceneAt(path), import("../headline.ts")]);
    return scene ? headlineFor(scene, words) : { tone: "alarm", h: scanWords[words.language].unknown, s: [] };
  } catch {
    return undefined;
  }
}

/** The label at this address, checked; undefined for a code that was never issued. Throws when it could not be asked. */
export async function sceneAt(path: string): Promise<Scene | undefined> {
  const { checkLabel } = await import("../checker/check.ts");
  const label = labelOfPath(path) ?? (await ledTo(path));
  return label && (await checkLabel(labelPath(label), label)).scene;
}

/** An address of another form is one that the service leads on to the label's own; undefined when it knows none. */
async function ledTo(path: string): Promise<Label | undefined> {
  const { status, url } = await fetch(path);
  const label = labelOfPath(new URL(url).pathname);
  if (label || status === NOT_FOUND) return label;
  throw new Error(`${status} for ${path}`);
}
