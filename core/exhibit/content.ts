import type { ComplaintView } from "../complaint/message.ts";
import type { Concern } from "../evidence/concerns.ts";
import type { Policy } from "../evidence/policy.ts";
import type { Story } from "../evidence/story.ts";
import type { CertificateJudgement, Verdict } from "../evidence/verdict.ts";
import { groupSerial } from "../label/grouped.ts";
import type { Answered } from "../receipt/compose.ts";
import type { Receipt } from "../receipt/receipt.ts";
import { utcSeconds } from "../statement/clock.ts";
import type { Block } from "./block.ts";
import { beijing, beijingDay } from "./time.ts";
import { complaintKinds, found, headlines, outcomes, states, statuses, words as w } from "./words.ts";

/** What an exhibit is made of. `story` is absent where the record failed; `files` are the names of the PDF and of what is inside. */
export type ExhibitFacts = {
  readonly policy: Policy;
  readonly answered: Answered;
  readonly receipt: Receipt;
  readonly story?: Story | undefined;
  readonly complaint?: ComplaintView | undefined;
  readonly url: string;
  readonly files: { readonly pdf: string; readonly attached: string };
};

const row = (name: string, text: string): Block => ({ kind: "row", name, text });
const heading = (text: string): Block => ({ kind: "heading", text });
const text = (said: string): Block => ({ kind: "text", text: said });
const time = (rfc3339: string): string => beijing(utcSeconds(rfc3339));

/** Everything that stands in an exhibit, in order. It says what was found and what was not looked at, and nothing of the law but its name. */
export function exhibitOf(facts: ExhibitFacts): readonly Block[] {
  const { policy, receipt } = facts;
  return [
    { kind: "title", text: w.title },
    { kind: "note", text: w.made(policy.brand.name.zh, beijing(receipt.askedAt)) },
    ...(policy.sample ? [{ kind: "alarm", text: w.sample } as const] : []),
    headline(facts),
    ...pack(facts),
    ...verdicts(facts),
    ...certificates(facts),
    ...recall(facts),
    ...complaint(facts),
    ...signed(facts),
    ...elsewhere(facts),
    heading(w.law.h),
    text(w.law.text),
    text(w.law.also),
  ];
}

function headline({ answered: { judgement, askedAt }, story }: ExhibitFacts): Block {
  const mind = judgement.headline === "all-passed" && (story?.concerns.length ?? 0) > 0;
  const alarming = judgement.record.status === "failed" || judgement.code.status === "failed";
  const doubtful = mind || judgement.headline !== "all-passed";
  return {
    kind: "headline",
    tone: alarming ? "alarm" : doubtful ? "doubt" : "calm",
    text: mind ? w.concerns : headlines[judgement.headline],
    note: w.by(beijing(askedAt)),
  };
}

function pack({ receipt: { label }, story, url }: ExhibitFacts): readonly Block[] {
  const packing = story?.timeline.find(({ step }) => step.kind === "packing")?.step;
  const bestBefore = packing?.kind === "packing" ? packing.bestBefore : "";
  return [
    heading(w.pack.h),
    ...(story
      ? [
          row(w.pack.product, story.product.zh),
          row(w.pack.net, `${story.unitGrams} g`),
          row(w.pack.origin, w.list(story.towns.map(({ zh }) => zh))),
          row(w.pack.harvested, story.harvestedOn),
          row(w.pack.packed, [story.packedOn, story.packer.zh].filter(Boolean).join(w.comma)),
          row(w.pack.bestBefore, bestBefore),
        ].filter((one) => one.kind !== "row" || one.text !== "")
      : [text(w.pack.hidden)]),
    row(w.pack.batch, label.batch),
    row(w.pack.code, groupSerial(label.serial)),
    row(w.pack.url, url),
  ];
}

function verdicts({ answered: { judgement }, story }: ExhibitFacts): readonly Block[] {
  const one = (name: "record" | "code" | "pack"): Block => {
    const { status, code, facts }: Verdict = judgement[name];
    const { names, limits } = w.verdicts;
    return {
      ...{ kind: "verdict", name: names[name], status, state: statuses[status] },
      ...{ text: found[code](facts), limit: limits[name] },
    };
  };
  return [
    heading(w.verdicts.h),
    ...[one("record"), one("code"), one("pack")],
    ...(story?.concerns ?? []).map((concern): Block => ({ kind: "alarm", text: w.verdicts.mind + mind(concern) })),
  ];
}

