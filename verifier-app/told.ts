import { parseBundle } from "#core/evidence/parse.ts";
import { tellStory } from "#core/evidence/tell.ts";
import { judgeMalformed } from "#core/evidence/verify-bundle.ts";
import { withScans } from "./scans/turned.ts";
import type { Scene } from "./scene.ts";
import { shownOf } from "./shown.ts";
import { sha256 } from "./small-sha256.ts";
import { withTap } from "./tags/turned.ts";

/**
 * The scene with all that its evidence tells. Before more is told than the verdict read, the whole form is looked at: evidence that is
 * malformed where no check reads turns the verdict.
 */
export const told = (scene: Scene): Scene => withTap(withScans(toldStory(scene)));

function toldStory(scene: Scene): Scene {
  const { source, proof, judgement, story } = scene;
  if (!source || proof === undefined || !judgement.summary || story) return scene;
  const { policy, chain } = source;
  try {
    const view = "unavailable" in chain ? undefined : chain;
    return { ...scene, story: tellStory(parseBundle(JSON.parse(proof)), policy, view, sha256) };
  } catch (error) {
    return { ...scene, judgement: shownOf(judgeMalformed(error, chain)) };
  }
}
