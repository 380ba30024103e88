import type { Entry } from "#core/entry.ts";
import { Refusal } from "#core/refusal.ts";
import { evaluate } from "#core/scheme/evaluate.ts";
import type { Context } from "../context.ts";
import { dossierOf } from "../schemes/dossier.ts";

/** Which pack says what each basis of a promise asks for (core/scheme/packs). */
const packs = { QC: "cn-cdc-2026-control", SELF_TEST: "cn-cdc-2026-test", ENTRUSTED_TEST: "cn-cdc-2026-test" } as const;

/**
 * A promise rests on what is recorded: quality control on the whole history of the plots, tests on a panel that covers what was used
 * (R-CDC-QC, R-CDC-PANEL). Asked once, before the certificate is recorded.
 *
 * @throws Refusal `commitment-basis` with the first requirement that is not met
 */
export async function refuseWithoutBasis(context: Context, entries: readonly Entry[]): Promise<void> {
  for (const { statement } of entries) {
    if (statement.type !== "liangji:CommitmentCertificate") continue;
    if (await context.ledger.find("commitments", statement.certificate)) continue;
    const wanted = new Set<string>(statement.basis.map((one) => packs[one]));
    const dossier = await dossierOf(context, statement.batch);
    const asked = context.packs.filter(({ scheme }) => wanted.has(scheme));
    for (const { answers } of evaluate(dossier, asked))
      for (const { requirement, outcome } of answers)
        if (requirement.weight === "hard" && outcome.status !== "met")
          throw new Refusal("commitment-basis", { ...requirement.text, ...outcome.facts, requirement: requirement.id });
  }
}
