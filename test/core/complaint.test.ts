import { createDecipheriv, createECDH, hkdfSync, randomBytes, webcrypto } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { base64url, fromBase64url, utf8 } from "#core/bytes.ts";
import { paceOf } from "#core/complaint/clock.ts";
import { complaint } from "#core/complaint/message.ts";
import { type Sealer, seal, sealed, unseal } from "#core/complaint/seal.ts";
import type { ComplaintRecord } from "#core/statement/complaint.ts";
import { ground } from "../backend/ground.ts";
import { refused } from "./refused.ts";

const subtle = webcrypto.subtle as unknown as Sealer;
const ORIGIN = "log.test.example/2026";

async function pair() {
  const made = await webcrypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
  return {
    privateKey: made.privateKey,
    publicKey: new Uint8Array(await webcrypto.subtle.exportKey("raw", made.publicKey)),
  };
}
const once = async () => ({ ...(await pair()), iv: new Uint8Array(randomBytes(12)) });
const toOf = (publicKey: Uint8Array) => ({ key: base64url(new Uint8Array(32)), publicKey });
const opens = (own: Awaited<ReturnType<typeof pair>>, message: Parameters<typeof unseal>[3], origin = ORIGIN) =>
  unseal(subtle, origin, own, message).then(
    (bytes) => Buffer.from(bytes).toString("utf8"),
    () => "shut",
  );

describe("a sealed complaint", () => {
  it("is opened by the key it was written to, whatever the text, and by no other", async () => {
    const [operator, stranger] = await Promise.all([pair(), pair()]);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 300 }), async (text) => {
        const message = await seal(subtle, ORIGIN, toOf(operator.publicKey), await once(), text);
        expect(sealed.safeParse(message).success).toBe(true);
        expect(await opens(operator, message)).toBe(text);
        expect(await opens(stranger, message)).toBe("shut");
        expect(await opens(operator, message, "log.other.example/2026")).toBe("shut");
      }),
      { numRuns: 30 },
    );
  });

  it("stays shut with any one bit changed", async () => {
    const operator = await pair();
    const message = await seal(subtle, ORIGIN, toOf(operator.publicKey), await once(), "电话 138");
    for (const part of ["iv", "ciphertext", "ephemeral"] as const) {
      const bytes = fromBase64url(message[part]);
      for (let bit = 0; bit < bytes.length * 8; bit += 7) {
        const changed = bytes.slice();
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(await opens(operator, { ...message, [part]: base64url(changed) })).toBe("shut");
      }
    }
  });

  it("is what RFC 5869 and AES-256-GCM give, worked out with another library", async () => {
    const operator = createECDH("prime256v1");
    const theirs = operator.generateKeys();
    const fresh = { ...(await pair()), iv: new Uint8Array(12).fill(7) };
    const message = await seal(subtle, ORIGIN, toOf(Uint8Array.from(theirs)), fresh, "茶");
    const agreed = operator.computeSecret(Buffer.from(fresh.publicKey));
    const salt = Buffer.concat([fresh.publicKey, theirs]);
    const key = hkdfSync("sha256", agreed, salt, utf8(`liangji-complaint/v1\n${ORIGIN}\n`), 32);
    const bytes = Buffer.from(fromBase64url(message.ciphertext));
    const open = createDecipheriv("aes-256-gcm", Buffer.from(key), fresh.iv);
    open.setAuthTag(bytes.subarray(-16));
    expect(Buffer.concat([open.update(bytes.subarray(0, -16)), open.final()]).toString("utf8")).toBe("茶");
  });

  it("may be as large as a small photo and no larger", () => {
    const of = (length: number) =>
      complaint.safeParse({
        kind: "label",
        sealed: {
          to: base64url(new Uint8Array(32)),
          ephemeral: `BA${"A".repeat(85)}`,
          iv: "A".repeat(16),
          ciphertext: "A".repeat(length),
        },
      }).success;
    expect([of(22), of(800_000), of(800_001), of(21)]).toEqual([true, true, false, false]);
  });
});

it("how fast complaints are answered is what counting by hand gives", () => {
  const one = fc.record({ receivedAt: fc.nat(1000), answeredAt: fc.option(fc.integer({ min: 1000, max: 5000 })) });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 40 }), (some) => {
      const list = some.map(({ receivedAt, answeredAt }) => ({ receivedAt, answeredAt: answeredAt ?? undefined }));
      const pace = paceOf(list, 9000);
      const times = list.flatMap(({ receivedAt, answeredAt }) => (answeredAt ? [answeredAt - receivedAt] : []));
      expect([pace.received, pace.answered]).toEqual([list.length, times.length]);
      if (pace.medianSeconds !== undefined) {
        const { medianSeconds } = pace;
        expect(times).toContain(medianSeconds);
        expect(times.filter((time) => time <= medianSeconds).length).toBeGreaterThanOrEqual(times.length / 2);
        expect(times.filter((time) => time < medianSeconds).length).toBeLessThanOrEqual(times.length / 2);
      } else expect(times).toEqual([]);
      const waits = list
        .filter(({ answeredAt }) => answeredAt === undefined)
        .map(({ receivedAt }) => 9000 - receivedAt);
      expect(pace.longestWaitSeconds).toBe(waits.length > 0 ? Math.max(...waits) : undefined);
    }),
  );
});

it("a complaint is acknowledged once, answered only after that, and both by the operator", () => {
  const g = ground();
  const occurredAt = "2026-03-24T10:00:00+08:00";
  const received: ComplaintRecord = {
    type: "liangji:ComplaintReceived",
    occurredAt,
    complaint: "123456789",
    kind: "quality",
    receivedAt: occurredAt,
    sealed: "ab".repeat(32),
  };
  const answered: ComplaintRecord = {
    type: "liangji:ComplaintAnswered",
    occurredAt,
    complaint: "123456789",
    outcome: "replaced",
    answer: "已换",
  };
  const said = (by: "operator" | "packer", statement: ComplaintRecord) =>
    refused(() => g.decide([g.sign(g.people[by], statement)]));
  expect(said("packer", received)).toBe("role-missing");
  expect(said("operator", answered)).toBe("complaint-not-received");
  g.add(g.sign(g.people.operator, received));
  expect(said("operator", { ...received, kind: "label" })).toBe("complaint-received");
  expect(said("packer", answered)).toBe("role-missing");
  g.add(g.sign(g.people.operator, answered));
  g.add(g.sign(g.people.operator, { ...answered, outcome: "refunded" }));
  expect(said("operator", { ...answered, outcome: "replaced", answer: "又换" })).toBe("accepted");
  expect(g.changedAgain()).toEqual([]);
  expect(said("operator", { ...answered, answer: "" })).toBe("field-invalid");
});
