import { hex } from "#core/bytes.ts";
import { captureScene } from "#core/work/scene.ts";
import { sha256 } from "../author.ts";
import type { Calendar } from "./calendar.ts";
import { encodePng, type Raster } from "./png.ts";
import type { Beat } from "./story.ts";

/** 示例: a drawing by our own script, said to be one; the grower holds the pencil where the plot is. */
export function sceneOfGarden(c: Calendar, raster: Raster): Beat {
  const picture = encodePng(raster);
  const [step] = captureScene({
    occurredAt: c.at(57, "07:52"),
    plot: "plot-1",
    medium: "drawing",
    picture: {
      sha256: hex(sha256(picture)),
      bytes: picture.length,
      mediaType: "image/png",
      width: raster.width,
      height: raster.height,
    },
    headingDegrees: 0,
    position: [109450706, 19231400],
    description: {
      zh: "示例画面：四周是一行行齐腰的茶树，东面有两棵棕榈，远处是三层山。",
      en: "Sample view: rows of waist-high tea all around, two palms to the east, three ranges of hills beyond.",
    },
  });
  if (!step) throw new Error("no step");
  return { actor: "tea-garden-1", step, file: picture };
}
