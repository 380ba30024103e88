import { Overlay } from "../overlay/overlay.tsx";
import type { SectionProps } from "./facts.tsx";
import { OnTap } from "./on-tap.tsx";

/** 在镜头里看: the label with its origin card, and the way to its plots. */
export const ThroughCamera = ({ scene, story, words, facts: { origin } }: SectionProps) => (
  <OnTap name={origin.camera} missing={origin.partMissing} words={words} load={() => import("../overlay/tools.ts")}>
    {(tools) => <Overlay tools={tools} scene={scene} story={story} words={words} />}
  </OnTap>
);
