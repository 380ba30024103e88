import { calldata, numberOf, wordsOf } from "../chain/abi.ts";
import type { Asked } from "../chain/ask.ts";
import { idHash } from "../chain/questions.ts";
import { views } from "../chain/views.ts";
import type { Hash } from "../crypto.ts";
import type { ChainView } from "../evidence/chain-view.ts";
import type { Policy } from "../evidence/policy.ts";
import { utcSeconds } from "../statement/clock.ts";
import { type RecognitionState, recognitionStates } from "./evaluate.ts";
import type { RecognitionEvidence } from "./evidence.ts";

/** Views of RecognitionRegistry; no verdict needs them, so they stand apart. A test recomputes the selectors. */
export const recognitionViews = {
  recognitionOf: { signature: "recognitionOf(bytes32)", selector: "9c887e7d" },
  recognitionAt: { signature: "recognitionAt(bytes32,uint64)", selector: "4b14f445" },
} as const;

type About = "recognitionOf" | "recognitionAt" | "keyAt";
export type RecognitionCall = Asked & { readonly about: { readonly view: About; readonly of: string } };

/** By recognition, and by `actor@seconds`. Hashes are hex without 0x. */
export type RecognitionsOnChain = {
  readonly recognitions: Readonly<
    Record<string, { readonly accreditor: string; readonly termsHash: string; readonly state: RecognitionState }>
  >;
  readonly keys: ChainView["keys"];
};

/** `now`: the later of the reader's clock and the block's. */
export function recognitionQuestions(
  { entries }: RecognitionEvidence,
  { chain: { contracts } }: Policy,
  now: number,
  height: number,
  sha256: Hash,
): readonly RecognitionCall[] {
  const block = `0x${height.toString(16)}`;
  const call = (view: About, of: string, words: readonly (string | number)[]): RecognitionCall => {
    const { selector } = view === "keyAt" ? views.keyAt : recognitionViews[view];
    const to = view === "keyAt" ? contracts.ActorRegistry : contracts.RecognitionRegistry;
    return {
      about: { view, of },
      method: "eth_call",
      params: [{ to, data: calldata(selector, words) }, block],
    };
  };
  const named = new Set(
    entries.flatMap(({ entry: { statement: s } }) => (s.type === "liangji:RecognitionTerms" ? [s.recognition] : [])),
  );
  return [
    ...[...named].flatMap((one) => [
      call("recognitionOf", one, [idHash(sha256, one)]),
      call("recognitionAt", one, [idHash(sha256, one), now]),
    ]),
    ...new Map(
      entries.map(({ recordedAt, entry: { actor } }) => {
        const seconds = utcSeconds(recordedAt);
        return [`${actor}@${seconds}`, call("keyAt", `${actor}@${seconds}`, [idHash(sha256, actor), seconds])];
      }),
    ).values(),
  ];
}

/** Undefined when an answer is not what the contract can say. */
export function recognitionsFrom(
  calls: readonly RecognitionCall[],
  answers: readonly unknown[],
): RecognitionsOnChain | undefined {
  const words = calls.map((_, at) => wordsOf(answers[at]));
  if (
    words.some(
      (one, at) => one?.length !== { recognitionOf: 7, recognitionAt: 3, keyAt: 2 }[calls[at]?.about.view ?? "keyAt"],
    )
  )
    return undefined;
  const by = (view: About) =>
    calls.flatMap(({ about }, at) => (about.view === view ? [[about.of, words[at] ?? []] as const] : []));
  const states = new Map(
    by("recognitionAt").map(([of, [state]]) => [of, recognitionStates[numberOf(state)] ?? "none"]),
  );
  return {
    recognitions: Object.fromEntries(
      by("recognitionOf").map(([of, [accreditor = "", , , , , termsHash = ""]]) => [
        of,
        { accreditor, termsHash, state: states.get(of) ?? "none" },
      ]),
    ),
    keys: Object.fromEntries(by("keyAt").map(([of, [key = "", roles]]) => [of, { key, roles: numberOf(roles) }])),
  };
}
