import type { CertificateState } from "#core/evidence/chain-view.ts";
import type { Facts } from "#core/refusal.ts";
import type { Kind as EntryKind } from "#core/statement/kind.ts";
import { date, dateTime, grouped, number } from "../format.ts";
import type { ShownCode } from "../scene.ts";
import type { Words } from "./zh.ts";

type Reason = Words["reasons"][ShownCode];
const r = (short: string, why: string | ((facts: Facts) => string)): Reason => ({ short, why: typeof why === "string" ? () => why : why });
const reason = ({ reason }: Facts): string => (reason ? `${reason}` : "no reason given");
const on = ({ at }: Facts): string => (at ? date(Number(at)) : "an unknown date");
const n = (value: string | number | undefined): string => number(Number(value ?? 0));
const some = (value: string | number | undefined, one: string, many: string): string => `${n(value)} ${Number(value) === 1 ? one : many}`;
const who = (f: Facts): string => String(f.whoEn ?? f.who);

function duration(seconds: number): string {
  const minutes = Math.max(1, Math.floor(seconds / 60));
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  return hours > 0 ? `${hours} h` : `${minutes} min`;
}

const events: Readonly<Record<EntryKind, string>> = {
  admission: "admission", product: "product", survey: "survey", report: "test report", certificate: "certificate", claim: "claim", correction: "correction",
  planting: "planting", application: "spraying", harvest: "harvest", receipt: "receipt", processing: "processing", packing: "packing",
};
const event = ({ event }: Facts): string => events[event as EntryKind] ?? "entry";

const states: Readonly<Record<CertificateState | "unknown", string>> = {
  none: "None", "in-force": "In force", suspended: "Suspended", withdrawn: "Withdrawn", cancelled: "Cancelled", expired: "Expired", unknown: "Unknown",
};

const reasons: Words["reasons"] = {
  "record-intact": r("Unaltered", "Every entry is signed by its author, is in the public log, and none is missing."),
  "record-complete-offline": r("Proof complete", "Signatures and log position hold; the chain's latest was not asked."),
  "bundle-malformed": r("Proof malformed", (f) => `This proof cannot be read${f.path ? ` (${f.path})` : ""}. Please fetch it again.`),
  "signature-wrong": r("Wrong signature", (f) => `Entry ${n(f.n)} "${event(f)}" was not signed with ${who(f)}'s key.`),
  "not-in-log": r("Not in the log", (f) => `Line ${n(f.n)} of the log holds something else.`),
  "entry-missing": r("Page missing", (f) => `Entry ${n(f.b)} of this batch should follow ${n(f.a)}; it is not there.`),
  "history-rewritten": r("Log rewritten", "This page does not extend the one registered on the chain."),
  "other-log": r("Another log", (f) => `This proof comes from ${f.log}; the brand's log is ${f.own}.`),
  "key-not-valid-then": r("Key not valid then", (f) => `${who(f)}'s key was not valid when entry ${n(f.n)} "${event(f)}" was recorded.`),
  "role-not-held": r("Role not held", (f) => `${who(f)} holds no role that allows entry ${n(f.n)} "${event(f)}".`),
  "provenance-differs": r("Not as on chain", (f) => `The record of batch ${f.batch} is not what was registered on the chain when it was closed.`),
  "document-differs": r("Document differs", (f) => `The certificate or survey of entry ${n(f.n)} is not the one registered on the chain.`),
  "not-yet-anchored": r("Not anchored yet", (f) => `The latest ${some(f.n, "entry is", "entries are")} logged; anchoring is due within ${n(f.minutes)} min.`),
  "old-head": r("Old page", (f) => `You were shown a page ${duration(Number(f.ageSeconds))} old, the limit is ${duration(Number(f.limitSeconds))}. News may be withheld.`),
  "code-active": r("Active, on sale", "Activated on packing, not recalled, not void."),
  recalled: r("Batch recalled", (f) => `Recalled on ${on(f)}: ${reason(f)}.`),
  "not-activated": r("Not activated", "The label was printed but its packer never activated it."),
  void: r("Voided", (f) => `Voided on ${on(f)}: ${reason(f)}.`),
  "never-issued": r("Never issued", "The log has no such code. Please check for a typing error."),
  "chain-unreachable": r("Chain not reached", (f) => `${some(f.n, "node", "nodes")} gave no answer. Neither bad news nor good.`),
  "nodes-disagree": r("Nodes disagree", (f) => `${some(f.n, "node", "nodes")} gave different answers; we draw no conclusion.`),
  offline: r("Offline", (f) => (f.savedAt ? `The proof was saved at ${dateTime(Number(f.savedAt))}. Beyond ${duration(Number(f.limitSeconds))} that is no longer "now".` : "Offline; the chain was not asked.")),
  "pack-not-seen": r("A page cannot see it", "Look at three things: seal, batch, code."),
  "pack-look-closely": r("Look closely", "The code may be a copy, so the seal and the shop matter more."),
  "pack-recalled": r("No need to look", "It is recalled: do not use it, however good it looks."),
  "not-judged": r("Not judged", "The record failed, so this says nothing."),
  waiting: r("Being checked", "Your phone is working it out itself, usually within a second."),
  "no-evidence": r("No proof received", "Without the proof nothing was checked. Neither bad news nor good."),
  "page-failed": r("This page failed", "The page itself failed and nothing was checked. Please open it again."),
  "no-record": r("No record to check", "The service has no proof for this code, so there is no record to check."),
  "other-label": r("Not this code", (f) => `The service sent the proof of another code (${grouped(String(f.serial))}).`),
};

