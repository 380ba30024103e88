import { headingOf, wrap } from "#core/place/facing.ts";

/** Degrees clockwise from the north that the phone means, magnetic or true: it does not say which. */
export type Heading = { readonly degrees: number; readonly accuracyDegrees?: number };
type Turned = DeviceOrientationEvent & {
  readonly webkitCompassHeading?: number;
  readonly webkitCompassAccuracy?: number;
};

/** Where the phone points, each time it turns by a degree; one that knows no north tells nothing. Stop by calling what it returns. */
export function followCompass(tell: (heading: Heading) => void): () => void {
  let before: number | undefined;
  const turned = (event: Event) => {
    const heading = headingIn(event as Turned, event.type === "deviceorientationabsolute");
    const degrees = heading && Math.round(heading.degrees) % 360;
    if (degrees === undefined || degrees === before) return;
    before = degrees;
    tell({ ...heading, degrees });
  };
  // Chrome has an event of its own for what counts from north; Safari a property.
  const events = ["deviceorientationabsolute", "deviceorientation"];
  for (const name of events) addEventListener(name, turned);
  return () => {
    for (const name of events) removeEventListener(name, turned);
  };
}

function headingIn(event: Turned, absolute: boolean): Heading | undefined {
  const { alpha, beta, gamma, webkitCompassHeading: compass, webkitCompassAccuracy: accuracy } = event;
  if (beta === null || gamma === null) return undefined;
  const screen = globalThis.screen?.orientation?.angle ?? 0;
  if (compass !== undefined)
    return accuracy === undefined || accuracy < 0
      ? undefined
      : { degrees: headingOf(wrap(-compass), beta, gamma, screen), accuracyDegrees: Math.round(accuracy) };
  return alpha !== null && (absolute || event.absolute)
    ? { degrees: headingOf(alpha, beta, gamma, screen) }
    : undefined;
}
