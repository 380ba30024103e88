import type { Router } from "express";
import * as z from "zod/mini";
import { MOST_TAGS } from "#core/statement/tag.ts";
import { boundForm } from "#core/tag/bound.ts";
import type { Context } from "../../context.ts";
import { bindTags } from "../../tags/bind.ts";
import { readTag } from "../../tags/tap.ts";
import { type RouteSpec, route } from "../route.ts";

const short = (most: number) => z.string().check(z.maxLength(most));
const pair = z.strictObject({ serial: short(13), uid: short(14) });
const binding = z.strictObject({
  entry: z.unknown(),
  pairs: z.array(pair).check(z.minLength(1), z.maxLength(MOST_TAGS)),
});
const tapped = z.strictObject({
  ...{ product: short(48), batch: short(48), serial: short(13) },
  tap: z.strictObject({ picc_data: short(32), enc: z.optional(short(32)), cmac: short(16) }),
  token: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  size: z.int().check(z.minimum(1), z.maximum(Number.MAX_SAFE_INTEGER)),
});
const answer = z.object({
  state: z.enum(["now", "again", "old"]),
  loop: z.enum(["closed", "open", "unclear", "none"]),
  accepted: z.int(),
  firstAt: z.optional(z.int()),
  openedAt: z.optional(z.int()),
  uid: z.string(),
  bound: z.optional(boundForm),
});

export function tagRoutes(router: Router, specs: RouteSpec[], context: Context): void {
  route(
    router,
    specs,
    {
      method: "post",
      path: "/tags",
      summary:
        "Record which seal tags are on which labels: the packer's signed entry, and the pairs that it commits to",
      body: binding,
      answers: { 201: { json: z.object({ index: z.int() }) } },
    },
    async ({ body }) => ({ status: 201, body: { index: (await bindTags(context, body.entry, body.pairs)).index } }),
  );
  route(
    router,
    specs,
    {
      method: "post",
      path: "/taps",
      summary: "Check what a seal tag added to its label's address, and what is known of earlier taps",
      body: tapped,
      answers: { 200: { json: answer } },
    },
    async ({ body }) => {
      const { taps, ...told } = await readTag(context, body);
      const { accepted, firstAt, openedAt } = taps;
      return { status: 200, body: { ...told, accepted, firstAt, openedAt } };
    },
  );
}
