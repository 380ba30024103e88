import { type ComponentChildren, render } from "preact";

/** From here on Preact draws: over what paint.ts drew, whose listeners go, or into an empty place. */
export function draw(what: ComponentChildren, place: Element): void {
  for (const one of place.querySelectorAll("button")) one.onclick = null;
  render(what, place);
}
