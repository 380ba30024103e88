import { expect, it } from "vitest";
import { verifyBundle } from "#core/evidence/verify-bundle.ts";
import { crypto } from "#test/core/person.ts";
import { world } from "#test/core/world.ts";
import type { Scene } from "../../verifier-app/scene.ts";
import { told } from "../../verifier-app/told.ts";

const { bundle, policy, view, now } = world();
const sceneOf = async (proof: string): Promise<Scene> => ({
  judgement: await verifyBundle(bundle, policy, now, view, crypto),
  sample: true,
  checkedAt: now,
  source: { bundle, policy, chain: view },
  proof,
});

it("tells the whole story of evidence whose verdict stands", async () => {
  const { judgement, story } = told(await sceneOf(JSON.stringify(bundle)));
  expect([judgement.headline, story?.plots.length, story?.claims.length]).toEqual(["all-passed", 1, 1]);
});

it("turns the verdict when something that it did not read is malformed, and tells nothing", async () => {
  const other = structuredClone(bundle) as unknown as { entries: { entry: { statement: Record<string, unknown> } }[] };
  const claim = other.entries.find(({ entry }) => entry.statement.type === "liangji:ClaimMade");
  if (claim) claim.entry.statement.grade = "beyond doubt";
  const { judgement, story } = told(await sceneOf(JSON.stringify(other)));
  expect([judgement.headline, judgement.record.code, judgement.summary, story]).toEqual([
    "record-failed",
    "bundle-malformed",
    undefined,
    undefined,
  ]);
});
