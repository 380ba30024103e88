import * as z from "zod/mini";
import { certificateStates } from "#core/act/states.ts";
import { idHash } from "#core/chain/questions.ts";
import type { LedgerRows } from "#core/ledger/ledger.ts";
import { Refusal } from "#core/refusal.ts";
import { certificateDocument } from "#core/statement/certificate.ts";
import { testReport } from "#core/statement/report.ts";
import type { HistoryCertificate } from "../chain/history.ts";
import type { Context } from "../context.ts";
import { sha256 } from "../crypto.ts";
import { certificateStateAt } from "./certificate-state.ts";

const whole = z.int().check(z.minimum(0));
const state = z.enum(certificateStates);
export const certificateView = z.object({
  certificate: z.string(),
  index: whole,
  body: z.string(),
  document: certificateDocument,
  /** "none": written in the log, not (yet) issued on the chain. */
  state,
  issuedAt: whole,
  validFrom: whole,
  validTo: whole,
  volumes: z.array(z.object({ product: z.string(), grams: whole, usedGrams: whole, leftGrams: whole })),
  plots: z.array(z.string()),
  history: z.array(
    z.object({ state, time: whole, reason: z.string(), change: z.optional(z.enum(["renewed", "reduced"])) }),
  ),
});
type CertificateView = z.infer<typeof certificateView>;

export const listCertificates = async (context: Context): Promise<readonly CertificateView[]> =>
  (await context.ledger.list("certificates")).map((line) => viewOf(context, line));

function viewOf(context: Context, { statement, actor, index }: LedgerRows["certificates"]): CertificateView {
  const on = context.index.history.certificates.get(idHash(sha256, statement.certificate));
  return { certificate: statement.certificate, index, body: actor, document: statement, ...standing(on, context) };
}

function standing(
  on: HistoryCertificate | undefined,
  { names, now }: Context,
): Omit<CertificateView, "certificate" | "index" | "body" | "document"> {
  if (!on) return { state: "none", issuedAt: 0, validFrom: 0, validTo: 0, volumes: [], plots: [], history: [] };
  return {
    state: certificateStateAt(on, now()),
    issuedAt: on.issuedAt,
    validFrom: on.validFrom,
    validTo: on.validTo,
    volumes: Object.entries(on.volumes).map(([product, grams]) => ({
      product: names.of(product),
      grams,
      usedGrams: on.used[product] ?? 0,
      leftGrams: grams - (on.used[product] ?? 0),
    })),
    plots: on.plots.map(names.of),
    history: on.states.map(({ status, time, reason, change }) => ({
      state: certificateStates[status] ?? "none",
      time,
      reason,
      ...(change && { change }),
    })),
  };
}

export async function readCertificate(context: Context, id: string): Promise<CertificateView> {
  const found = await context.ledger.find("certificates", id);
  if (!found) throw new Refusal("not-found");
  return viewOf(context, found);
}

export const reportView = z.object({
  report: z.string(),
  index: whole,
  laboratory: z.string(),
  document: testReport,
  /** Where the laboratory took it back: why, when, and in which line. */
  withdrawn: z.optional(z.object({ reason: z.string(), at: z.string(), index: whole })),
});
export const reportOf = ({
  statement,
  actor,
  index,
  withdrawn,
}: LedgerRows["reports"]): z.infer<typeof reportView> => ({
  report: statement.report,
  index,
  laboratory: actor,
  document: statement,
  ...(withdrawn && { withdrawn: { ...withdrawn } }),
});
export const listReports = async ({ ledger }: Context): Promise<readonly z.infer<typeof reportView>[]> =>
  (await ledger.list("reports")).map(reportOf);
