import type { CertificateState } from "#core/evidence/chain-view.ts";
import type { ShownCode } from "../scene.ts";
import { n } from "./parts.ts";
import { duration, on, reason, some } from "./parts-en.ts";
import type { Words } from "./zh.ts";

const states: Readonly<Record<CertificateState | "unknown", string>> = {
  none: "None",
  "in-force": "In force",
  suspended: "Suspended",
  withdrawn: "Withdrawn",
  cancelled: "Cancelled",
  expired: "Expired",
  unknown: "Unknown",
};

const shorts: Words["shorts"] = {
  "record-intact": "Unaltered",
  "record-complete-offline": "Proof complete",
  "bundle-malformed": "Proof malformed",
  "signature-wrong": "Wrong signature",
  "not-in-log": "Not in the log",
  "entry-missing": "Page missing",
  "history-rewritten": "Log rewritten",
  "other-log": "Another log",
  "witness-signature-wrong": "Wrong cosignature",
  "witnesses-missing": "Too few witnesses",
  "key-not-valid-then": "Key not valid then",
  "role-not-held": "Role not held",
  "provenance-differs": "Not as on chain",
  "document-differs": "Document differs",
  "not-yet-anchored": "Not anchored yet",
  "old-head": "Old page",
  "anchor-proof-wrong": "Not as on chain",
  "chain-stopped": "Chain stopped",
  "code-active": "Active, on sale",
  recalled: "Batch recalled",
  "not-activated": "Not activated",
  void: "Voided",
  "never-issued": "Never issued",
  "chain-unreachable": "Chain not reached",
  "nodes-disagree": "Nodes disagree",
  offline: "Offline",
  "pack-not-seen": "A page cannot see it",
  "pack-look-closely": "Look closely",
  "pack-recalled": "No need to look",
  "not-judged": "Not judged",
  waiting: "Being checked",
  "no-evidence": "No proof received",
  "page-failed": "This page failed",
  "copied-likely": "May be copied",
  "no-record": "No record to check",
  "other-label": "Not this code",
};

const unusable: Readonly<Record<string, string>> = { "not-activated": "not activated", void: "voided" };
const consume = (verb: "drink" | "eat" | undefined): string => verb ?? "consume";

