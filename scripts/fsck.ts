import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Checked, checkLog, type Finding } from "#backend/log/check.ts";
import { readHead } from "#backend/log/head.ts";
import { readPublished, refuseIfPublishedDiffers } from "#backend/log/published.ts";
import { putBack } from "#backend/store/open.ts";
import { type Reading, readingOf } from "#backend/store/reading.ts";

import { type Policy, parsePolicy } from "#core/evidence/policy.ts";
import { type Anchors, checkAnchors } from "./fsck/anchors.ts";
import { signatureCheck } from "./fsck/signatures.ts";
import { openFolder } from "./refuse-start.ts";
import { CannotStart, nodesFrom } from "./settings.ts";

export type Report = { readonly code: 0 | 1 | 2; readonly text: string };
const TELL_EVERY_MS = 1000;
const WHAT_TO_DO =
  "先不要启动。用最近的备份换掉这个文件夹，再查一遍；备份都不好，就从公开的账本和见证人那里重建。 Do not start it. Replace the folder by its newest backup and check that; without one, rebuild from the public log and its witnesses.";

/** Recomputes everything in a data folder and names the first thing wrong. 0 in order, 1 damaged, 2 could not be checked. */
export async function fsck(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  tell: (line: string) => void,
): Promise<Report> {
  const { values } = parseArgs({ args: [...argv], options: { data: { type: "string" }, policy: { type: "string" } } });
  const dataDir = resolve(values.data ?? env.DATA_DIR ?? ".data");
  const policyFile = values.policy ?? join(dataDir, "policy.json");
  if (!existsSync(join(dataDir, "store")) || !existsSync(policyFile))
    return {
      code: 2,
      text: `${dataDir} 里没有账本或 policy.json。 There is no log, or no policy.json, in it.\nnpm run fsck -- --data DIR [--policy FILE]`,
    };
  const policy = parsePolicy(JSON.parse(readFileSync(policyFile, "utf8")));
  const database = await openFolder(dataDir, "--data");
  try {
    const reading = readingOf(database);
    const checked = await checkLog(reading, policy.log, { each: signatureCheck(policy), between: progress(tell) });
    if ("where" in checked) return damaged(checked);
    const published = await publishedFinding(dataDir, reading, policy);
    if (published) return damaged(published);
    const anchors = await checkAnchors(reading, checked.entries, policy, dataDir, nodesFrom(env) ?? []);
    return "where" in anchors ? damaged(anchors) : sound(checked, anchors);
  } finally {
    await database.close();
    // Looking changes nothing: what LevelDB tidied away while it opened is there again.
    await putBack(dataDir);
  }
}

/** What was shown to readers, cosignatures of witnesses included, is in the store. */
async function publishedFinding(dataDir: string, reading: Reading, { log }: Policy): Promise<Finding | undefined> {
  try {
    const [published, head] = [await readPublished(dataDir, log), await readHead(reading)];
    if (published && head) await refuseIfPublishedDiffers(reading, head, published);
    return undefined;
  } catch (error) {
    return { where: "published.json", what: (error as Error).message };
  }
}

const damaged = ({ where, what }: Finding): Report => ({
  code: 1,
  text: `坏在 damaged at ${where}: ${what}\n${WHAT_TO_DO}`,
});

function sound({ entries, nodes, rows, root }: Checked, anchors: Exclude<Anchors, Finding>): Report {
  const chain =
    "anchors" in anchors
      ? `链上 ${anchors.anchors} 个账页都对得上 ${anchors.anchors} anchored heads are its own`
      : `链没有问到 the chain was not asked (${anchors.unasked})`;
  return {
    code: "anchors" in anchors ? 0 : 2,
    text: `完好 sound: ${entries} 条 entries, ${nodes} nodes, ${rows} rows, root ${root}; ${chain}`,
  };
}

/** Says how far it is when it takes longer than a second. */
function progress(tell: (line: string) => void): (done: { rows: number; entries: number }) => void {
  let last = performance.now();
  return ({ rows, entries }) => {
    if (performance.now() - last < TELL_EVERY_MS) return;
    last = performance.now();
    tell(entries === 0 ? `已读 ${rows} 行 rows read…` : `已查 ${entries} 条 entries checked…`);
  };
}

if (import.meta.main)
  try {
    const { code, text } = await fsck(process.argv.slice(2), process.env, (line) => console.error(line));
    (code === 0 ? console.log : console.error)(text);
    process.exitCode = code;
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
