import type { Basis } from "../commitment/forms.ts";
import type { Judged } from "../rules/limits.ts";
import type { Attachment } from "../statement/attachment.ts";
import type { TestReport, TestResult } from "../statement/report.ts";
import type { PlotSurveyed } from "../statement/survey.ts";
import type { Summary } from "./summary.ts";

type Names = { readonly zh: string; readonly en: string };
type Texts = Names;

/** The three times of design §5, seconds since 1970; anchoredAt absent = not yet. */
export type Times = {
  readonly occurredAt: number;
  readonly recordedAt: number;
  readonly anchoredAt?: number;
  readonly late: boolean;
};

export type Step =
  | {
      readonly kind: "planting";
      readonly plots: readonly Names[];
      readonly variety: string;
      readonly plantedOn: string;
    }
  | {
      readonly kind: "application";
      readonly plots: readonly Names[];
      readonly product: Names;
      readonly dose: string;
      readonly intervalDays?: number;
      readonly daysToHarvest?: number;
    }
  | {
      readonly kind: "harvest";
      readonly plots: readonly Names[];
      readonly grams: number;
      readonly leafStandard: string;
    }
  | { readonly kind: "receipt"; readonly grams: number }
  | {
      readonly kind: "processing";
      readonly steps: readonly string[];
      readonly gramsIn: number;
      readonly gramsOut: number;
    }
  | { readonly kind: "test"; readonly report: string; readonly sampleGrams: number }
  | { readonly kind: "withdrawal"; readonly report: string; readonly reason: string }
  | {
      readonly kind: "packing";
      readonly count: number;
      readonly unitGrams: number;
      readonly gramsOut: number;
      readonly bestBefore: string;
    };

/** One line of the timeline: what, by whom, when, the photographs they signed with it, and where it stands in the log. */
export type TimelineItem = {
  readonly step: Step;
  readonly actor: Names;
  readonly times: Times;
  readonly photos: readonly Attachment[];
  readonly indexes: readonly number[];
};

export type StoryTest = {
  readonly report: string;
  readonly reportedOn: string;
  /** Where its laboratory took it back; then it supports nothing. */
  readonly withdrawn?: { readonly on: string; readonly reason: string };
  readonly laboratory: Names;
  readonly accreditations: TestReport["accreditations"];
  readonly quantityGrams: number;
  readonly results: readonly (TestResult & { readonly judged: Judged })[];
  readonly missing: readonly Names[];
};

export type StoryPlot = {
  readonly survey: PlotSurveyed;
  readonly number: number;
  readonly grams: number;
  readonly shareBasisPoints: number;
  readonly holder: Names;
};

export type StoryCertificate = {
  readonly certificate: string;
  readonly title: Names;
  readonly body: Names;
  readonly schemeName: Names;
  readonly plots: readonly Names[];
  readonly validFrom: string;
  readonly validTo: string;
  readonly volumeGrams: number;
  readonly usedGrams?: number;
  /** Files that belong to it, as the signed document names them. */
  readonly files: readonly { readonly title: string; readonly sha256: string }[];
  /** Day on which the document was signed: of the issue, or of the last renewal or reduction. */
  readonly writtenOn: string;
  /** 有机转换: no organic goods yet. */
  readonly conversion: boolean;
};

/** What the plots can yield in made tea, grams: fresh leaf (capacity, drawn) × the conversion ceiling on the chain. `thisBatch` is the leaf that went into this label's batch, `other` all other leaf drawn. Absent without the chain. */
export type StoryMass = {
  readonly areaSquareMetres: number;
  readonly ceilingGrams: number;
  readonly thisBatchGrams: number;
  readonly otherGrams: number;
  readonly leftGrams: number;
};

export type StoryClaim = {
  readonly title: Texts;
  readonly text?: Texts;
  readonly grade: "third-party" | "measured" | "self-declared" | "tradition" | "contested";
  readonly source?: string;
};

/** Leaf picked inside an interval, and whoever answered for it; `intervalDays` absent = unknown. */
export type StoryEarly = {
  readonly plot: Names;
  readonly harvestedOn: string;
  readonly daysAfter: number;
  readonly intervalDays?: number;
  readonly resolution?: { readonly person: string; readonly by: Names; readonly reason: string; readonly at: string };
};

/** 承诺达标合格证 of a batch that this label's came from: a promise, by its author's own key; nobody else vouches for it. */
export type StoryCommitment = {
  readonly certificate: string;
  readonly by: Names;
  readonly productName: string;
  readonly grams: number;
  /** `words`: as they stand in the form. */
  readonly basis: readonly { readonly is: Basis; readonly words: string }[];
  readonly issuedOn: string;
};

/** What the entries tell, once the record holds. Pure data for the page. */
export type Story = Summary & {
  readonly unitGrams: number;
  readonly packs: number;
  readonly plots: readonly StoryPlot[];
  readonly timeline: readonly TimelineItem[];
  readonly tests: readonly StoryTest[];
  readonly early: readonly StoryEarly[];
  readonly commitments: readonly StoryCommitment[];
  readonly certificates: readonly StoryCertificate[];
  readonly mass?: StoryMass;
  readonly claims: readonly StoryClaim[];
};