export const en: Words = {
  language: "en",
  htmlLanguage: "en-GB",
  speech: "en-GB",
  other: "中文",
  otherLanguage: "zh-CN",
  comma: ", ",
  stop: ". ",
  listed: (items) => (items.length > 1 ? `${items.slice(0, -1).join(", ")} and ${items.at(-1)}` : (items[0] ?? "")),
  count: (value) => String(value),
  duration,
  states,
  shorts,
  kinds: { record: "Record", code: "This code", pack: "The pack" },
  seal: { passed: "Passed", failed: "Failed", unknown: "Unknown", skipped: "Unchecked", waiting: "Waiting" },
  why: "Why",
  sealName: (kind, state, short) => `${kind}: ${state}, ${short}. Why`,
  readAloud: "Read aloud",
  close: "Close",
  sample: "Sample data",
  sampleLine: "all names and figures are invented",
  dates: (harvested, packed) => [`Picked ${harvested}`, `packed ${packed}`],
  labelLine: (batch, serial) => `Batch ${batch}, code ${serial}`,
  waiting: {
    h: "Not yet checked on your phone",
    s: "Below is what the server says. Your phone will work it out itself, usually within a second.",
  },
  allPassed: {
    h: "All we could check is in order",
    s: "The record is unaltered and the code is in use. The pack itself needs your eyes.",
  },
  concerns: {
    h: (count) => `${count} ${count === 1 ? "thing" : "things"} to mind`,
    over: (name, value, limit) => `${name} over the limit: ${value}, maximum ${limit}. `,
    under: (name, value, limit) => `${name} under the minimum: ${value}, minimum ${limit}. `,
    interval: (plot, a, b) => `${plot}: only ${b} days passed between spraying and harvest; ${a} are required. `,
    intervalUnknown: (plot) => `${plot}: the label's interval was not found; not passed. `,
    withdrawn: (report) => `Test report ${report} was withdrawn and counts no longer. `,
    untested: (names) => `${names}: used but not tested for. `,
    rest: "The record is unaltered and the code is in use.",
  },
  recalled: {
    h: () => "Recalled: do not consume",
    s: (f, own) =>
      `On ${on(f)} ${own ? "this batch" : `batch ${f.batch}, which this one is made of,`}${f.n ? ` of ${n(f.n)}` : ""} was recalled: ${reason(f)}.`,
    certificate: (state, since) => ` The certificate is ${state.toLowerCase()} since ${since}.`,
  },
  noConclusion: {
    h: "No conclusion now",
    because: (code, f) =>
      (
        ({
          offline: "Your phone is offline",
          "chain-unreachable": `${some(f.n, "node", "nodes")} could not be reached`,
          "nodes-disagree": `${some(f.n, "node", "nodes")} disagree`,
          "old-head": "The chain's page is too old",
          "chain-stopped": `The chain stopped ${duration(Number(f.ageSeconds))} ago`,
          "not-yet-anchored": `The latest ${some(f.n, "entry is", "entries are")} not anchored yet`,
          "no-evidence": "The proof for this code did not arrive",
        }) as Partial<Record<ShownCode, string>>
      )[code] ?? shorts[code],
    saved: (because, age) => [
      `${because}. Below is a proof saved `,
      [`${age} ago`],
      "; its signatures and log position hold. Whether anything was recalled or withdrawn since, we cannot tell.",
    ],
    rest: (because) => [`${because}. Everything else we checked is in order.`],
    nothing: (because) => [`${because}, so nothing was checked. Please try again shortly.`],
  },
  recordFailed: {
    h: "The record does not match",
    s: "Someone altered it, or brought it from elsewhere. Please do not rely on it.",
  },
  certificate: {
    h: (state) => `The certificate is now ${state.toLowerCase()}`,
    after: (since, state, why) =>
      `In force when packed; ${state.toLowerCase()} since ${since}${why ? `: ${why}` : ""}. The product is not recalled.`,
    expired: (until) =>
      `Expired on ${until}. This batch was packed before that and is still covered. The product is not recalled.`,
    before: (state) =>
      `Already ${state.toLowerCase()} when packed. This batch should not carry the certificate. The product is not recalled.`,
  },
  unusable: {
    h: (code) => `This code was ${unusable[code] ?? "never issued"}`,
    why: {
      "not-activated": () => "The label was printed but its packer never activated it.",
      void: (f) => `Voided on ${on(f)}: ${reason(f)}.`,
      "never-issued": () => "The log has no such code. Please check for a typing error.",
    },
    s: (why) => `${why} It should not be on a pack. Please do not consume it; send us a photo.`,
  },
  advice: {
    look: "Look at three things on the pack",
    now: "What you can do now",
    wrong: "What does not match",
    threeThings: (batch, serial) => [
      ["The seal is whole and was not glued again"],
      ["The batch printed on it is ", [batch]],
      ["The code printed on it is ", [serial]],
    ],
    recalled: (verb, packer) => [
      [`Do not ${consume(verb)} it; `, ["keep the pack and the code"]],
      [packer ? `Return it to the shop, or ask ${packer} to take it back` : "Return it to the shop"],
      ["Save the proof; you need it for a refund or a claim"],
    ],
    unusable: (verb, never) => [
      ...(never ? [["Compare the code on the pack for a typing error"] as const] : []),
      [`Do not ${consume(verb)} it yet; keep the pack`],
      ["Photograph both sides and tell the producer and the authority"],
      ...(never ? [] : [["Save the proof for your report"] as const]),
    ],
  },
  again: "Check again online",
  loading: "Fetching the details.",
  factsMissing: "The details did not arrive. The conclusion above stands; open the page again when online.",
};
