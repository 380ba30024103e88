import { base64url, fromBase64, fromBase64url, fromHex, hex } from "../bytes.ts";
import { keyAsked } from "../chain/questions.ts";
import type { Crypto } from "../crypto.ts";
import { type Entry, leafOf, signedBytes } from "../entry.ts";
import { verifyInclusion } from "../log/proof.ts";
import { leafHash } from "../log/tree.ts";
import { type Facts, Refusal } from "../refusal.ts";
import { kindOf, rolesFor } from "../statement/kind.ts";
import type { Bundle, BundledEntry } from "./bundle.ts";
import type { ChainView } from "./chain-view.ts";
import type { Head } from "./check-log.ts";
import type { Checks } from "./ledger.ts";
import type { Signer } from "./signers.ts";

/** Every entry: signed by its author's own key, in the log at its line, by someone whose role allows it. Returns leaf hashes by position. */
export async function checkEntries(
  bundle: Bundle,
  signers: readonly Signer[],
  head: Head,
  crypto: Crypto,
  checks: Checks,
): Promise<readonly Uint8Array[]> {
  const leaves: Uint8Array[] = [];
  // One after another: a cheap phone stays free between two of them, and has the time while it waits for the chain.
  for (const one of bundle.entries)
    leaves.push(await checkEntry(bundle.log.origin, one, signers, head, crypto, checks));
  return leaves;
}

async function checkEntry(
  origin: string,
  bundled: BundledEntry,
  signers: readonly Signer[],
  head: Head,
  crypto: Crypto,
  checks: Checks,
): Promise<Uint8Array> {
  const { entry, index } = bundled;
  const kind = kindOf(entry.statement);
  const signer = signerOf(entry, signers);
  const facts = factsOf(bundled, signers);

  const signed =
    signer !== undefined &&
    (await crypto.verifyP256(signer.publicKey, signedBytes(origin, entry), fromBase64url(entry.signature)));
  checks.add("entry-signature", signed ? "passed" : "failed", signed ? undefined : "signature-wrong", facts);

  const leaf = leafHash(crypto.sha256, leafOf(entry));
  try {
    verifyInclusion(crypto.sha256, {
      index,
      size: head.size,
      leafHash: leaf,
      proof: bundled.proof.map(fromBase64),
      root: head.root,
    });
    checks.add("entry-inclusion", "passed");
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    checks.add("entry-inclusion", "failed", "not-in-log", facts);
  }

  const held = signer?.roles.some((role) => rolesFor[kind].includes(role)) ?? false;
  checks.add("entry-role", held ? "passed" : "failed", held ? undefined : "role-not-held", facts);
  return leaf;
}

const signerOf = (entry: Entry, signers: readonly Signer[]): Signer | undefined =>
  signers.find(({ actor, key }) => actor === entry.actor && key === entry.key);

function factsOf({ entry, index }: BundledEntry, signers: readonly Signer[]): Facts {
  const known = signerOf(entry, signers) ?? signers.find(({ actor }) => actor === entry.actor);
  const event = kindOf(entry.statement);
  return { n: index + 1, event, who: known?.name.zh ?? entry.actor, whoEn: known?.name.en ?? entry.actor };
}

/** Every entry's key was its author's, by the chain, when the log took it. */
export function checkKeys(bundle: Bundle, signers: readonly Signer[], keys: ChainView["keys"], checks: Checks): void {
  for (const bundled of bundle.entries) {
    const onChain = keys[keyAsked(bundled)]?.key ?? "";
    const valid = onChain !== "" && base64url(fromHex(onChain)) === bundled.entry.key;
    if (valid) checks.add("entry-key", "passed");
    else checks.add("entry-key", "failed", "key-not-valid-then", factsOf(bundled, signers));
  }
}

/** No page may be missing: every series in the bundle runs from 1 without a gap, each entry naming the one before it. */
export function checkSeries(
  bundle: Bundle,
  leaves: readonly Uint8Array[],
  checks: Checks,
): ReadonlyMap<string, readonly Uint8Array[]> {
  const all = new Map<string, { sequence: number; previous: string; leaf: Uint8Array }[]>();
  bundle.entries.forEach(({ entry }, at) => {
    for (const { id, sequence, previous } of entry.series) {
      const links = all.get(id) ?? [];
      links.push({ sequence, previous, leaf: leaves[at] as Uint8Array });
      all.set(id, links);
    }
  });
  const ordered = new Map<string, readonly Uint8Array[]>();
  for (const [series, links] of all) {
    links.sort((a, b) => a.sequence - b.sequence);
    links.forEach((link, at) => {
      const before = links[at - 1];
      const whole = link.sequence === at + 1 && link.previous === (before ? hex(before.leaf) : "");
      checks.add("series-complete", whole ? "passed" : "failed", whole ? undefined : "entry-missing", {
        a: at,
        b: at + 1,
        series,
      });
    });
    ordered.set(
      series,
      links.map(({ leaf }) => leaf),
    );
  }
  return ordered;
}
