import { idHash } from "../chain/questions.ts";
import { forms } from "../commitment/forms.ts";
import type { Hash } from "../crypto.ts";
import { believedGrade } from "../rules/grades.ts";
import type { CertificateDocument } from "../statement/certificate.ts";
import type { PlotSurveyed } from "../statement/survey.ts";
import type { Bundle } from "./bundle.ts";
import type { ChainView } from "./chain-view.ts";
import { earlyOf } from "./early.ts";
import type { Policy } from "./policy.ts";
import { signersOf } from "./signers.ts";
import type { Story, StoryCertificate, StoryCommitment, StoryMass, StoryPlot } from "./story.ts";
import { packingOf, summaryOf } from "./summary.ts";
import { drawnFrom, nameOf, type Telling } from "./telling.ts";
import { testsOf } from "./tests.ts";
import { timelineOf } from "./timeline.ts";

/** Puts a verified bundle into the words a page needs. Call it only when the record holds. */
export function tellStory(bundle: Bundle, policy: Policy, view: ChainView | undefined, sha256: Hash): Story {
  const telling: Telling = { bundle, signers: signersOf(bundle, policy, sha256) };
  const statements = bundle.entries.map(({ entry }) => entry.statement);
  const plots = plotsOf(telling);
  return {
    ...summaryOf(telling),
    unitGrams: packingOf(telling)?.statement["liangji:packs"]?.unitGrams ?? view?.mint.unitGrams ?? 0,
    packs: bundle.label.mint.count,
    plots,
    timeline: timelineOf(telling),
    tests: testsOf(telling),
    early: earlyOf(telling),
    commitments: commitmentsOf(telling),
    certificates: statements
      .flatMap((one) => (one.type === "liangji:CertificateDocument" ? [certificateOf(telling, one, view)] : []))
      .filter(({ certificate }) => usedHere(bundle, view, certificate, sha256)),
    ...(view && { mass: massOf(plots, view) }),
    claims: bundle.entries.flatMap(({ entry: { statement: one, actor, key } }) =>
      one.type === "liangji:ClaimMade"
        ? [
            {
              title: one.title,
              grade: believedGrade(
                one.grade,
                telling.signers.find((signer) => signer.actor === actor && signer.key === key)?.roles ?? [],
              ),
              ...(one.text && { text: one.text }),
              ...(one.source && { source: one.source }),
            },
          ]
        : [],
    ),
  };
}

const usedHere = (bundle: Bundle, view: ChainView | undefined, certificate: string, sha256: Hash): boolean =>
  !view || view.batches[bundle.label.batch]?.certificate === idHash(sha256, certificate);

/** Promises for the batches of this label; what is promised of anything else is not told here. */
function commitmentsOf(telling: Telling): readonly StoryCommitment[] {
  const own = telling.bundle.batches.map(({ batch }) => batch);
  return telling.bundle.entries.flatMap(({ entry: { statement, actor } }): StoryCommitment[] =>
    statement.type === "liangji:CommitmentCertificate" && own.includes(statement.batch)
      ? [
          {
            certificate: statement.certificate,
            by: nameOf(telling, actor),
            productName: statement.productName,
            grams: statement.grams,
            basis: statement.basis.map((is) => ({ is, words: forms[statement.role].boxes[is] })),
            issuedOn: statement.occurredAt.slice(0, 10),
          },
        ]
      : [],
  );
}

/** The plots the leaf came from, numbered as their names say, with their share of the leaf in hundredths of a percent. */
function plotsOf(telling: Telling): readonly StoryPlot[] {
  const grams = drawnFrom(telling.bundle);
  const total = [...grams.values()].reduce((sum, one) => sum + one, 0);
  const surveys = telling.bundle.entries.flatMap(({ entry }): PlotSurveyed[] =>
    entry.statement.type === "liangji:PlotSurveyed" ? [entry.statement] : [],
  );
  return surveys
    .filter(({ plot }) => grams.has(plot))
    .map((survey, at) => {
      const own = grams.get(survey.plot) ?? 0;
      return {
        survey,
        number: Number(/\d+$/.exec(survey.plot)?.[0] ?? at + 1),
        grams: own,
        shareBasisPoints: total > 0 ? Math.round((own * 10_000) / total) : 0,
        holder: nameOf(telling, survey.holder),
      };
    })
    .sort((a, b) => a.number - b.number);
}

function certificateOf(telling: Telling, document: CertificateDocument, view: ChainView | undefined): StoryCertificate {
  const body = telling.bundle.entries.find(({ entry }) => entry.statement === document)?.entry.actor ?? "";
  const volumes = Object.values(view?.certificates[document.certificate]?.volumes ?? {});
  const surveyed = telling.bundle.entries.flatMap(({ entry: { statement } }) =>
    statement.type === "liangji:PlotSurveyed" && document.plots.includes(statement.plot) ? [statement.name] : [],
  );
  return {
    certificate: document.certificate,
    title: document.title,
    body: nameOf(telling, body),
    schemeName: document.schemeName,
    plots: surveyed,
    validFrom: document.validFrom,
    validTo: document.validTo,
    files: document.files ?? [],
    writtenOn: document.occurredAt.slice(0, 10),
    conversion: document.conversion === true,
    volumeGrams: document.products.reduce((sum, { volumeGrams }) => sum + volumeGrams, 0),
    ...(view && { usedGrams: volumes.reduce((sum, { used }) => sum + used, 0) }),
  };
}

function massOf(plots: readonly StoryPlot[], view: ChainView): StoryMass {
  const ratio = Object.values(view.conversions).find(({ numerator, denominator }) => denominator > numerator) ?? {
    numerator: 1,
    denominator: 1,
  };
  const tea = (leaf: number) => Math.floor((leaf * ratio.numerator) / ratio.denominator);
  const capacity = plots.map(
    ({ survey }) => view.capacities[`${survey.plot}/${survey.season}`] ?? { grams: 0, used: 0 },
  );
  const own = plots.reduce((sum, { grams }) => sum + grams, 0);
  const used = capacity.reduce((sum, one) => sum + one.used, 0);
  const ceilingGrams = tea(capacity.reduce((sum, { grams }) => sum + grams, 0));
  return {
    areaSquareMetres: plots.reduce((sum, { survey }) => sum + survey.areaSquareMetres, 0),
    ceilingGrams,
    thisBatchGrams: tea(own),
    otherGrams: tea(used - own),
    leftGrams: ceilingGrams - tea(used),
  };
}
