import { fetchPolicy, type Get } from "../fetch.ts";
import { type Checked, checkFile, checkLabel, checkUnissued } from "./check.ts";
import type { Asked } from "./question.ts";

/** The service gives the page to no path of a label but a well-formed one. */
const LABEL = /^\/p\/(.+)\/b\/(.+)\/s\/(.+)$/;

/** Undefined where a path names no label. */
export async function check(asked: Asked, get?: Get): Promise<Checked | undefined> {
  if ("text" in asked) return checkFile(asked.text, await fetchPolicy());
  if (asked.path.startsWith("/s/")) return checkUnissued();
  const [, product, batch, serial] = LABEL.exec(asked.path) ?? [];
  return product && batch && serial ? checkLabel(asked.path, { product, batch, serial }, get) : undefined;
}

/** Tells the verdict, and once more when it is confirmed. */
export async function tell(checked: Checked | undefined, say: (scene: Checked["scene"] | undefined) => void) {
  say(checked?.scene);
  if (checked?.confirm) say(await checked.confirm());
}
