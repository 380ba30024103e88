import { join } from "node:path";
import type { ActMessage, ActName } from "#core/act/acts.ts";
import { base64url } from "#core/bytes.ts";
import { askChain } from "#core/chain/ask.ts";
import { type Entry, type Statement, signedBytes } from "#core/entry.ts";
import type { Bundle } from "#core/evidence/bundle.ts";
import { anchorChecker } from "#core/evidence/check-anchor.ts";
import type { Judgement } from "#core/evidence/verdict.ts";
import { verifyEvidence } from "#core/evidence/verify.ts";
import { type LabelId, parseLabelPath } from "#core/label/url.ts";
import { nobleEthereum } from "#core/noble-ethereum.ts";
import { sampleAuthor, sha256 } from "#scripts/author.ts";
import { nodeCrypto } from "#scripts/node-crypto.ts";
import { loadSample } from "#scripts/sample/load.ts";
import { type Running, run } from "./running.ts";

const TODAY = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
/** Today's first second in China: past at any hour, after everything in the sample. */
export const today = { day: TODAY, season: Number(TODAY.slice(0, 4)), time: `${TODAY}T00:00:00+08:00` };

/** A running service in which the sample story was told and anchored, and what a test asks of it. */
export async function told() {
  const r: Running = await run();
  const label = await loadSample(r.client, join(r.folder, "sample"), new Date(), () => undefined);
  const ids: LabelId = parseLabelPath(label);
  await r.service.anchorNow();

  const url = (path: string) => r.service.url + path;
  const evidence = async (path = label) => (await (await fetch(url(`/evidence${path}`))).json()) as Bundle;
  const code = async (send: () => Promise<unknown>): Promise<string> =>
    send().then(
      () => "accepted",
      (error: { code?: string }) => error.code ?? String(error),
    );
  const act = async (actor: string, name: ActName, message: ActMessage) =>
    r.client.post("/acts", await r.client.signAct(sampleAuthor(actor), name, message));
  async function judge(bundle: Bundle): Promise<Judgement> {
    const { policy } = r.service;
    const now = Math.floor(Date.now() / 1000);
    const rpc = async (_url: string, body: unknown) =>
      (
        await fetch(url("/rpc"), {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body),
        })
      ).json();
    const chain = await askChain(bundle, policy, now, rpc, sha256);
    return verifyEvidence(bundle, policy, now, chain, nodeCrypto, anchorChecker(nobleEthereum));
  }
  async function signed(actor: string, statement: Statement, ...series: string[]): Promise<Entry> {
    const author = sampleAuthor(actor);
    const links = await Promise.all(
      series.map(async (id) => {
        const { sequence, previous } = await r.client.get<{ sequence: number; previous: string }>(`/series?id=${id}`);
        return { id, sequence: sequence + 1, previous };
      }),
    );
    const unsigned = { statement, actor, key: author.key, series: links };
    return { ...unsigned, signature: base64url(author.sign(signedBytes(r.service.policy.log.origin, unsigned))) };
  }
  return { r, label, ids, url, evidence, code, act, judge, signed };
}
export type Told = Awaited<ReturnType<typeof told>>;

export const product = (id: string): Statement => ({
  type: "liangji:ProductDefined",
  occurredAt: today.time,
  product: id,
  name: { zh: "茶", en: "tea" },
  verb: "drink",
});
