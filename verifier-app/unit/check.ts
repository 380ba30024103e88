import type { Policy } from "#core/evidence/policy.ts";
import { isSerial } from "#core/label/serial.ts";
import { Refusal } from "#core/refusal.ts";
import { askRecalls } from "#core/unit/ask-recalls.ts";
import { parseUnitAnswer, type UnitSummary } from "#core/unit/summary.ts";
import { type CheckedUnit, verifyUnit } from "#core/unit/verify.ts";
import { cryptography } from "../cryptography.ts";
import { rpc } from "../fetch.ts";

const MOST_MILLISECONDS = 15_000;

export type Checked = CheckedUnit & {
  readonly is: "checked";
  /** The service's word: names, void labels, and the reason of a recall. */
  readonly summary: UnitSummary;
  /** Batches in it that are recalled, by the chain or by the service's word. */
  readonly recalled: ReadonlySet<string>;
  /** Whether the chain was asked and answered. */
  readonly asked: boolean;
};
export type Outcome =
  | Checked
  | { readonly is: "refused"; readonly code: string }
  | { readonly is: "unknown" | "mistyped" | "unreached" };

/** From a code to what the phone found out itself. Only the service's own "unit-unknown" counts as "never recorded". */
export async function checkUnit(code: string, policy: Policy | undefined): Promise<Outcome> {
  if (!isSerial(code)) return { is: "mistyped" };
  try {
    const response = await fetch(`/units/${code}`, {
      signal: AbortSignal.timeout(MOST_MILLISECONDS),
      credentials: "omit",
    });
    const text = await response.text();
    if (response.status === 404 && text.includes('"unit-unknown"')) return { is: "unknown" };
    if (!response.ok || !policy) return { is: "unreached" };
    return await checked(jsonOf(text), code, policy);
  } catch (error) {
    if (error instanceof Refusal) return { is: "refused", code: error.code };
    console.error(error);
    return { is: "unreached" };
  }
}

async function checked(json: unknown, code: string, policy: Policy): Promise<Checked> {
  const { unit: summary, evidence } = parseUnitAnswer(json);
  const crypto = await cryptography();
  const found = await verifyUnit(evidence, code, policy, crypto);
  const chain = await askRecalls(found.unit, policy, rpc, crypto.sha256);
  const asked = !("unavailable" in chain);
  const said = summary.lots.filter(({ recalled }) => recalled).map(({ batch }) => batch);
  return { ...found, is: "checked", summary, asked, recalled: new Set([...(asked ? chain : []), ...said]) };
}

/** What is no JSON is no record either: the form says so. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
