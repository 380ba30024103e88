import { styleSheet } from "../style-sheet.ts";
import href from "./place.css?url";

/** What is loaded on a tap. It draws no nodes, so that it shares no module with the chunks that do. */
export { windOf, wrap } from "#core/place/facing.ts";
export { dragged, drawLook, follow, keyed, type Look, START } from "./looking.ts";
export { type Panorama, panoramaOn } from "./panorama.ts";
export { enterVr, vrOffered } from "./vr.ts";

/** Resolves when the style sheet is there, or will not be. */
export const styled = styleSheet(href);
