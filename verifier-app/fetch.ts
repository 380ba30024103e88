import type { Rpc } from "#core/chain/ask.ts";

import { type Policy, parsePolicy } from "#core/evidence/policy.ts";

const EVIDENCE_MILLISECONDS = 15_000;
const CHAIN_MILLISECONDS = 8_000;

/** `height`: the chain's newest block, by the service's word; 0 without it. */
export type Fetched =
  | { readonly text: string; readonly height?: number }
  | { readonly none: "label-unknown" | "no-evidence" | "offline" };

/** `fetch`, or what asks the network first and else gives what was kept. */
export type Get = (path: string, init: { readonly signal: AbortSignal | null }) => Promise<Response>;

/** Evidence as text, byte for byte; only the service's own "label-unknown" counts as "never issued". */
export async function fetchEvidence(path: string, get: Get = fetch): Promise<Fetched> {
  try {
    const response = await get(`/evidence${path}`, { signal: within(EVIDENCE_MILLISECONDS) });
    const text = await response.text();
    if (response.ok) return { text, height: Number(response.headers.get("chain-block")) };
    return { none: response.status === 404 && text.includes('"label-unknown"') ? "label-unknown" : "no-evidence" };
  } catch {
    return { none: navigator.onLine ? "no-evidence" : "offline" };
  }
}

/** Whom to trust; undefined when it could not be had or is no policy. */
export async function fetchPolicy(get: Get = fetch): Promise<Policy | undefined> {
  try {
    const response = await get("/policy.json", { signal: within(EVIDENCE_MILLISECONDS) });
    return response.ok ? parsePolicy(await response.json()) : undefined;
  } catch {
    return undefined;
  }
}

/** JSON-RPC to a node of the policy; no cookie, no referrer. `sent`: when the request is on its way. */
export const rpc = async (url: string, body: unknown, sent?: () => void): ReturnType<Rpc> => {
  const headers: Record<string, string> = { "content-type": "application/json" };
  let packed: BodyInit = JSON.stringify(body);
  // Our own host reads it packed, a fifth of the size; of others that is not known, nor do engines before 2023 pack.
  if (url.startsWith("/") && self.CompressionStream) {
    headers["content-encoding"] = "gzip";
    packed = await new Response(new Blob([packed]).stream().pipeThrough(new CompressionStream("gzip"))).blob();
  }
  const answered = fetch(new URL(url, location.href), {
    method: "POST",
    headers,
    body: packed,
    credentials: "omit",
    signal: within(CHAIN_MILLISECONDS),
  });
  sent?.();
  const response = await answered;
  if (!response.ok) throw new Error(`${response.status}`);
  return response.json();
};

/** Engines before 2022 cannot time a request out by themselves; they wait for as long as the browser does. */
function within(milliseconds: number): AbortSignal | null {
  return AbortSignal.timeout?.(milliseconds) ?? null;
}
