import { chainId32 } from "../act/id.ts";
import { hex } from "../bytes.ts";
import { canonical } from "../canonical.ts";
import type { Hash } from "../crypto.ts";
import { Refusal } from "../refusal.ts";
import { utcSeconds } from "../statement/clock.ts";
import type { SalesCertificate } from "../statement/sale.ts";
import { act, entry, type Step } from "./task.ts";

/** A sales certificate 销售证: its words in the log, its debit on the chain. The trade is over at the end of its day in China. */
export function certifySale(sha256: Hash, words: Omit<SalesCertificate, "type">): readonly Step[] {
  const statement: SalesCertificate = { type: "liangji:SalesCertificate", ...words };
  const id = (text: string) => chainId32(sha256, text);
  return [
    entry(statement),
    act("CertifySale", {
      sale: id(words.sale),
      certificate: id(words.certificate),
      batch: id(words.batch),
      buyer: id(words.buyer),
      grams: words.quantityGrams,
      tradeAt: utcSeconds(`${words.tradedOn}T23:59:59+08:00`),
      documentHash: `0x${hex(sha256(canonical(statement)))}`,
    }),
  ];
}

/** A sales certificate as the contract has it, as far as taking it back goes; `returnedGrams` is 0 while nothing came back. */
export type SaleNow = { readonly sale: string; readonly soldGrams: number; readonly returnedGrams: number };

/**
 * Goods of a sale came back, or never went: `grams` of it, once, no more than was sold. The contract refuses the same.
 *
 * @throws Refusal `sale-returned`, `return-exceeds-sale`
 */
export function returnSale(sha256: Hash, now: SaleNow, grams: number, reason: string): readonly Step[] {
  refuseReturn(now, grams);
  return [act("ReturnSale", { sale: chainId32(sha256, now.sale), grams, reason })];
}

export function refuseReturn({ sale, soldGrams, returnedGrams }: SaleNow, grams: number): void {
  if (returnedGrams > 0) throw new Refusal("sale-returned", { sale, returned: returnedGrams });
  if (grams > soldGrams) throw new Refusal("return-exceeds-sale", { sale, requested: grams, sold: soldGrams });
}
