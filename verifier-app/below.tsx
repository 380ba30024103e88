import href from "./facts/facts.css?url";

/** The second chunk: the facts below the verdict and what opens behind a seal, with a style sheet of their own. */
export { Facts } from "./facts/facts.tsx";
export { keepForOffline } from "./keep.ts";
export { reasonFor } from "./reason.ts";
export { Sheet } from "./sheet.tsx";
export { Wrong } from "./wrong.tsx";

/** Resolves when the style sheet is there, or will not be. */
export const styled = new Promise<void>((done) => {
  const link = document.createElement("link");
  Object.assign(link, { rel: "stylesheet", href, onload: () => done(), onerror: () => done() });
  document.head.append(link);
});
