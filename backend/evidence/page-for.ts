import type { Anchor } from "../chain/history.ts";
import type { Page } from "../log/ask-witness.ts";

type Sized = Pick<Anchor, "size">;

/** Of the anchors, oldest first, those that a page of this size extends. */
export const within = <A extends Sized>(anchors: readonly A[], size: number): readonly A[] =>
  anchors.filter((one) => one.size <= size);

/** The first of these pages that holds every line, and extends an anchor over every line that is anchored at all. */
export function pageFor(
  pages: readonly (Page | undefined)[],
  lines: readonly { readonly index: number }[],
  anchors: readonly Sized[],
): Page | undefined {
  const anchored = anchors.at(-1)?.size ?? 0;
  return pages.find((page) => {
    if (!page) return false;
    const extended = within(anchors, page.size).at(-1)?.size ?? 0;
    return lines.every(({ index }) => index < page.size && (index < extended || index >= anchored));
  });
}
