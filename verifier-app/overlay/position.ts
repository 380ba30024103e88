import type { Degrees } from "#core/place/great-circle.ts";

export type Here = { readonly at: Degrees; readonly accuracyMetres: number };

/** Where the phone is, as it moves; it is kept nowhere and sent to nobody. `none` when it will not say. Stop by calling what it returns. */
export function followPosition(tell: (here: Here) => void, none: () => void): () => void {
  const { geolocation } = navigator;
  if (!geolocation) {
    none();
    return () => {};
  }
  const watching = geolocation.watchPosition(
    ({ coords: { latitude, longitude, accuracy } }) =>
      tell({ at: [latitude, longitude], accuracyMetres: Math.ceil(accuracy) }),
    none,
    { enableHighAccuracy: true, maximumAge: 10_000, timeout: 30_000 },
  );
  return () => geolocation.clearWatch(watching);
}
