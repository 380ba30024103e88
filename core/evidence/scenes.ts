import { isInside, metresToEdge } from "../place/outline.ts";
import type { Attachment } from "../statement/attachment.ts";
import { utcSeconds } from "../statement/clock.ts";
import type { SceneCaptured } from "../statement/scene-captured.ts";
import type { PlotSurveyed } from "../statement/survey.ts";
import type { Bundle } from "./bundle.ts";
import type { StoryPlot } from "./story.ts";

type Names = { readonly zh: string; readonly en: string };
/** What keeps a scene from being evidence of the place; none = it is. */
export type Doubt = "drawing" | "no-position" | "outside";
export type StoryScene = {
  readonly plot: PlotSurveyed;
  readonly picture: Attachment;
  readonly headingDegrees: number;
  readonly description: Names;
  /** Seconds since 1970. */
  readonly takenAt: number;
  /** Whoever signed it, as its id; the page knows the names. */
  readonly actor: string;
  readonly doubt?: Doubt;
  readonly holder: Names;
  /** Whether it was taken within the plot's outline; false too when it does not say where. */
  readonly within: boolean;
  /** From the place of the picture to the plot's edge, whole metres. */
  readonly metresToEdge?: number;
};

/**
 * Scenes of the plots that the leaf came from, one a plot, the newest. Call it only when the record holds. A scene shows the place when it
 * is a photograph taken within the plot's outline; every other one is an illustration and is called so.
 */
export function scenesOf({ entries }: Pick<Bundle, "entries">, plots: readonly StoryPlot[]): readonly StoryScene[] {
  return plots.flatMap(({ survey, holder }) => {
    const newest = entries
      .flatMap(({ index, entry: { statement, actor } }) =>
        statement.type === "liangji:SceneCaptured" && statement.plot === survey.plot
          ? [{ index, statement, actor }]
          : [],
      )
      .sort((a, b) => b.index - a.index)[0];
    return newest ? [sceneOf(newest.statement, newest.actor, survey, holder)] : [];
  });
}

function sceneOf(statement: SceneCaptured, actor: string, plot: PlotSurveyed, holder: Names): StoryScene {
  const { picture, headingDegrees, description, position, occurredAt } = statement;
  const within = position !== undefined && isInside(plot.outline, position);
  const doubt = doubtOf(statement, within);
  return {
    plot,
    picture,
    headingDegrees,
    description,
    takenAt: utcSeconds(occurredAt),
    actor,
    holder,
    within,
    ...(doubt && { doubt }),
    ...(position && { metresToEdge: Math.round(metresToEdge(plot.outline, position)) }),
  };
}

function doubtOf({ medium, position }: SceneCaptured, within: boolean): Doubt | undefined {
  if (medium === "drawing") return "drawing";
  if (!position) return "no-position";
  return within ? undefined : "outside";
}
