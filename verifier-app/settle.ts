import { makeInstallable } from "./installable.ts";
import { keepForOffline } from "./keep.ts";
import { storedLanguage } from "./language.ts";
import { countOnce } from "./scans/count.ts";
import type { Scene } from "./scene.ts";
import { tapOnce } from "./tags/tap.ts";

/**
 * Once the verdict stands: counts the scan, asks about a tag that was tapped, keeps the page, and lets it be installed. `redraw` when there is
 * more to show.
 */
export async function settle(scene: Scene | undefined, redraw: () => void): Promise<void> {
  const asked = scene ? [countOnce(scene), tapOnce(scene)] : [];
  makeInstallable(storedLanguage());
  const kept = keepForOffline();
  for (const answered of asked) if (await answered) redraw();
  await kept;
}
