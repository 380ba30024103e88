import { groupSerial } from "#core/label/grouped.ts";
import type { Facts } from "#core/refusal.ts";
import type { Kind as AnyKind } from "#core/statement/kind.ts";
import { dateTime } from "../format.ts";
import { n } from "./parts.ts";
import { duration, on, reason, some } from "./parts-en.ts";
import type { WhyWords } from "./why-zh.ts";

const who = (f: Facts): string => String(f.whoEn ?? f.who);
type EntryKind = Exclude<AnyKind, "case">;
const events: Readonly<Record<EntryKind, string>> = {
  admission: "admission",
  product: "product",
  survey: "survey",
  report: "test report",
  withdrawal: "withdrawal of a report",
  certificate: "certificate",
  claim: "claim",
  scene: "a scene",
  release: "release of the verifier",
  correction: "correction",
  resolution: "interval release",
  commitment: "commitment certificate",
  planting: "planting",
  application: "spraying",
  harvest: "harvest",
  receipt: "receipt",
  processing: "processing",
  packing: "packing",
};
const vouched = ({ driver, by, of }: Facts): string =>
  driver === "rpc-agreement"
    ? `${n(by)} of ${some(of, "node says", "nodes say")} so`
    : `sealed by ${n(by)} of ${some(of, "validator", "validators")}, by ${driver === "receipt-proof" ? "receipt" : "storage"} proof`;
const event = ({ event }: Facts): string => events[event as EntryKind] ?? "entry";

const whys: WhyWords["whys"] = {
  "record-intact": (f) =>
    `Every entry is signed by its author, is in the public log, and none is missing.${f.driver ? ` The page is anchored: ${vouched(f)}.` : ""}`,
  "record-complete-offline": (f) =>
    `Signatures and log position hold; ${f.driver ? `the page is anchored: ${vouched(f)}; ` : ""}the chain's latest was not asked.`,
  "bundle-malformed": (f) => `This proof cannot be read${f.path ? ` (${f.path})` : ""}. Please fetch it again.`,
  "signature-wrong": (f) => `Entry ${n(f.n)} "${event(f)}" was not signed with ${who(f)}'s key.`,
  "not-in-log": (f) => `Line ${n(f.n)} of the log holds something else.`,
  "entry-missing": (f) => `Entry ${n(f.b)} of this batch should follow ${n(f.a)}; it is not there.`,
  "history-rewritten": () => "This page does not extend the one registered on the chain.",
  "witness-signature-wrong": (f) => `${f.whoEn}'s cosignature is not of this page.`,
  "witnesses-missing": (f) => `${some(f.n, "witness", "witnesses")} signed, ${n(f.k)} are needed.`,
  "other-log": (f) => `This proof comes from ${f.log}; the brand's log is ${f.own}.`,
  "key-not-valid-then": (f) => `${who(f)}'s key was not valid when entry ${n(f.n)} "${event(f)}" was recorded.`,
  "role-not-held": (f) => `${who(f)} holds no role that allows entry ${n(f.n)} "${event(f)}".`,
  "provenance-differs": (f) =>
    `The record of batch ${f.batch} is not what was registered on the chain when it was closed.`,
  "document-differs": (f) => `The certificate or survey of entry ${n(f.n)} is not the one registered on the chain.`,
  "not-yet-anchored": (f) =>
    `The latest ${some(f.n, "entry is", "entries are")} logged, the oldest at ${dateTime(Number(f.since))}, and not anchored yet; anchoring is due within ${n(f.minutes)} min.`,
  "old-head": (f) =>
    `You were shown a page ${duration(Number(f.ageSeconds))} old, the limit is ${duration(Number(f.limitSeconds))}. News may be withheld.`,
  "anchor-proof-wrong": (f) =>
    f.why === "another-head"
      ? "The anchor proof is of another page."
      : `The anchor proof does not hold (${f.why}); it may have been altered.`,
  "chain-stopped": (f) =>
    `The chain's last block is ${duration(Number(f.ageSeconds))} old, the limit is ${duration(Number(f.limitSeconds))}. Whether anything was recalled, voided or withdrawn since, we cannot tell.`,
  "code-active": () => "Activated on packing, not recalled, not void.",
  recalled: (f) => `Recalled on ${on(f)}: ${reason(f)}.`,
  "chain-unreachable": (f) => `${some(f.n, "node", "nodes")} gave no answer. Neither bad news nor good.`,
  "nodes-disagree": (f) => `${some(f.n, "node", "nodes")} gave different answers; we draw no conclusion.`,
  offline: (f) =>
    f.savedAt
      ? `The proof was saved at ${dateTime(Number(f.savedAt))}. Beyond ${duration(Number(f.limitSeconds))} that is no longer "now".`
      : "Offline; the chain was not asked.",
  "pack-not-seen": () => "Look at three things: seal, batch, code.",
  "pack-look-closely": () => "Code or tag leave a doubt, so the seal and the shop matter more.",
  "pack-recalled": () => "It is recalled: do not use it, however good it looks.",
  "not-judged": () => "The record failed, so this says nothing.",
  waiting: () => "Your phone is working it out itself, usually within a second.",
  "no-evidence": () => "Without the proof nothing was checked. Neither bad news nor good.",
  "page-failed": () => "The page itself failed and nothing was checked. Please open it again.",
  "copied-likely": () => "This code was scanned in many places or from many networks. A copy opens this same page.",
  "no-record": () => "The service has no proof for this code, so there is no record to check.",
  "other-label": (f) => `The service sent the proof of another code (${groupSerial(String(f.serial))}).`,
};

export const whyEn: WhyWords = {
  whys,
  sheet: {
    made: (count) => `${count} ${count === 1 ? "check" : "checks"}, worked out on your phone`,
    none: "No check was made",
    signedBy: "Who signed",
    checkedAt: (time) => `Checked at ${time}, Beijing time`,
    cannot: "What this seal does not cover",
    technical: "Technical details",
  },
  cannotSee: {
    record:
      "A producer who wrote down a mistake or a lie still has a valid signature. So look at tests, yield and intervals as well.",
    code: "A code can be copied, and the copy opens this same page. So look at the seal and the shop as well.",
    pack: "A page cannot see the pack in your hand, nor what is inside it.",
  },
  checks: {
    "bundle-form": "The proof is well formed",
    "log-identity": "It comes from this brand's log",
    "log-signature": "The page carries the log's signature",
    "log-history": "The new page extends the old one",
    "log-witnessed": "Witnesses saw this page",
    "anchor-proof": "The anchor is sealed by validators",
    "head-anchored": "Every entry used is anchored",
    "head-age": "The chain's page is recent",
    anchors: "Pages are those registered on the chain",
    "entry-form": "Every entry is well formed",
    "entry-inclusion": "Every entry is in the public log",
    "entry-signature": "Every entry is signed by its author",
    "entry-key": "Every key was valid at the time",
    "entry-role": "Every author held the role",
    "series-complete": "No page is missing",
    "batch-provenance": "Batch records are as closed",
    "batch-sources": "Sources and plots are as on the chain",
    "label-proof": "The code is on the issue list",
    "label-minted": "The list is on the chain, for this batch",
    "label-state": "Activated and not void",
    "batch-recall": "Neither the batch nor its sources recalled",
    "certificate-document": "The certificate is the registered one",
    "certificate-state": "The certificate is in force now",
    "survey-hash": "The survey is the registered one",
    "nodes-agree": "The chain's nodes agree",
  },
};
