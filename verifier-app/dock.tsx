import { Icon } from "./icon.tsx";
import { saveProof } from "./save.ts";
import type { Scene } from "./scene.ts";
import { factsWordsFor } from "./words/facts.ts";
import type { Words } from "./words/zh.ts";

export const AUTHORITY = "12315";

/** Two main actions within a thumb's reach. */
export const Dock = ({ scene, words }: { scene: Scene; words: Words }) => (
  <div class="dock">
    <Tell scene={scene} words={words} />
    {scene.proof !== undefined && (
      <button type="button" class="filled" onClick={() => saveProof(scene)}>
        <Icon name="save" />
        {factsWordsFor(words).dock.save}
      </button>
    )}
  </div>
);

function Tell({ scene: { judgement, recallLine }, words }: { scene: Scene; words: Words }) {
  const { dock } = factsWordsFor(words);
  if (judgement.headline === "recalled" && recallLine)
    return (
      <a class="outlined" href={`tel:${recallLine.replaceAll(" ", "")}`}>
        <Icon name="phone" />
        {dock.recallLine}
      </a>
    );
  if (judgement.headline === "record-failed")
    return (
      <a class="outlined" href={`tel:${AUTHORITY}`}>
        <Icon name="flag" />
        {dock.authority}
      </a>
    );
  return (
    <a class="outlined" href="#contact">
      <Icon name="flag" />
      {dock.report}
    </a>
  );
}
