import { type Policy, parsePolicy } from "#core/evidence/policy.ts";
import { isReceiptFile } from "#core/receipt/file.ts";
import { evidenceIn } from "../receipt/opened.ts";

/** What a chosen file is. A proof is told by its format only: whether it holds is the verification's to say. */
export type Sorted = { readonly policy: Policy } | { readonly proof: string } | { readonly neither: string };

const MOST_BYTES = 4 * 1024 * 1024;

export async function sortFile(file: File): Promise<Sorted> {
  if (file.size > MOST_BYTES) return { neither: file.name };
  const text = await file.text();
  try {
    const json = JSON.parse(text) as { format?: unknown } | null;
    if (json?.format === "liangji-policy/v1") return { policy: parsePolicy(json) };
    if (typeof json?.format === "string" && json.format.startsWith("liangji-evidence/")) return { proof: text };
    return isReceiptFile(json) ? { proof: evidenceIn(text) } : { neither: file.name };
  } catch {
    return { neither: file.name };
  }
}
