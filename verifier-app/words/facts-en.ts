import { kilograms } from "../facts/quantities.ts";
import type { FactsWords } from "./facts-zh.ts";

const names = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const count = (n: number): string => names[n] ?? String(n);
const and = (items: readonly string[]): string =>
  items.length > 1 ? `${items.slice(0, -1).join(", ")} and ${items.at(-1)}` : (items[0] ?? "");
const steps: Readonly<Record<string, string>> = {
  spreading: "spread",
  fixation: "fixed",
  rolling: "rolled",
  drying: "dried",
};
const leaves: Readonly<Record<string, string>> = {
  "one-bud-one-leaf-early": "one bud one opening leaf",
  "one-bud-one-leaf": "one bud one leaf",
  "one-bud-two-leaves-early": "one bud two opening leaves",
  "one-bud-two-leaves": "one bud two leaves",
  "one-bud-three-leaves-early": "one bud three opening leaves",
  "one-bud-three-leaves": "one bud three leaves",
};

export const factsEn: FactsWords = {
  origin: {
    h: "Where it grew",
    from: (plots, towns) =>
      `What is in this pack came from ${count(plots)} ${plots === 1 ? "plot" : "plots"}: ${towns.map(([town, n]) => `${count(n)} in ${town}`).join(", ")}.`,
    map: (plots) => `Map of plots: ${plots}`,
    apart: "The plots lie far apart; each is drawn by itself, at the same scale.",
    north: "N",
    number: (n) => String(n),
    shares: (each, all) =>
      `By weight of fresh leaf: ${each.map(([plot, grams]) => `${plot} ${kilograms(grams)}`).join(", ")}; ${kilograms(all)} in all. `,
    sample: "Sample plots, not real boundaries.",
    around: (plot) => `Look around ${plot ?? "the garden"}`,
    camera: "Look through the camera",
    partMissing: "This part did not come. Press again when online.",
    none: "There is no survey, so there is no map.",
  },
  history: {
    h: "What happened",
    lead: (year) =>
      `Three times for each step: when it happened, was recorded, was anchored. ${year ? `${year}, ` : ""}Beijing time.`,
    happened: "Happened",
    recorded: "Recorded",
    anchored: "Anchored",
    notAnchored: "not yet",
    late: (delay) => `Recorded ${delay} late`,
    none: "Nothing recorded for this step; that does not mean nothing happened.",
    planting: (variety) => `Planted: ${variety}`,
    planted: (date) => `Planted on ${date}`,
    application: (product) => `Sprayed: ${product}`,
    dose: (dose) => `Dose ${dose}`,
    interval: (a, b) =>
      b >= a ? `Interval ${a} days; ${b} days passed before harvest` : `Only ${b} days passed; ${a} are required`,
    intervalOnly: (a) => `Interval ${a} days`,
    intervalUnknown: "The label's interval was not found; not passed, a person must look",
    early: (plot, day, after, interval) =>
      interval === undefined
        ? `${plot}, picked on ${day}: sprayed ${after} days before, interval not known.`
        : `${plot}, picked on ${day}: only ${after} days after spraying, ${interval} are needed.`,
    unresolved: "Nobody has answered for it yet: no certificate, no label.",
    resolved: (by, person, day, reason) => `Released on ${day} by ${person} of ${by}, because: ${reason}`,
    harvest: (mass, leaf) => `Picked: ${mass} leaf, ${leaves[leaf] ?? leaf}`,
    receipt: (mass) => `Received: ${mass}`,
    processing: (list, mass) =>
      `Made: ${list.length > 0 ? `${list.map((step) => steps[step] ?? step).join(", ")}; ` : ""}${mass}`,
    ratio: (ratio) => `${ratio} kg leaf gave 1 kg tea`,
    test: (mass) => `Tested: ${mass} sample`,
    withdrawal: (report) => `Test report ${report} withdrawn`,
    withdrawn: (reason) => `Reason: ${reason}`,
    packing: (n, unit, mass) => `Packed: ${n} packs × ${unit} = ${mass}`,
    bestBefore: (date) => `Best before ${date}`,
  },
  commitments: {
    h: "Commitment certificate",
    lead: "The producer's own promise, signed with the producer's own key; neither a test nor a certification.",
    promised: (product, mass, day) => `${product}, ${mass}, issued ${day}`,
    basis: (list) => `It rests on: ${list}`,
    base: ({ is }) =>
      ({
        QC: "quality and safety are kept under control",
        SELF_TEST: "tested by the promiser, within limits",
        ENTRUSTED_TEST: "tested on the promiser's behalf, within limits",
      })[is],
    see: "See the certificate as issued (Chinese)",
  },
  tests: {
    h: "What was tested",
    none: "No test report.",
    report: (lab) => `Report of ${lab}`,
    withdrawn: (on, lab, report, since, reason) =>
      `On ${since} ${lab} withdrew report ${report} of ${on}; since then it counts for nothing. Reason: ${reason}`,
    before: "See what the report said",
    lead: (missing) =>
      missing.length > 0
        ? `${and(missing)} ${missing.length === 1 ? "was" : "were"} used but not tested for.`
        : "Everything that was sprayed was tested.",
    counted: (passed, failed, open, coarse) =>
      [
        passed > 0 ? `${passed} within limits` : "",
        failed > 0 ? `${failed} outside` : "",
        open > 0 ? `${open} ${open === 1 ? "has" : "have"} no limit to compare with` : "",
        coarse > 0 ? `${coarse} measured too coarsely` : "",
      ]
        .filter(Boolean)
        .join(", "),
    notDetected: "none found",
    exceeded: "over",
    short: "under",
    below: (lod) => `below ${lod}`,
    ofLimit: (percent) => `${percent} % of the limit`,
    aboveMinimum: "above the minimum",
    belowMinimum: "below the minimum",
    most: (limit) => `max ${limit}`,
    least: (limit) => `min ${limit}`,
    noLimit: "no limit found",
    coarse: (lod) => `detection limit ${lod} is above the limit, not counted as passed`,
    notJudged: "not judged, not counted as passed",
    signed: (lab, no, mass) => `Signed by ${lab} (${no}); valid for ${mass} of this batch only.`,
    basis: (sources) => `Limits: ${sources}.`,
  },
  certificates: {
    h: "Who certified it",
    none: "This batch uses no certificate.",
    number: (no) => `no. ${no}`,
    scope: (plots) => `Scope: ${plots}`,
    valid: (from, to) => `Valid ${from} to ${to}`,
    volume: (all, used) => `At most ${all}${used ? `, ${used} used` : ""}`,
    packed: "When packed",
    now: "Now",
    notAsked: (date) => `not asked since ${date}`,
    after: (state, since, reason) =>
      `In force when packed, ${state.toLowerCase()} since ${since}${reason ? `: ${reason}` : ""}.`,
    final: "A withdrawal is final.",
    maybe: "It may be restored or withdrawn.",
    before: "Not in force when packed. This batch should not carry the certificate.",
    expired: (since) => `Expired on ${since}. This batch was packed before that and is still covered.`,
    again: (since, reason) =>
      `Its state changed after packing: in force again since ${since}${reason ? `: ${reason}` : ""}.`,
    rewritten: (day) => `Renewed or reduced on ${day}; scope and validity above are those of now.`,
    conversion: "A certificate of conversion: these are not organic goods yet and are sold as ordinary ones.",
  },
  documents: {
    lead: "Papers of the certificate. Their fingerprints stand in the signed certificate and are checked on your phone first.",
    open: (title) => `Open: ${title}`,
    loading: "Fetching it, checking its fingerprint…",
    missing: "The file cannot be fetched now. Try again when you are online.",
    differs: "This file does not match the fingerprint in the certificate, so it is not shown.",
    save: (title, size) => `Save ${title} (${size})`,
    same: "The fingerprint matches: not a byte has changed.",
  },
  photos: {
    alt: (what, n, of) =>
      `Photo${of > 1 ? ` ${n}` : ""} of “${what}”, taken by whoever recorded it; nobody else checked what it shows`,
    waiting: "Photo: fetching it, checking its fingerprint…",
    missing: "This photo cannot be fetched now. The record holds its fingerprint.",
    differs: "The photo that came does not match the fingerprint in the record, so it is not shown.",
    load: (size) => `See the photo (${size})`,
    same: "Its fingerprint matches the signed record: not a byte has changed.",
    close: "Close",
  },
  mass: {
    h: "Can the land yield this much",
    lead: (ceiling, labelled) => [
      "These plots can yield at most ",
      [ceiling],
      " of made tea this year; the leaf picked so far makes ",
      [labelled],
      ".",
    ],
    own: "This batch",
    others: "Other batches",
    left: "Still possible",
    basis: (mu) =>
      `${mu} mu, surveyed and written into a contract; leaf is counted as tea at the ratio set there. The contract refuses any harvest or label beyond it.`,
  },
  claims: {
    h: "How well founded is each claim",
    grades: {
      "third-party": "Third party",
      measured: "Measured",
      "self-declared": "Self-declared",
      tradition: "Local tradition",
      contested: "Contested",
    },
    self: "The producer's own statement; nobody else checked it.",
    tradition: "A local tradition; nobody checked it.",
    source: "See the source",
  },
  squareMetresInMu: (area) => `${(Math.round((area * 3 * 10) / 2000) / 10).toFixed(1)}`,
  plain: { h: "In large print", stop: "Stop reading", silent: "This browser cannot read aloud." },
  contact: {
    h: "If something is wrong",
    first: (packer) => `Ask ${packer} first; you may also complain to the authority.`,
    none: "You may complain to the authority.",
    recall: (line) => `Recall line ${line}`,
    call: "Call 12315",
  },
  foot: {
    compare: "A page cannot prove itself. Compare it elsewhere:",
    scan: "Scan another",
    offline: "Offline verifier",
    log: "Public log",
    policy: "Trust policy",
    none: "No ads ・ no login ・ your location is not asked for",
    elsewhere: "How to check elsewhere",
    ways: [
      "Save the proof and give it to someone you trust: every host with the same verifier opens it, and the conclusion should be the same.",
      "“Offline verifier” offers the whole verifier as one file that works without a network and without us.",
      "On a command line, check the proof with the public source code:",
      "Check whether this address serves the page that the operator released in the log and on the chain:",
    ],
    policyFile: "policy.json",
    proofFile: "proof.json",
  },
  dock: { save: "Save proof", report: "Report", authority: "Tell the authority", recallLine: "Recall line" },
  hidden: {
    h: "Origin, tests, certificates",
    s: "They stand in the record that does not match, so they are not shown.",
  },
};
