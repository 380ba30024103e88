import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { sha256 } from "../../verifier-app/small-sha256.ts";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

it("gives the machine's own SHA-256 for any bytes", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 300 }),
      (bytes) => hex(sha256(bytes)) === createHash("sha256").update(bytes).digest("hex"),
    ),
    { numRuns: 1000 },
  );
});

it.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 65_535])("pads %i bytes as FIPS 180-4 §5.1.1 says", (length) => {
  const bytes = new Uint8Array(length).fill(0x61);
  expect(hex(sha256(bytes))).toBe(createHash("sha256").update(bytes).digest("hex"));
});
