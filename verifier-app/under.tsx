import { Contact } from "./contact.tsx";
import { Facts } from "./facts/facts.tsx";
import { KeepEvidence } from "./receipt/section.tsx";
import type { Scene } from "./scene.ts";
import { factsWordsFor } from "./words/facts.ts";
import type { Words } from "./words/zh.ts";

/** What stands under the verdict; with a failed record no facts are shown. */
export function Under({ scene, words }: { scene: Scene; words: Words }) {
  const { hidden } = factsWordsFor(words);
  return (
    <>
      {scene.judgement.headline === "record-failed" && (
        <section>
          <h2>{hidden.h}</h2>
          <p>{hidden.s}</p>
        </section>
      )}
      {scene.story && <Facts scene={scene} story={scene.story} words={words} />}
      <KeepEvidence scene={scene} words={words} />
      <Contact scene={scene} words={words} />
    </>
  );
}
