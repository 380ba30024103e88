import type { SceneCaptured } from "../statement/scene-captured.ts";
import { entry, type Step } from "./task.ts";

export const captureScene = (captured: Omit<SceneCaptured, "type">): readonly Step[] => [
  entry({ type: "liangji:SceneCaptured", ...captured }),
];
