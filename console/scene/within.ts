import { isInside, type Position } from "#core/place/outline.ts";
import type { PlotSurveyed } from "#core/statement/survey.ts";

/** The rule by which readers call a scene the place or an illustration (core/evidence/scenes.ts). */
export const isWithin = ({ outline }: PlotSurveyed, position: Position): boolean => isInside(outline, position);
