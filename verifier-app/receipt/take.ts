import { parseReceiptFile } from "#core/receipt/file.ts";
import { verifyReceipt } from "#core/receipt/verify.ts";
import { cryptography } from "../cryptography.ts";
import { saveFile } from "../save.ts";
import type { Label } from "../scene.ts";

/** What came of asking for a receipt: when it is of, or why there is none. */
export type Taken = { readonly askedAt: number } | { readonly none: "unreachable" | "wrong" };

const MOST_MILLISECONDS = 20_000;

/** Asks for a receipt and saves it only if it holds here: the log's signature, on the evidence that came with it, for this code. On the label's own page only. */
export async function takeReceipt({ product, batch, serial }: Label, vkey: string): Promise<Taken> {
  let text: string;
  try {
    const response = await fetch(`/receipts${location.pathname}`, {
      credentials: "omit",
      signal: AbortSignal.timeout(MOST_MILLISECONDS),
    });
    if (!response.ok) return { none: "unreachable" };
    text = await response.text();
  } catch {
    return { none: "unreachable" };
  }
  try {
    const { askedAt, label: named } = await verifyReceipt(
      await cryptography(),
      parseReceiptFile(JSON.parse(text)),
      vkey,
    );
    if (named.product !== product || named.batch !== batch || named.serial !== serial) return { none: "wrong" };
    saveFile(text, `liangji-${batch}-${serial}-receipt.json`);
    return { askedAt };
  } catch {
    return { none: "wrong" };
  }
}
