import type { Router } from "express";
import * as z from "zod/mini";
import { base64 } from "#core/bytes.ts";
import { provinces } from "#core/label/provinces.ts";
import type { Redemptions } from "#core/label/redemption.ts";
import type { Context } from "../../context.ts";
import { disown, redeem } from "../../labels/redeem.ts";
import { type RouteSpec, route } from "../route.ts";

const part = z.string().check(z.maxLength(100));
const attempt = {
  product: part,
  batch: part,
  serial: part,
  code: z.string().check(z.maxLength(13)),
  token: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
};
const province = z.enum(["", ...Object.keys(provinces)]);
const seen = z.object({
  first: z.object({ at: z.int(), province: z.string() }),
  checks: z.int(),
  disowned: z.int(),
});
const redeemed = z.extend(seen, {
  state: z.enum(["first", "again"]),
  salt: z.string(),
  index: z.int(),
  count: z.int(),
  root: z.string(),
  proof: z.array(z.string()),
  receipt: z.optional(z.string()),
});

const seenOf = ({ first, checks, disowned }: Redemptions) => ({
  first: { at: first?.at ?? 0, province: first?.province ?? "" },
  checks,
  disowned,
});

export function redemptionRoutes(router: Router, specs: RouteSpec[], context: Context): void {
  route(
    router,
    specs,
    {
      method: "post",
      path: "/redemptions",
      summary: "Check the code under a label's scratch layer: whether it is right, and whether anybody did so before",
      body: z.strictObject({ ...attempt, province }),
      answers: { 200: { json: redeemed } },
    },
    async ({ body }) => {
      const { label, state, redemptions, salt, proof, receipt } = await redeem(context, body);
      return {
        status: 200,
        body: {
          ...seenOf(redemptions),
          ...{ state, salt: base64(salt), proof: proof.map(base64), root: label.mint.hiddenRoot },
          ...{ index: label.place.index, count: label.mint.count },
          ...(receipt && { receipt }),
        },
      };
    },
  );
  route(
    router,
    specs,
    {
      method: "post",
      path: "/redemptions/not-me",
      summary: "Say that the code was entered before, by somebody else",
      body: z.strictObject(attempt),
      answers: { 200: { json: seen } },
    },
    async ({ body }) => ({ status: 200, body: seenOf(await disown(context, body)) }),
  );
}
