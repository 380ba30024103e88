import href from "./facts/facts.css?url";
import { addIcons } from "./icon.tsx";
import { icons } from "./icons.ts";
import { styleSheet } from "./style-sheet.ts";

/** The second chunk: the facts below the verdict and what opens behind a seal, with a style sheet of their own. */
export { Dock } from "./dock.tsx";
export { draw } from "./draw.ts";
export { Foot } from "./foot.tsx";
export { Plain } from "./plain.tsx";
export { reasonFor } from "./reason.ts";
export { settle } from "./settle.ts";
export { Sheet } from "./sheet.tsx";
export { told } from "./told.ts";
export { Under } from "./under.tsx";
export { Wrong } from "./wrong.tsx";

addIcons(icons);

/** Resolves when the style sheet is there, or will not be. */
export const styled = styleSheet(href);
