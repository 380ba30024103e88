import * as z from "zod/mini";
import { idHash } from "#core/chain/questions.ts";
import { documentHash } from "#core/ledger/apply.ts";
import { certificateRequest } from "#core/statement/certificate-request.ts";
import { salesCertificate } from "#core/statement/sale.ts";
import type { HistorySale } from "../chain/history.ts";
import type { Context } from "../context.ts";
import { sha256 } from "../crypto.ts";

const whole = z.int().check(z.minimum(0));
export const saleView = z.object({
  sale: z.string(),
  body: z.string(),
  document: salesCertificate,
  /** Seconds; 0: written in the log, not (yet) on the chain with these words. */
  certifiedAt: whole,
  debitedGrams: whole,
  /** What came back of it, and when, seconds. */
  returned: z.optional(z.object({ grams: whole, creditedGrams: whole, time: whole, reason: z.string() })),
});
/** Sales certificates 销售证. */
export const listSales = async ({ ledger, index }: Context): Promise<readonly z.infer<typeof saleView>[]> =>
  (await ledger.list("sales")).map(({ statement, actor }) => {
    const on = index.history.sales.get(idHash(sha256, statement.sale));
    const same = on?.documentHash === documentHash(sha256, statement);
    return {
      sale: statement.sale,
      body: actor,
      document: statement,
      certifiedAt: same ? (on?.certifiedAt ?? 0) : 0,
      debitedGrams: same ? (on?.debited ?? 0) : 0,
      ...(same && on?.returned && { returned: backOf(on.returned) }),
    };
  });

const backOf = ({ grams, credited, time, reason }: NonNullable<HistorySale["returned"]>) => ({
  ...{ grams, time, reason },
  creditedGrams: credited,
});

export const requestView = z.object({ request: z.string(), index: whole, document: certificateRequest });
/** Applications for certificates. */
export const listRequests = async ({ ledger }: Context): Promise<readonly z.infer<typeof requestView>[]> =>
  (await ledger.list("requests")).map(({ statement, index }) => ({
    request: statement.request,
    index,
    document: statement,
  }));
