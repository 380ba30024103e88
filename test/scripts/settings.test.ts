import { expect, it } from "vitest";
import { CannotStart, settingsFrom } from "#scripts/settings.ts";

const key = (digit: string) => `0x${digit.repeat(64)}`;
function said(env: Record<string, string>): string {
  try {
    settingsFrom(env);
    return "starts";
  } catch (error) {
    if (error instanceof CannotStart) return error.message;
    throw error;
  }
}

it("anchoring is set by age, by number, by heartbeat and by who pays", () => {
  expect(settingsFrom({})).toMatchObject({ anchorSeconds: 10, anchorEntries: 10_000, heartbeatSeconds: 1200 });
  expect(settingsFrom({})).not.toHaveProperty("relayerKeys");
  expect(
    settingsFrom({
      ANCHOR_SECONDS: "600",
      ANCHOR_ENTRIES: "1",
      HEARTBEAT_SECONDS: "10",
      RELAYER_KEYS: `${key("a")}, ${key("B")}`,
    }),
  ).toMatchObject({
    anchorSeconds: 600,
    anchorEntries: 1,
    heartbeatSeconds: 10,
    relayerKeys: [key("a"), key("b")],
  });
});

it.each(["ANCHOR_SECONDS", "ANCHOR_ENTRIES", "HEARTBEAT_SECONDS", "CONFIRMATIONS"])(
  "refuses a %s out of bounds in one sentence that names it",
  (name) => {
    for (const text of ["-1", "1.5", "1e3", "0x10", "1000000", " 1", "ten"]) {
      expect(said({ [name]: text })).toMatch(new RegExp(`^${name} .*“${text}”。 ${name} .*"${text}"\\.$`));
    }
  },
);

it("refuses relayer keys that are none, twice the same, or too many", () => {
  const many = Array.from({ length: 17 }, (_, n) => `0x${String(n + 1).padStart(64, "0")}`);
  for (const keys of [key("a").slice(2), key("g"), `${key("a")},`, `${key("a")},${key("A")}`, many.join()])
    expect(said({ RELAYER_KEYS: keys })).toMatch(/RELAYER_KEYS must be 1 to 16 different private keys/);
  expect(said({ RELAYER_KEYS: many.slice(1).join() })).toBe("starts");
});

it("reads where the proxy says places, and refuses what are not two headers", () => {
  expect(settingsFrom({})).not.toHaveProperty("placeHeaders");
  expect(settingsFrom({ SCAN_PLACE_HEADERS: "CF-IPLatitude,CF-IPLongitude" }).placeHeaders).toEqual({
    latitude: "cf-iplatitude",
    longitude: "cf-iplongitude",
  });
  for (const text of ["x-latitude", "x,x", "a, b", "a,b,c", "x y,z"])
    expect(said({ SCAN_PLACE_HEADERS: text })).toContain("SCAN_PLACE_HEADERS");
});
