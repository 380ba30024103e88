import { keepForOffline } from "./keep.ts";
import { countOnce } from "./scans/count.ts";
import type { Scene } from "./scene.ts";

/** Once the verdict stands: counts the scan, and keeps the page. `redraw` when there is more to show. */
export async function settle(scene: Scene | undefined, redraw: () => void): Promise<void> {
  const counted = scene ? countOnce(scene) : Promise.resolve(false);
  const kept = keepForOffline();
  if (await counted) redraw();
  await kept;
}
