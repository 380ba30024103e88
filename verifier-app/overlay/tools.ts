import { styleSheet } from "../style-sheet.ts";
import href from "./overlay.css?url";

/** What is loaded on a tap. It draws no nodes, so that it shares no component with the chunks that do. */
export { windOf } from "#core/place/facing.ts";
export { typedPlace } from "#core/place/typed.ts";
export { orientationAllowed } from "../place/orientation.ts";
export { openCamera } from "../scan/camera.ts";
export { followCompass } from "./compass.ts";
export { poseOf } from "./pose.ts";
export { followPosition } from "./position.ts";
export { reader } from "./reader.ts";
export { sightOf } from "./sight.ts";
export { track } from "./track.ts";
export { turnTo, wayTo } from "./way.ts";

/** Resolves when the style sheet is there, or will not be. */
export const styled = styleSheet(href);
