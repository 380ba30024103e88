import { certificateStates } from "../act/states.ts";
import type { Bundle } from "../evidence/bundle.ts";
import type { CertificateStatus, ChainBatch, ChainCertificate, ChainView, LabelState } from "../evidence/chain-view.ts";
import { arrayOf, numberOf, wordsOf } from "./abi.ts";
import { hashAt, numberAt } from "./answer.ts";
import type { Call } from "./questions.ts";
import type { ViewName } from "./views.ts";

const labelStates = ["none", "printed", "active", "void"] as const satisfies readonly LabelState[];
const batchStates = ["none", "open", "closed"] as const;

/** The answers of one node put in words; undefined when any of them is not what the contract can say. */
export function viewFrom(
  bundle: Bundle,
  calls: readonly Call[],
  answers: readonly unknown[],
  nodes: ChainView["nodes"],
): ChainView | undefined {
  try {
    return decode(bundle, calls, answers, nodes);
  } catch {
    return undefined;
  }
}

function decode(
  bundle: Bundle,
  calls: readonly Call[],
  answers: readonly unknown[],
  nodes: ChainView["nodes"],
): ChainView {
  const raw = (view: Call["about"]["view"], of = ""): unknown =>
    answers[calls.findIndex(({ about }) => about.view === view && about.of === of)];
  const words = (view: ViewName, of = ""): readonly string[] => {
    const found = wordsOf(raw(view, of));
    if (!found) throw new Error(`no words for ${view}`);
    return found;
  };
  const all = (view: ViewName): string[] => calls.flatMap(({ about }) => (about.view === view ? [about.of] : []));
  const record = <T>(view: ViewName, make: (of: string) => T): Record<string, T> =>
    Object.fromEntries(all(view).map((of) => [of, make(of)]));

  const block = raw("block") as { number: unknown; hash: unknown; timestamp: unknown };
  const head = words("headOf");
  const mint = words("mintOf");
  const label = words("labelState");
  return {
    driver: "rpc-agreement",
    nodes,
    block: { number: numberAt(block.number), hash: hashAt(block.hash), time: numberAt(block.timestamp) },
    head: {
      root: hash(head[0]),
      size: whole(head[1]),
      time: whole(head[2]),
      index: whole(head[3]),
      frozen: whole(head[4]) === 1,
    },
    anchors: anchorsOf(bundle.anchors.length > 0 ? raw("anchors") : []),
    mint: {
      batch: hash(mint[0]),
      count: whole(mint[2]),
      unitGrams: whole(mint[3]),
      mintedAt: whole(mint[4]),
      hiddenRoot: hash(mint[6]),
    },
    label: { state: labelStates[whole(label[0])] ?? "none", since: whole(label[1]), reasonHash: hash(label[2]) },
    batches: record("batchOf", (of) => batchFrom(words("batchOf", of), words("sourcesOf", of), words("plotsOf", of))),
    certificates: record("certificateOf", (of) => certificateFrom(of, words, all("volumeOf"))),
    keys: record("keyAt", (of) => ({ key: hash(words("keyAt", of)[0]), roles: whole(words("keyAt", of)[1]) })),
    capacities: record("capacityOf", (of) => {
      const w = words("capacityOf", of);
      return { grams: whole(w[0]), used: whole(w[1]), surveyHash: hash(w[2]), holder: hash(w[3]) };
    }),
    conversions: record("conversionOf", (of) => ({
      numerator: whole(words("conversionOf", of)[0]),
      denominator: whole(words("conversionOf", of)[1]),
    })),
  };
}

function batchFrom(w: readonly string[], sources: readonly string[], plots: readonly string[]): ChainBatch {
  const [ids, gramsIn, gramsOut] = [arrayOf(sources, 0), arrayOf(sources, 1), arrayOf(sources, 2)];
  const [plotIds, plotGrams] = [arrayOf(plots, 0), arrayOf(plots, 1)];
  return {
    product: hash(w[0]),
    holder: hash(w[1]),
    season: whole(w[2]),
    state: batchStates[whole(w[3])] ?? "none",
    provenanceRoot: hash(w[7]),
    entryCount: whole(w[8]),
    certificate: hash(w[10]),
    recalledAt: whole(w[11]),
    recallReasonHash: hash(w[12]),
    sources: ids.map((id, n) => ({ id, gramsIn: whole(gramsIn[n]), gramsOut: whole(gramsOut[n]) })),
    plots: plotIds.map((id, n) => ({ id, grams: whole(plotGrams[n]) })),
  };
}

function certificateFrom(
  of: string,
  words: (view: ViewName, of: string) => readonly string[],
  volumes: readonly string[],
): ChainCertificate {
  const w = words("certificateOf", of);
  const status = (when: string): CertificateStatus => {
    const s = words("statusAt", `${of}@${when}`);
    return { state: certificateStates[whole(s[0])] ?? "none", since: whole(s[1]), reasonHash: hash(s[2]) };
  };
  const own = volumes.filter((volume) => volume.startsWith(`${of}/`));
  return {
    body: hash(w[0]),
    holder: hash(w[1]),
    scheme: hash(w[2]),
    validFrom: whole(w[3]),
    validTo: whole(w[4]),
    documentHash: hash(w[5]),
    atPacking: status("packing"),
    now: status("now"),
    volumes: Object.fromEntries(
      own.map((v) => [
        v.slice(of.length + 1),
        { grams: whole(words("volumeOf", v)[0]), used: whole(words("usedOf", v)[0]) },
      ]),
    ),
  };
}

function anchorsOf(logs: unknown): ChainView["anchors"] {
  if (!Array.isArray(logs)) throw new Error("not logs");
  return (logs as { topics?: unknown[]; data?: unknown }[]).map(({ topics, data }) => {
    const w = wordsOf(data) ?? [];
    return { index: whole(hashAt(topics?.[2])), size: whole(hashAt(topics?.[3])), root: hash(w[0]), time: whole(w[1]) };
  });
}

const hash = (word: string | undefined): string => {
  if (word === undefined) throw new Error("no word");
  return word;
};
const whole = (word: string | undefined): number => {
  const value = numberOf(word);
  if (Number.isNaN(value)) throw new Error("not a number");
  return value;
};
