import { base64url, fromBase64url } from "#core/bytes.ts";
import type { Pace } from "#core/complaint/clock.ts";
import type { ComplaintMessage, ComplaintView } from "#core/complaint/message.ts";
import { type Sealer, seal } from "#core/complaint/seal.ts";
import type { Policy } from "#core/evidence/policy.ts";
import { fetchPolicy } from "../fetch.ts";
import type { Scene } from "../scene.ts";

export type Kind = ComplaintView["kind"];
export type Written = {
  readonly kind: Kind;
  readonly text: string;
  readonly contact: string;
  readonly photo?: Uint8Array;
};
/** What came of it: the number, or why there is none. */
export type Sent =
  | { readonly number: string }
  | { readonly refused: "no-seal" | "no-network" | "refused"; readonly words?: string };

const PATIENCE_MS = 30_000;
const ECDH = { name: "ECDH", namedCurve: "P-256" } as const;

/** Sealed here for the operator whom the policy names; what leaves the phone in the open is the kind, the product and the batch. */
export async function sendComplaint(scene: Scene, { kind, text, contact, photo }: Written): Promise<Sent> {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  const policy: Policy | undefined = scene.source?.policy ?? (await fetchPolicy());
  const operator = policy?.roots.find(({ roles }) => roles.includes("operator"));
  if (!policy || !operator) return { refused: "no-network" };
  if (!subtle) return { refused: "no-seal" };
  const { product, batch, serial } = scene.label ?? {};
  const known = scene.judgement.summary !== undefined && product !== undefined && batch !== undefined;
  const message: ComplaintMessage = {
    ...{ contact, text },
    ...(photo && { photo: base64url(photo) }),
    ...(known && serial && { serial }),
  };
  const pair = await subtle.generateKey(ECDH, false, ["deriveBits"]);
  const sealed = await seal(
    subtle as unknown as Sealer,
    policy.log.origin,
    { key: operator.key, publicKey: fromBase64url(operator.publicKey) },
    {
      privateKey: pair.privateKey,
      publicKey: new Uint8Array(await subtle.exportKey("raw", pair.publicKey)),
      iv: crypto.getRandomValues(new Uint8Array(12)),
    },
    JSON.stringify(message),
  );
  return post({ kind, ...(known && { product, batch }), sealed });
}

async function post(body: object): Promise<Sent> {
  try {
    const response = await fetch("/complaints", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const answer = (await response.json()) as { complaint?: string; title?: string };
    if (response.ok && answer.complaint) return { number: answer.complaint };
    return { refused: "refused", ...(answer.title && { words: answer.title }) };
  } catch {
    return { refused: "no-network" };
  }
}

async function get<T>(path: string): Promise<T | "unknown" | undefined> {
  try {
    const response = await fetch(path, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (response.ok) return (await response.json()) as T;
    return response.status === 404 ? "unknown" : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined when it could not be asked. */
export const followComplaint = (number: string) => get<ComplaintView>(`/complaints/${encodeURIComponent(number)}`);
export const readComplaints = () => get<{ pace: Pace; complaints: readonly ComplaintView[] }>("/complaints");

const KEY = "liangji-complaints";
const MOST_KEPT = 5;
/** The numbers left from this device; they stay on it. */
export function keptNumbers(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one) => /^\d{9}$/.test(String(one))).map(String) : [];
  } catch {
    return [];
  }
}
export function keepNumber(number: string): void {
  try {
    localStorage.setItem(KEY, JSON.stringify([number, ...keptNumbers()].slice(0, MOST_KEPT)));
  } catch {
    // Private mode: the number stands on the screen.
  }
}

/** 123456789 → 123 456 789, to be read out. */
export const spaced = (number: string): string => number.replaceAll(/(\d{3})(?=\d)/g, "$1 ");
