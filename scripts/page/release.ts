import { base64, fromBase64url, fromUtf8, hex } from "#core/bytes.ts";
import { canonical } from "#core/canonical.ts";
import type { Rpc } from "#core/chain/ask.ts";
import { idHash } from "#core/chain/questions.ts";
import { askRelease, type ReleaseOnChain, releaseFrom } from "#core/chain/release.ts";
import type { Crypto } from "#core/crypto.ts";
import { type Entry, signedBytes } from "#core/entry.ts";
import { entry as entryForm } from "#core/entry-form.ts";
import { parse } from "#core/evidence/form.ts";
import type { Policy } from "#core/evidence/policy.ts";
import { parseCheckpoint } from "#core/log/checkpoint.ts";
import { verifyNote } from "#core/log/note.ts";
import { verifyInclusion } from "#core/log/proof.ts";
import { parseTlogProof } from "#core/log/tlog-proof.ts";
import { leafHash } from "#core/log/tree.ts";
import { Refusal } from "#core/refusal.ts";
import type { VerifierReleased } from "#core/statement/release.ts";

export type Found = { readonly released: VerifierReleased; readonly index: number; readonly operator: string };
export type Status = "passed" | "failed" | "unknown";

/**
 * The release that a C2SP tlog-proof holds: in the policy's log, signed by one of the policy's operators.
 * @throws Refusal where any of that is not so
 */
export async function releaseIn(text: string, policy: Policy, crypto: Crypto): Promise<Found> {
  const { extra, index, proof, checkpoint } = parseTlogProof(text);
  if (!extra) throw new Refusal("proof-malformed");
  const { size, root, origin } = parseCheckpoint(await verifyNote(crypto, checkpoint, [policy.log.vkey]));
  if (origin !== policy.log.origin) throw new Refusal("note-signature-missing");
  verifyInclusion(crypto.sha256, { index, size, root, proof, leafHash: leafHash(crypto.sha256, extra) });
  const entry: Entry = parse(entryForm, JSON.parse(fromUtf8(extra)), "bundle-malformed");
  if (base64(canonical(entry)) !== base64(extra)) throw new Refusal("bundle-malformed", { path: "canonical" });
  const { statement } = entry;
  if (statement.type !== "liangji:VerifierReleased") throw new Refusal("bundle-malformed", { path: "statement/type" });
  const operator = policy.roots.find(
    ({ actor, key, roles }) => actor === entry.actor && key === entry.key && roles.includes("operator"),
  );
  const signed =
    operator !== undefined &&
    (await crypto.verifyP256(
      fromBase64url(operator.publicKey),
      signedBytes(origin, entry),
      fromBase64url(entry.signature),
    ));
  if (!operator || !signed) throw new Refusal("signature-wrong", { actor: entry.actor });
  return { released: statement, index, operator: operator.actor };
}

/** Does the contract hold this release, as at least the policy's quorum of nodes say it? */
export async function onChain(
  { released, operator }: Found,
  policy: Policy,
  rpc: Rpc,
  crypto: Crypto,
): Promise<Status> {
  const { rpc: nodes, quorum, chainId, contracts } = policy.chain;
  const data = askRelease(released.verifierHash);
  const said = await Promise.all(
    nodes.map((url) =>
      Promise.resolve(
        rpc(url, [
          { jsonrpc: "2.0", id: 0, method: "eth_chainId", params: [] },
          { jsonrpc: "2.0", id: 1, method: "eth_call", params: [{ to: contracts.ActorRegistry, data }, "latest"] },
        ]),
      ).then(
        (answer) => answerIn(answer, chainId),
        () => undefined,
      ),
    ),
  );
  const holds = ({ operator: by, time, documentHash }: ReleaseOnChain) =>
    time > 0 && by === idHash(crypto.sha256, operator) && documentHash === hex(crypto.sha256(canonical(released)));
  const heard = said.filter((one) => one !== undefined);
  if (heard.filter(holds).length >= quorum) return "passed";
  return heard.filter((one) => !holds(one)).length >= quorum ? "failed" : "unknown";
}

function answerIn(answer: unknown, chainId: number): ReleaseOnChain | undefined {
  if (!Array.isArray(answer)) return undefined;
  const result = (id: number): unknown =>
    (answer as { id?: unknown; result?: unknown }[]).find((one) => one.id === id)?.result;
  return Number(result(0)) === chainId ? releaseFrom(result(1)) : undefined;
}
