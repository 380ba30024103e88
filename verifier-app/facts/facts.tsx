import type { ComponentType } from "preact";
import type { Story } from "#core/evidence/story.ts";
import { concernsIn } from "../concerns.ts";
import { Scans } from "../scans/section.tsx";
import type { Scene } from "../scene.ts";
import { Tag } from "../tags/section.tsx";
import { tappedFor } from "../tags/tap.ts";
import { factsWordsFor } from "../words/facts.ts";
import type { FactsWords } from "../words/facts-zh.ts";
import type { Words } from "../words/zh.ts";
import { Certificates } from "./certificates.tsx";
import { Claims } from "./claims.tsx";
import { Commitments } from "./commitments.tsx";
import { Hidden } from "./hidden.tsx";
import { History } from "./history.tsx";
import { Mass } from "./mass.tsx";
import { Origin } from "./origin.tsx";
import { Recognitions } from "./recognitions.tsx";
import { Tests } from "./tests.tsx";

export type FactsProps = { readonly scene: Scene; readonly story: Story; readonly words: Words };
export type SectionProps = FactsProps & { readonly facts: FactsWords };

const order: readonly ComponentType<SectionProps>[] = [
  Origin,
  History,
  Tests,
  Certificates,
  Commitments,
  Recognitions,
  Mass,
  Claims,
  Hidden,
  Tag,
  Scans,
];

/** The section that explains the verdict moves to the top. */
function orderFor({ scene: { judgement, label }, story, words }: FactsProps): readonly ComponentType<SectionProps>[] {
  const certificateExplains = judgement.certificates.some(
    ({ now }) => now.state !== "in-force" && now.state !== "unknown",
  );
  const about = ["all-passed", "picked-early"].includes(judgement.headline)
    ? concernsIn(story, words)[0]?.about
    : undefined;
  const first = tappedFor(label)
    ? Tag
    : certificateExplains
      ? Certificates
      : judgement.code.code === "copied-likely"
        ? Scans
        : about === "tests"
          ? Tests
          : about === "history"
            ? History
            : undefined;
  return first ? [first, ...order.filter((section) => section !== first)] : order;
}

export function Facts(props: FactsProps) {
  const facts = factsWordsFor(props.words);
  return (
    <>
      {orderFor(props).map((Section, at) => (
        <Section key={at} {...props} facts={facts} />
      ))}
    </>
  );
}
