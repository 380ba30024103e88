import * as z from "zod/mini";
import { drivers } from "../anchor/driver.ts";
import { id, keyId, names, publicKey, role } from "../statement/fields.ts";
import { parse } from "./form.ts";

const address = z.string().check(z.regex(/^0x[0-9a-f]{40}$/));
/** Names, keys and addresses: visible ASCII. */
const printable = z.string().check(z.regex(/^[!-~]{1,300}$/));
const positive = z.int().check(z.minimum(1), z.maximum(Number.MAX_SAFE_INTEGER));

/** Whom the reader trusts: pinned in a file of its own, never taken from the evidence. */
export const policy = z.strictObject({
  format: z.literal("liangji-policy/v1"),
  brand: z.strictObject({
    id,
    name: names,
    domain: z.string().check(z.regex(/^[a-z0-9.-]{1,200}$/)),
    recallLine: z.optional(z.string().check(z.regex(/^[0-9+ -]{3,20}$/))),
  }),
  log: z.strictObject({
    origin: printable,
    vkey: printable,
    id: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  }),
  /** Those whose keys no entry introduces: operator, accreditor, regulator. */
  roots: z
    .array(
      z.strictObject({
        actor: id,
        name: names,
        roles: z.array(role).check(z.minLength(1), z.maxLength(8)),
        key: keyId,
        publicKey,
      }),
    )
    .check(z.minLength(1), z.maxLength(16)),
  chain: z.strictObject({
    chainId: positive,
    /** Absolute URLs, or a path on the page's own host. */
    rpc: z.array(printable).check(z.minLength(1), z.maxLength(16)),
    /** How many nodes must say the same. */
    quorum: positive,
    startBlock: z.int().check(z.minimum(0)),
    /** Who seals the chain's blocks (QBFT): with them pinned, an anchor proof needs no node. */
    validators: z.optional(z.array(address).check(z.minLength(1), z.maxLength(64))),
    /** By whom the log's head may be vouched for, the preferred first; absent: by any. */
    drivers: z.optional(z.array(z.enum(drivers))),
    contracts: z.strictObject({
      ActorRegistry: address,
      LogAnchor: address,
      CertificateRegistry: address,
      BatchLedger: address,
      LabelMint: address,
      RecognitionRegistry: address,
      /** ERC-7913 verifier of WebCrypto P-256 keys: the front of such a signer's bytes. */
      WebCryptoP256Verifier: address,
    }),
  }),
  /** Who cosigns checkpoints (C2SP tlog-cosignature v1), and how many of them must have cosigned this one; absent: nobody. */
  witnesses: z.optional(
    z.array(z.strictObject({ name: names, vkey: printable })).check(z.minLength(1), z.maxLength(16)),
  ),
  witnessQuorum: z.optional(z.int().check(z.minimum(1), z.maximum(16))),
  /** A head older than this, seconds, is not "now". */
  maxHeadAgeSeconds: positive,
  sample: z.boolean(),
});
export type Policy = z.infer<typeof policy>;

export const parsePolicy = (json: unknown): Policy => parse(policy, json, "policy-malformed");
