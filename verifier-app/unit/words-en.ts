import type { UnitWords } from "./words.ts";

const many = (n: number, one: string, more: string): string => `${n} ${n === 1 ? one : more}`;

export const unitEn: UnitWords = {
  kind: { box: "Box", pallet: "Pallet" },
  code: "Code",
  inOrder: (kind, packer) => ({
    h: "The packing record holds",
    s: `Signed by ${packer} and checked by your phone: unaltered, nothing missing in between, nothing in it recalled. It speaks of the time of packing, not of now: whether the ${kind} was opened or changed since, it cannot see.`,
  }),
  recalled: (kind, batches, reason) => ({
    h: `Recalled goods ${kind === "box" ? "in this box" : "on this pallet"}`,
    s: `Batch ${batches.join(", ")} is recalled${reason && `: ${reason}`}. Do not sell it, do not consume it.`,
  }),
  refused: (why) => ({
    h: "The packing record does not match",
    s: `${why} Please do not rely on it; what it says is not shown.`,
  }),
  why: {
    "signature-wrong": "An entry is not signed by an admitted packer, or was altered after signing.",
    "inclusion-proof-wrong": "An entry is not in the line of the public log that it claims.",
    "note-signature-wrong": "The log's signature is wrong: this is not the brand's log.",
    "note-signature-missing": "The log's page lacks the signature of the brand's log.",
    "series-conflict": "A packing or unpacking in between is missing.",
    "unit-unknown": "This is the record of another box, or its signer is no packer.",
    "unit-label-unknown": "The chain knows no such labels as it names.",
    "unit-evidence-malformed": "The record has not the right form.",
  },
  whyElse: (code) => `A check failed (${code}).`,
  boxRefused: {
    h: "The record of a box on it does not match",
    s: "See the box in red below, and do not rely on its record.",
  },
  unknown: {
    h: "This code was never recorded",
    s: "The public log has no such box or pallet. Compare the 13 characters; if they are right, do not rely on this code.",
  },
  mistyped: { h: "One character does not fit", s: "Compare the 13 characters on the box. There is no I, L, O or U." },
  unreached: { h: "Not checked", s: "The record could not be had, or you are offline. Neither bad news nor good." },
  empty: (kind, day, packer) => ({
    h: `This ${kind} was taken apart`,
    s: `On ${day} ${packer} recorded that everything was taken out. What a ${kind} that still has this code holds is on no record.`,
  }),
  boxesWaiting: {
    h: "Checking box by box",
    s: "The pallet's own record holds; its boxes are still being checked, so there is no conclusion yet.",
  },
  boxesMany: (n) => ({
    h: `Only the first ${n} boxes were checked`,
    s: "These are in order. The others were not checked on your phone; please open them one by one.",
  }),
  unasked: {
    h: "No conclusion now",
    s: "The packing record holds, but not everything could be asked: whether anything in it was recalled is not known.",
  },
  voided: (n) => ({
    h: `${many(n, "label in it is", "labels in it are")} void`,
    s: "Voided after packing. The packing record holds; please scan the packs one by one.",
  }),
  again: "Check again",
  todo: "What to do now",
  recallSteps: [
    "Stop selling it, put it apart and mark it as recalled.",
    "Return or destroy it as the recall notice says, not on your own.",
    "Ask those who bought from it to scan their pack.",
  ],
  call: (line) => `Recall line ${line}`,
  inside: "What is recorded in it",
  insideLine: (kind) =>
    kind === "box"
      ? "The public log names labels by number, not by code, so that nobody prints them after it. With a code in hand, check it below."
      : "Open a box to see what it holds.",
  total: (n, kind) => (kind === "box" ? many(n, "label", "labels") : many(n, "box", "boxes")),
  batch: (batch) => `Batch ${batch}`,
  pieces: (n) => many(n, "label", "labels"),
  runs: (runs) => `nos. ${runs}`,
  lotVoided: (n) => `${n} of them void`,
  lotRecalled: "Recalled",
  because: (batch, reason) => `${batch} recalled: ${reason}`,
  chainSays: "recalled on the chain",
  notRecalled: "not recalled on the chain",
  notAsked: "chain not reached",
  openBox: (code) => `Open box ${code}`,
  box: {
    checking: "Checking",
    good: "Record holds",
    recalled: "Recalled goods",
    refused: "Does not match",
    unknown: "Not checked",
    unlooked: "Not checked; open it",
  },
  saysServer: (n) => `${many(n, "label", "labels")}, the server says`,
  pack: "Check one pack of it",
  packLine: "Type the code on the pack: whether it is recorded in this box, and how it stands itself.",
  packType: "The 13 characters on the pack",
  packIn: (n) => `Recorded in this box (no. ${n} of its mint)`,
  packOut: "Not recorded in this box",
  packUnsure: "Not checked; open the pack's own page",
  packNone: "This code was never issued",
  packPage: "See the page of this pack",
  packing: "Checking",
  who: "Who packed it, and when",
  packer: "Packer",
  change: (action, n, unit) => `${n} ${unit} ${action === "ADD" ? "put in" : "taken out"}`,
  unitOf: { box: "labels", pallet: "boxes" },
  line: (n) => `line ${n} of the log`,
  on: "Recorded on pallet",
  onLine: (day) => `Put there on ${day}; whether it was taken off since, the pallet's page says.`,
  limits: "What this page can say",
  limitList: [
    "It can say who signed, and when, which labels were put in and taken out; and that the record is unaltered.",
    "It cannot say whether the box was opened since, or packs exchanged. Look at the seal and scan the packs.",
    "If the newest change is withheld this page does not notice; a missing one in between it does.",
  ],
  size: (n) => `Checked up to line ${n} of the log.`,
  foot: { scan: "Scan another code", log: "Public log", policy: "Trust settings" },
};
