import type { Story } from "#core/evidence/story.ts";
import type { Judgement } from "#core/evidence/verdict.ts";
import { judgements, overLimit, story } from "./scenes.ts";

const HOSTILE = `<img src=x onerror="globalThis.broken=1"><script>globalThis.broken=1</script>`;
const names = { zh: HOSTILE, en: HOSTILE };
const hostileStory: Story = {
  ...story,
  product: names,
  packer: names,
  towns: [names],
  timeline: story.timeline.map((item) => ({ ...item, actor: names })),
  claims: [{ title: names, grade: "self-declared", source: "javascript:globalThis.broken=1" }],
  plots: story.plots.map((one) => ({ ...one, survey: { ...one.survey, name: names } })),
};
/** Every name in it is markup that must stay text. */
export const hostile: Judgement = { ...judgements.valid, summary: hostileStory };
/** What the evidence of a state tells, where it is not `story`. */
export const stories: Readonly<Record<string, Story>> = { overLimit, hostile: hostileStory };
