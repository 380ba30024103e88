import { expect, it } from "vitest";
import { nobleCrypto } from "#core/noble.ts";
import { event } from "#core/statement/event.ts";
import { harvest } from "#core/work/garden.ts";
import { withPhotos } from "#core/work/photos.ts";

const { sha256 } = nobleCrypto;
const photo = { sha256: "ab".repeat(32), bytes: 1000, mediaType: "image/jpeg" as const, width: 640, height: 480 };
const steps = harvest(sha256, "example.com", {
  batch: "leaf-1",
  product: "fresh-leaf",
  season: 2026,
  time: "2026-03-18T07:40:00+08:00",
  leafStandard: "one-bud-two-leaves",
  plots: [
    { plot: "plot-1", grams: 1000 },
    { plot: "plot-2", grams: 2000 },
  ],
});

it("names the photographs in every event of the work, and changes neither acts nor order", () => {
  const photographed = withPhotos(steps, [photo]);
  expect(photographed.map(({ kind }) => kind)).toEqual(steps.map(({ kind }) => kind));
  expect(photographed.filter(({ kind }) => kind === "act")).toEqual(steps.filter(({ kind }) => kind === "act"));
  const events = photographed.flatMap((step) => (step.kind === "entry" ? [step.statement] : []));
  expect(events).toHaveLength(2);
  for (const one of events) expect(event.parse(one)).toHaveProperty("liangji:photos", [photo]);
});

it("leaves work without photographs as it is, to the byte", () => {
  expect(withPhotos(steps, [])).toBe(steps);
});

it("refuses a fourth photograph and an empty list of them", () => {
  const statement = steps.find((step) => step.kind === "entry")?.statement;
  for (const count of [0, 4])
    expect(event.safeParse({ ...statement, "liangji:photos": Array(count).fill(photo) }).success).toBe(false);
  expect(event.safeParse({ ...statement, "liangji:photos": Array(3).fill(photo) }).success).toBe(true);
});
