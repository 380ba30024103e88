import { expect, it } from "vitest";
import { ground } from "../backend/ground.ts";
import { refused } from "./refused.ts";

it("a scene is taken from the plot's holder and from the operator, from nobody else, and only when the plot is surveyed", () => {
  const g = ground();
  const scene = (by: "grower" | "neighbour" | "operator" | "packer", plot = "plot-1") =>
    refused(() =>
      g.decide([
        g.sign(g.people[by], {
          type: "liangji:SceneCaptured",
          occurredAt: "2026-03-18T07:52:00+08:00",
          plot,
          medium: "photograph",
          picture: { sha256: "ab".repeat(32), bytes: 9, mediaType: "image/jpeg", width: 2, height: 1 },
          headingDegrees: 0,
          description: { zh: "茶", en: "tea" },
        }),
      ]),
    );
  expect(scene("grower")).toBe("accepted");
  expect(scene("operator")).toBe("accepted");
  expect(scene("neighbour")).toBe("not-holder");
  expect(scene("packer")).toBe("role-missing");
  expect(scene("grower", "plot-9")).toBe("plot-unknown");
});
