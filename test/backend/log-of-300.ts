import { createPublicKey } from "node:crypto";
import { request } from "node:http";
import { base64url } from "#core/bytes.ts";
import { signedBytes } from "#core/entry.ts";
import { sampleAuthor } from "#scripts/author.ts";
import { type Running, run } from "./running.ts";
import { product } from "./told.ts";

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};
export const SIZES = [1, 2, 37, 137, 237, 256, 257, 300] as const;

/** A running service whose log grew to 300 entries, with every checkpoint that it served on the way, and requests as they are on the wire. */
export async function logOf300() {
  const r: Running = await run();
  const operator = sampleAuthor("brand-operator");
  const entryOf = (n: number) => {
    const unsigned = { statement: product(`tea-${n}`), actor: operator.actor, key: operator.key, series: [] };
    return { ...unsigned, signature: base64url(operator.sign(signedBytes(r.service.policy.log.origin, unsigned))) };
  };
  /** As sent: no address is tidied, nothing is decompressed. */
  const ask = (path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(r.service.url);
      const asked = request({ hostname, port, path, headers, method }, async (res) => {
        const parts: Buffer[] = [];
        for await (const part of res as AsyncIterable<Buffer>) parts.push(part);
        const answered = Object.fromEntries(Object.entries(res.headers).map(([name, value]) => [name, String(value)]));
        resolve({ status: res.statusCode ?? 0, headers: answered, body: Buffer.concat(parts) });
      });
      asked.on("error", reject).end();
    });

  const checkpoints: string[] = [];
  for (const [at, size] of SIZES.entries()) {
    const from = SIZES[at - 1] ?? 0;
    await r.client.post("/entries", { entries: Array.from({ length: size - from }, (_, n) => entryOf(from + n)) });
    checkpoints.push((await ask("/log/checkpoint")).body.toString());
  }
  return { r, ask, checkpoints };
}
export type LogOf300 = Awaited<ReturnType<typeof logOf300>>;

/** A raw Ed25519 key as OpenSSL takes it. */
export const ed25519Key = (publicKey: Uint8Array) =>
  createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: base64url(publicKey) }, format: "jwk" });
