import { Icon } from "./icon.tsx";
import { saveProof } from "./save.ts";
import type { Scene } from "./scene.ts";
import type { Words } from "./words/zh.ts";

export const AUTHORITY = "12315";

/** Two main actions within a thumb's reach. */
export const Dock = ({ scene, words }: { scene: Scene; words: Words }) => (
  <div class="dock">
    <Tell scene={scene} words={words} />
    {scene.proof !== undefined && (
      <button type="button" class="filled" onClick={() => saveProof(scene)}>
        <Icon name="save" />
        {words.save}
      </button>
    )}
  </div>
);

function Tell({ scene: { judgement, recallLine }, words }: { scene: Scene; words: Words }) {
  if (judgement.headline === "recalled" && recallLine)
    return (
      <a class="outlined" href={`tel:${recallLine.replaceAll(" ", "")}`}>
        <Icon name="phone" />
        {words.recallLine}
      </a>
    );
  if (judgement.headline === "record-failed")
    return (
      <a class="outlined" href={`tel:${AUTHORITY}`}>
        <Icon name="flag" />
        {words.authority}
      </a>
    );
  return (
    <a class="outlined" href="#contact">
      <Icon name="flag" />
      {words.report}
    </a>
  );
}