const unusable: Readonly<Record<string, string>> = { "not-activated": "not activated", void: "voided" };
const consume = (verb: "drink" | "eat" | undefined): string => verb ?? "consume";

export const en: Words = {
  language: "en", htmlLanguage: "en-GB", speech: "en-GB", other: "中文", otherLanguage: "zh-CN",
  comma: ", ", listed: (items) => (items.length > 1 ? `${items.slice(0, -1).join(", ")} and ${items.at(-1)}` : (items[0] ?? "")), count: (value) => String(value),
  duration, states, reasons, event,
  kinds: { record: "Record", code: "This code", pack: "The pack" },
  seal: { passed: "Passed", failed: "Failed", unknown: "Unknown", skipped: "Unchecked", waiting: "Waiting" },
  why: "Why",
  sealName: (kind, state, short) => `${kind}: ${state}, ${short}. Why`,
  readAloud: "Read aloud", close: "Close",
  sample: "Sample data", sampleLine: "all names and figures are invented",
  dates: (harvested, packed) => [`Picked ${harvested}`, `packed ${packed}`],
  labelLine: (batch, serial) => `Batch ${batch}, code ${serial}`,
  waiting: { h: "Not yet checked on your phone", s: "Below is what the server says. Your phone will work it out itself, usually within a second." },
  allPassed: { h: "All we could check is in order", s: "The record is unaltered and the code is in use. The pack itself needs your eyes." },
  concerns: {
    h: (count) => `${count} ${count === 1 ? "thing" : "things"} to mind`,
    over: (name, value, limit) => `${name} over the limit: ${value}, maximum ${limit}. `, under: (name, value, limit) => `${name} under the minimum: ${value}, minimum ${limit}. `,
    interval: (plot, a, b) => `${plot}: only ${b} days passed between spraying and harvest; ${a} are required. `, intervalUnknown: (plot) => `${plot}: the label's interval was not found; not passed. `,
    untested: (names) => `${names}: used but not tested for. `, rest: "The record is unaltered and the code is in use.",
  },
  recalled: {
    h: () => "Recalled: do not consume",
    s: (f, own) => `On ${on(f)} ${own ? "this batch" : `batch ${f.batch}, which this one is made of,`}${f.n ? ` of ${n(f.n)}` : ""} was recalled: ${reason(f)}.`,
    certificate: (state, since) => ` The certificate is ${state.toLowerCase()} since ${since}.`,
  },
  noConclusion: {
    h: "No conclusion now",
    because: (code, f) => ({
      offline: "Your phone is offline", "chain-unreachable": `${some(f.n, "node", "nodes")} could not be reached`, "nodes-disagree": `${some(f.n, "node", "nodes")} disagree`,
      "old-head": "The chain's page is too old", "not-yet-anchored": `The latest ${some(f.n, "entry is", "entries are")} not anchored yet`, "no-evidence": "The proof for this code did not arrive", "page-failed": "The page itself failed",
    } as Partial<Record<ShownCode, string>>)[code] ?? "One thing could not be asked",
    saved: (because, age) => [`${because}. Below is a proof saved `, [`${age} ago`], "; its signatures and log position hold. Whether anything was recalled or withdrawn since, we cannot tell."],
    rest: (because) => [`${because}. Everything else we checked is in order.`],
    nothing: (because) => [`${because}, so nothing was checked. Please try again shortly.`],
  },
  recordFailed: { h: "The record does not match", s: "Someone altered it, or brought it from elsewhere. Please do not rely on it." },
  certificate: {
    h: (state) => `The certificate is now ${state.toLowerCase()}`,
    after: (since, state, why) => `In force when packed; ${state.toLowerCase()} since ${since}${why ? `: ${why}` : ""}. The product is not recalled.`,
    expired: (until) => `Expired on ${until}. This batch was packed before that and is still covered. The product is not recalled.`,
    before: (state) => `Already ${state.toLowerCase()} when packed. This batch should not carry the certificate. The product is not recalled.`,
  },
  unusable: {
    h: (code) => `This code was ${unusable[code] ?? "never issued"}`,
    s: (why) => `${why} It should not be on a pack. Please do not consume it; send us a photo.`,
  },
  advice: {
    look: "Look at three things on the pack", now: "What you can do now", wrong: "What does not match",
    threeThings: (batch, serial) => [["The seal is whole and was not glued again"], ["The batch printed on it is ", [batch]], ["The code printed on it is ", [serial]]],
    recalled: (verb, packer) => [[`Do not ${consume(verb)} it; `, ["keep the pack and the code"]], [packer ? `Return it to the shop, or ask ${packer} to take it back` : "Return it to the shop"], ["Save the proof; you need it for a refund or a claim"]],
    unusable: (verb, never) => [
      ...(never ? [["Compare the code on the pack for a typing error"] as const] : []), [`Do not ${consume(verb)} it yet; keep the pack`], ["Photograph both sides and tell the producer and the authority"], ...(never ? [] : [["Save the proof for your report"] as const]),
    ],
  },
  again: "Check again online",
  save: "Save proof", report: "Report", authority: "Tell the authority", recallLine: "Recall line",
  sheet: {
    made: (count, milliseconds) => `${count} ${count === 1 ? "check" : "checks"}, worked out on your phone${milliseconds === undefined ? "" : ` in ${number(milliseconds)} ms`}`,
    none: "No check was made",
    signedBy: "Who signed", checkedAt: (time) => `Checked at ${time}, Beijing time`,
    cannot: "What this seal does not cover", technical: "Technical details",
  },
  cannotSee: {
    record: "A producer who wrote down a mistake or a lie still has a valid signature. So look at tests, yield and intervals as well.",
    code: "A code can be copied, and the copy opens this same page. So look at the seal and the shop as well.",
    pack: "A page cannot see the pack in your hand, nor what is inside it.",
  },
  checks: {
    "bundle-form": "The proof is well formed", "log-identity": "It comes from this brand's log", "log-signature": "The page carries the log's signature", "log-history": "The new page extends the old one",
    "head-anchored": "Every entry used is anchored", "head-age": "The chain's page is recent", anchors: "Pages are those registered on the chain", "entry-form": "Every entry is well formed",
    "entry-inclusion": "Every entry is in the public log", "entry-signature": "Every entry is signed by its author", "entry-key": "Every key was valid at the time", "entry-role": "Every author held the role",
    "series-complete": "No page is missing", "batch-provenance": "Batch records are as closed", "batch-sources": "Sources and plots are as on the chain", "label-proof": "The code is on the issue list",
    "label-minted": "The list is on the chain, for this batch", "label-state": "Activated and not void", "batch-recall": "Neither the batch nor its sources recalled", "certificate-document": "The certificate is the registered one",
    "certificate-state": "The certificate is in force now", "survey-hash": "The survey is the registered one", "nodes-agree": "The chain's nodes agree",
  },
  loading: "Fetching the details.", factsMissing: "The details did not arrive. The conclusion above stands; open the page again when online.",
  hidden: { h: "Origin, tests, certificates", s: "They stand in the record that does not match, so they are not shown." },
  contact: {
    h: "If something is wrong", first: (packer) => `Ask ${packer} first; you may also complain to the authority.`, none: "You may complain to the authority.",
    recall: (line) => `Recall line ${line}`, call: "Call 12315",
  },
  foot: { compare: "A page cannot prove itself. Compare it elsewhere:", offline: "Offline verifier", log: "Public log", policy: "Trust policy", none: "No ads ・ no login ・ no location" },
  open: { h: "Open a proof", s: "Choose a saved proof file; your phone checks it itself. The file is not sent anywhere.", button: "Choose a file", drop: "Or drop the file here.", unread: "This file cannot be read. Please choose the file you got from Save proof." },
};
