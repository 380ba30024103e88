import { fromBase64, fromHex } from "#core/bytes.ts";
import { verifyHidden } from "#core/label/hidden.ts";
import { post, token } from "../ask.ts";
import { cryptography } from "../cryptography.ts";
import type { Label } from "../scene.ts";

type Seen = {
  readonly state: "first" | "again";
  readonly first: { readonly at: number; readonly province: string };
  readonly checks: number;
  readonly disowned: number;
  readonly salt: string;
  readonly index: number;
  readonly count: number;
  readonly proof: readonly string[];
  readonly receipt?: string;
};
/** What came of checking a hidden code; `said` is the service's own sentence in both languages. */
export type Outcome =
  | ({ readonly kind: "seen" } & Pick<Seen, "state" | "first" | "checks" | "disowned" | "receipt">)
  | { readonly kind: "refused"; readonly said: { readonly zh: string; readonly en: string } }
  | { readonly kind: "impossible" | "unreachable" };

/** Asks the service, and believes a yes only when this device finds the code under the root that the chain holds. */
export async function redeem(label: Label, root: string, code: string, province: string): Promise<Outcome> {
  let seen: Seen;
  try {
    const response = await post("/redemptions", { ...label, code, token: token(), province });
    const body: unknown = await response.json();
    if (!response.ok) {
      const { title, titleEn } = body as { title: string; titleEn: string };
      return { kind: "refused", said: { zh: title, en: titleEn } };
    }
    seen = body as Seen;
  } catch {
    return { kind: "unreachable" };
  }
  try {
    await check(seen, label, root, code);
  } catch {
    return { kind: "impossible" };
  }
  const { state, first, checks, disowned, receipt } = seen;
  return { kind: "seen", state, first, checks, disowned, ...(receipt && { receipt }) };
}

async function check({ first, checks, salt, proof, ...place }: Seen, label: Label, root: string, code: string) {
  const { sha256 } = await cryptography();
  const opened = { batch: label.batch, serial: label.serial, salt: fromBase64(salt), code };
  verifyHidden(sha256, opened, { ...place, proof: proof.map(fromBase64), root: fromHex(root) });
  if (![first.at, checks].every(Number.isSafeInteger)) throw new TypeError("not an answer");
}

export async function disown(label: Label, code: string): Promise<boolean> {
  try {
    return (await post("/redemptions/not-me", { ...label, code, token: token() })).ok;
  } catch {
    return false;
  }
}
