import { hex, utf8 } from "../bytes.ts";
import type { Hash } from "../crypto.ts";
import type { Bundle } from "../evidence/bundle.ts";
import type { Policy } from "../evidence/policy.ts";
import { utcSeconds } from "../statement/clock.ts";
import { batchOfUri } from "../statement/uri.ts";
import { calldata } from "./abi.ts";
import { HEAD_ANCHORED, type ViewName, views } from "./views.ts";

/** One JSON-RPC request and what its answer is about. */
export type Call = {
  readonly about: { readonly view: ViewName | "block" | "anchors"; readonly of: string };
  readonly method: string;
  readonly params: readonly unknown[];
};

/** An id as the contracts know it: sha256 of its text, hex without 0x. */
export const idHash = (sha256: Hash, id: string): string => hex(sha256(utf8(id)));

/** Everything to ask about one bundle, all at block `height`, so that the answers belong together. */
export function questions(bundle: Bundle, policy: Policy, now: number, height: number, sha256: Hash): readonly Call[] {
  const block = `0x${height.toString(16)}`;
  const id = (text: string) => idHash(sha256, text);
  const ask = (name: ViewName, of: string, ...words: (string | number)[]): Call => {
    const { contract, selector } = views[name];
    return {
      about: { view: name, of },
      method: "eth_call",
      params: [{ to: policy.chain.contracts[contract], data: calldata(selector, words) }, block],
    };
  };
  const { mint } = bundle.label;
  const anchorTopics = [
    `0x${HEAD_ANCHORED}`,
    `0x${policy.log.id}`,
    bundle.anchors.map(({ index }) => `0x${index.toString(16).padStart(64, "0")}`),
  ];
  const filter = {
    address: policy.chain.contracts.LogAnchor,
    topics: anchorTopics,
    fromBlock: `0x${policy.chain.startBlock.toString(16)}`,
    toBlock: block,
  };
  return [
    { about: { view: "block", of: "" }, method: "eth_getBlockByNumber", params: [block, false] },
    ...(bundle.anchors.length > 0
      ? [{ about: { view: "anchors", of: "" } as const, method: "eth_getLogs", params: [filter] }]
      : []),
    ask("headOf", "", policy.log.id),
    ask("mintOf", "", mint.root),
    ask("labelState", "", mint.root, mint.index),
    ...bundle.batches.flatMap(({ batch }) =>
      (["batchOf", "sourcesOf", "plotsOf"] as const).map((name) => ask(name, batch, id(batch))),
    ),
    ...certificateQuestions(bundle, now, ask, id),
    ...keysAsked(bundle).map((key) => ask("keyAt", key, id(key.split("@")[0] ?? ""), Number(key.split("@")[1]))),
    ...plotSeasons(bundle).map(([plot, season]) => ask("capacityOf", `${plot}/${season}`, id(plot), season)),
    ...conversions(bundle).map(([from, to]) => ask("conversionOf", `${from}>${to}`, id(from), id(to))),
  ];
}

type Ask = (name: ViewName, of: string, ...words: (string | number)[]) => Call;

const certificateQuestions = (bundle: Bundle, now: number, ask: Ask, id: (text: string) => string): Call[] =>
  bundle.entries.flatMap(({ entry: { statement } }) => {
    if (statement.type !== "liangji:CertificateDocument") return [];
    const certificate = statement.certificate;
    return [
      ask("certificateOf", certificate, id(certificate)),
      ask("statusAt", `${certificate}@packing`, id(certificate), bundle.label.mint.mintedAt),
      ask("statusAt", `${certificate}@now`, id(certificate), now),
      ...statement.products.flatMap(({ product }) =>
        (["volumeOf", "usedOf"] as const).map((name) =>
          ask(name, `${certificate}/${product}`, id(certificate), id(product)),
        ),
      ),
    ];
  });

/** `actor@seconds` for every entry: whose key was valid when the log took it. */
export const keyAsked = (entry: Bundle["entries"][number]): string =>
  `${entry.entry.actor}@${utcSeconds(entry.recordedAt)}`;
const keysAsked = (bundle: Bundle): string[] => [...new Set(bundle.entries.map(keyAsked))];

const plotSeasons = (bundle: Bundle): (readonly [string, number])[] =>
  bundle.entries.flatMap(({ entry: { statement } }) =>
    statement.type === "liangji:PlotSurveyed" ? [[statement.plot, statement.season] as const] : [],
  );

function conversions(bundle: Bundle): (readonly [string, string])[] {
  const pairs = bundle.entries.flatMap(({ entry: { statement } }) => {
    if (statement.type !== "TransformationEvent") return [];
    const to = batchOfUri(statement.outputQuantityList[0].epcClass)?.product;
    return statement.inputQuantityList.map(({ epcClass }) => `${batchOfUri(epcClass)?.product}>${to}`);
  });
  return [...new Set(pairs)].map((pair) => [pair.split(">")[0] ?? "", pair.split(">")[1] ?? ""] as const);
}