function mind(one: Concern): string {
  const zh = (names: readonly { readonly zh: string }[]) => w.list(names.map((name) => name.zh));
  switch (one.kind) {
    case "over":
    case "under":
      return w.concern[one.kind](one.name.zh, `${one.value ?? "—"} ${one.unit}`, one.limit);
    case "interval":
      return w.concern.interval(zh(one.plots), one.intervalDays, one.daysToHarvest);
    case "interval-unknown":
      return w.concern["interval-unknown"](zh(one.plots));
    case "withdrawn":
    case "untested":
      return w.concern[one.kind](zh(one.names));
  }
}

function certificates({ answered: { judgement }, story }: ExhibitFacts): readonly Block[] {
  const of = ({ certificate, atPacking, now }: CertificateJudgement): readonly Block[] => {
    const told = story?.certificates.find((one) => one.certificate === certificate);
    const t = w.certificates;
    const since = now.state === "in-force" || now.state === "unknown" || now.since === 0 ? "" : beijingDay(now.since);
    return [
      row(t.name, [told?.title.zh, certificate].filter(Boolean).join(w.comma)),
      ...(told ? [row(t.body, told.body.zh), row(t.valid, `${told.validFrom} 至 ${told.validTo}`)] : []),
      row(t.packed(beijingDay(atPacking.at)), states[atPacking.state]),
      row(t.now, t.state(states[now.state], since, now.reason)),
    ];
  };
  const all = judgement.certificates;
  return [heading(w.certificates.h), ...(all.length === 0 ? [text(w.certificates.none)] : all.flatMap(of))];
}

function recall({ receipt: { code, askedAt }, policy, answered }: ExhibitFacts): readonly Block[] {
  if (code.code !== "recalled") {
    const asked = answered.judgement.checks.find(({ name }) => name === "batch-recall")?.status === "passed";
    return [heading(w.recall.h), text(asked ? w.recall.none(beijing(askedAt)) : w.recall.unknown)];
  }
  return [
    heading(w.recall.h),
    row(w.recall.batch, code.batch ?? ""),
    row(w.recall.at, code.at ? beijingDay(code.at) : ""),
    row(w.recall.reason, code.reason ?? ""),
    ...(policy.brand.recallLine ? [row(w.recall.line, policy.brand.recallLine)] : []),
  ];
}

function complaint({ complaint: one }: ExhibitFacts): readonly Block[] {
  const t = w.complaint;
  if (!one) return [heading(t.h), text(t.none)];
  const { acknowledged, answers } = one;
  return [
    heading(t.h),
    row(t.number, one.complaint),
    row(t.kind, complaintKinds[one.kind]),
    row(t.received, time(one.receivedAt)),
    row(t.acknowledged, acknowledged ? t.line(time(acknowledged.at), acknowledged.index + 1) : t.waiting),
    ...(answers.length === 0 ? [row(t.answered, t.waiting)] : []),
    ...answers.flatMap(({ at, index, outcome, answer }) => [
      row(t.answered, t.line(time(at), index + 1)),
      row("", t.said(outcomes[outcome] ?? outcome, answer)),
    ]),
    { kind: "note", text: one.batch ? t.sealed : t.noBatch },
  ];
}

function signed({ receipt: { askedAt, evidence, head, anchor, block }, policy }: ExhibitFacts): readonly Block[] {
  const t = w.receipt;
  return [
    heading(t.h),
    text(t.attests),
    text(t.not),
    row(t.asked, beijing(askedAt)),
    row(t.evidence, evidence),
    row(t.log, policy.log.origin),
    row(t.head, t.headOf(head.size, head.root)),
    row(t.anchor, anchor ? t.anchorOf(anchor.index, anchor.size, beijing(anchor.time)) : t.noAnchor),
    row(t.block, block ? t.blockOf(block.chainId, block.number, block.hash) : t.noBlock),
  ];
}

function elsewhere({ policy: { log, chain }, files }: ExhibitFacts): readonly Block[] {
  const t = w.elsewhere;
  return [
    heading(t.h),
    text(t.signed),
    text(t.attached(files.attached)),
    text(t.command),
    { kind: "code", text: t.line(files.pdf) },
    text(t.policy),
    { kind: "code", text: log.vkey },
    text(t.contract(chain.chainId, chain.contracts.LogAnchor)),
    { kind: "code", text: log.id },
  ];
}
