import type { Router } from "express";
import * as z from "zod/mini";
import { unitEvidence } from "#core/unit/form.ts";
import type { Context } from "../../context.ts";
import { evidenceOf } from "../../units/evidence.ts";
import { knownUnit, unitView, viewOf } from "../../units/view.ts";
import { type RouteSpec, route } from "../route.ts";

const params = z.object({ code: z.string().check(z.maxLength(100)) });

/** Boxes and pallets: what is in them, and the record that says so. */
export function unitRoutes(router: Router, specs: RouteSpec[], context: Context): void {
  route(
    router,
    specs,
    {
      method: "get",
      path: "/units/{code}",
      summary: "What is in a box or on a pallet, with everything needed to check who says so",
      params,
      answers: { 200: { json: z.object({ unit: unitView, evidence: unitEvidence }) } },
    },
    async ({ params: { code } }) => {
      const unit = await knownUnit(context, code);
      const [view, evidence] = await Promise.all([viewOf(context, unit), evidenceOf(context, unit)]);
      return { status: 200, body: { unit: view, evidence } };
    },
  );
}
