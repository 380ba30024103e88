import type { Router } from "express";
import { bundle } from "#core/evidence/bundle.ts";
import { policy } from "#core/evidence/policy.ts";
import type { LabelId } from "#core/label/url.ts";
import type { Context } from "../../context.ts";
import { assembleEvidence } from "../../evidence/assemble.ts";
import { labelParams } from "../paths.ts";
import { type RouteSpec, route } from "../route.ts";

/** What came ahead of a page is what the page's checker then asks for. */
const JUST_FETCHED = { "cache-control": "max-age=5" };

/** With the block a phone asks its nodes in one round trip; it believes them, not us, that it is the newest. */
export const evidenceOf = async (context: Context, label: LabelId) => ({
  status: 200,
  body: await assembleEvidence(context, label),
  headers: { "chain-block": String(context.index.newest), ...JUST_FETCHED },
});

export function evidenceRoutes(router: Router, specs: RouteSpec[], context: Context): void {
  route(
    router,
    specs,
    {
      method: "get",
      path: "/evidence/p/{product}/b/{batch}/s/{serial}",
      summary: "Everything needed to check one label",
      params: labelParams,
      answers: { 200: { json: bundle } },
    },
    async ({ params }) => evidenceOf(context, params),
  );
  route(
    router,
    specs,
    {
      method: "get",
      path: "/policy.json",
      summary: "Whom this brand's readers may trust",
      answers: { 200: { json: policy } },
    },
    () => ({ status: 200, body: context.policy, headers: JUST_FETCHED }),
  );
}
