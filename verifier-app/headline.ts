import { concernsIn } from "./concerns.ts";
import { date } from "./format.ts";
import type { Scene, ShownVerdict } from "./scene.ts";
import type { Rich } from "./words/rich.ts";
import type { Words } from "./words/zh.ts";

export type Tone = "calm" | "alarm" | "doubt";
export type Line = { readonly tone: Tone; readonly h: string; readonly s: Rich };

/** The sentence on top (look §5) for what was judged; `undefined` is before the check has run. */
export function headlineFor(scene: Scene | undefined, words: Words): Line {
  if (!scene) return { tone: "calm", h: words.waiting.h, s: [words.waiting.s] };
  const { judgement } = scene;
  const verb = judgement.summary?.verb;
  switch (judgement.headline) {
    case "picked-early":
    case "all-passed":
      return concernsLine(scene, words) ?? { tone: "calm", h: words.allPassed.h, s: [words.allPassed.s] };
    case "recalled":
      return { tone: "alarm", h: words.recalled.h(verb), s: [recalled(scene, words)] };
    case "record-failed":
      return { tone: "alarm", h: words.recordFailed.h, s: [words.recordFailed.s] };
    case "code-unusable": {
      const { code, facts } = judgement.code;
      return {
        tone: "alarm",
        h: words.unusable.h(code),
        s: [words.unusable.s(words.unusable.why[code]?.(facts) ?? "", verb)],
      };
    }
    case "certificate-not-in-force":
      return certificate(scene, words);
    case "no-conclusion":
      return { tone: "doubt", h: words.noConclusion.h, s: noConclusion(scene, words) };
  }
}

/** The record and the code hold, but what they say is not in order: that comes first. */
function concernsLine({ judgement: { summary, headline } }: Scene, words: Words): Line | undefined {
  const concerns = summary ? concernsIn(summary, words) : [];
  if (concerns.length === 0) return undefined;
  const tone = concerns.some(({ tone }) => tone === "alarm") ? "alarm" : "doubt";
  return {
    tone,
    h: words.concerns.h(concerns.length),
    s: [concerns.map(({ text }) => text).join(""), headline === "all-passed" ? words.concerns.rest : ""],
  };
}

function recalled({ judgement, label }: Scene, words: Words): string {
  const { facts } = judgement.code;
  const gone = judgement.certificates.find(({ now }) => now.state !== "in-force" && now.state !== "unknown");
  const own = facts.batch === undefined || facts.batch === label?.batch;
  return (
    words.recalled.s(facts, own) +
    (gone ? words.recalled.certificate(words.states[gone.now.state], date(gone.now.since)) : "")
  );
}

function certificate({ judgement }: Scene, words: Words): Line {
  const out = judgement.certificates.find(({ now }) => now.state !== "in-force" && now.state !== "unknown");
  if (!out) return { tone: "doubt", h: words.noConclusion.h, s: [] };
  const { now, atPacking } = out;
  const state = words.states[now.state];
  const tone = now.state === "withdrawn" || now.state === "cancelled" ? "alarm" : "doubt";
  const h = words.certificate.h(state);
  if (atPacking.state !== "in-force") return { tone, h, s: [words.certificate.before(words.states[atPacking.state])] };
  const since = date(now.since);
  return {
    tone,
    h,
    s: [now.state === "expired" ? words.certificate.expired(since) : words.certificate.after(since, state, now.reason)],
  };
}

/** What could not be asked; with a proof in hand also how old it is. */
function noConclusion({ judgement, savedAt, checkedAt }: Scene, words: Words): Rich {
  const unknown: ShownVerdict | undefined = [judgement.code, judgement.record].find(
    ({ status }) => status === "unknown",
  );
  const { because, nothing, saved, rest } = words.noConclusion;
  const why = because(unknown?.code ?? "no-evidence", unknown?.facts ?? {});
  if (!judgement.summary) return nothing(why);
  return judgement.code.status === "unknown" && savedAt !== undefined
    ? saved(why, words.duration(Math.max(0, checkedAt - savedAt)))
    : rest(why);
}
