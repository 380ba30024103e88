import { recall } from "#core/work/batch.ts";
import { setStatus } from "#core/work/certificate.ts";
import { untilAnchored } from "../anchored.ts";
import { sha256 } from "../author.ts";
import type { Cast } from "./cast.ts";
import { expectHeadline, judge } from "./say.ts";

/** Steps 5 to 7: what a buyer sees, before and after things go wrong. */
export async function scanAgainAndAgain(cast: Cast, path: string): Promise<void> {
  const { client, regulator, body, ids, did } = cast;
  await untilAnchored(client.service);
  expectHeadline(
    "5–6 上链后扫码 scan after anchoring",
    "all-passed",
    await judge(client, await client.get(`/evidence${path}`)),
  );
  await did(
    "7 撤销证书 withdraw the certificate",
    body,
    setStatus(sha256, { certificate: ids.certificate, state: "withdrawn", reason: "示例：跟踪检查不符合" }),
  );
  expectHeadline(
    "7 再扫 scan again",
    "certificate-not-in-force",
    await judge(client, await client.get(`/evidence${path}`)),
  );
  await did(
    "7 召回 recall the leaf batch, three layers up",
    regulator,
    recall(sha256, { batch: ids.leaf, reason: "示例：复检超限" }),
  );
  const evidence = await client.get<object>(`/evidence${path}`);
  expectHeadline("7 再扫 scan again", "recalled", await judge(client, evidence));
  const forged = JSON.parse(JSON.stringify(evidence).replace('"quantity":90000', '"quantity":91000')) as unknown;
  const judgement = await judge(client, forged);
  expectHeadline("7 伪造的凭证 a forged copy", "record-failed", judgement);
  console.log(
    `  没有通过的检查 failed checks: ${judgement.checks
      .filter(({ status }) => status === "failed")
      .map(({ name }) => name)
      .join(", ")}`,
  );
}
