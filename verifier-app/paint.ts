import type { ComponentChildren, VNode } from "preact";

const SVG = "http://www.w3.org/2000/svg";

/**
 * Draws components without state into an empty place: the first verdict waits for no renderer. Preact, which comes with the second chunk,
 * takes the same elements over and keeps them up to date (below.tsx).
 */
export const paint = (what: ComponentChildren, place: Element): void => place.replaceChildren(...nodesOf(what));

function nodesOf(what: ComponentChildren, space = "http://www.w3.org/1999/xhtml"): Node[] {
  if (what === null || what === undefined || typeof what === "boolean") return [];
  if (Array.isArray(what)) return what.flatMap((one) => nodesOf(one, space));
  if (typeof what !== "object") return [new Text(String(what))];
  const { type, props, ref } = what as VNode<Record<string, unknown>> & { ref?: (element: Element) => void };
  if (typeof type === "function") return nodesOf((type as (props: unknown) => ComponentChildren)(props), space);
  const inside = type === "svg" ? SVG : space;
  const element = document.createElementNS(inside, type);
  for (const [name, value] of Object.entries(props)) {
    if (name === "children" || value === undefined || value === false) continue;
    if (name.startsWith("on")) Object.assign(element, { [name.toLowerCase()]: value });
    else element.setAttribute(name, value === true && !name.includes("-") ? "" : String(value));
  }
  element.append(...nodesOf(props.children as ComponentChildren, inside));
  ref?.(element);
  return [element];
}
