import type { Router } from "express";
import * as z from "zod/mini";
import { Refusal } from "#core/refusal.ts";
import { unitAnswer } from "#core/unit/summary.ts";
import type { Context } from "../../context.ts";
import { evidenceOf } from "../../units/evidence.ts";
import { unitBrief, unitsHolding } from "../../units/holding.ts";
import { knownUnit, viewOf } from "../../units/view.ts";
import { wordsForUnit, wordsForUnknownUnit } from "../../units/words.ts";
import { fillPage, readTemplate } from "../page.ts";
import { type RouteSpec, route } from "../route.ts";

const HTML = "text/html; charset=utf-8";
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
      answers: { 200: { json: unitAnswer } },
    },
    async ({ params: { code } }) => {
      const unit = await knownUnit(context, code);
      const [view, evidence] = await Promise.all([viewOf(context, unit), evidenceOf(context, unit)]);
      return { status: 200, body: { unit: view, evidence } };
    },
  );

  route(
    router,
    specs,
    {
      method: "get",
      path: "/units",
      summary: "Boxes that labels of a batch stand in now, and their pallets",
      query: z.object({ batch: z.string().check(z.maxLength(64)) }),
      answers: { 200: { json: z.object({ units: z.array(unitBrief), more: z.boolean() }) } },
    },
    async ({ query: { batch } }) => ({ status: 200, body: await unitsHolding(context, [batch]) }),
  );
  const template = readTemplate(context.verifierDir, "unit/index.html");
  route(
    router,
    specs,
    {
      method: "get",
      path: "/u/{code}",
      summary: "The page that the code of a box or pallet opens",
      params,
      answers: { 200: { type: HTML }, 404: { type: HTML } },
    },
    async ({ params: { code } }) => {
      try {
        return { status: 200, body: fillPage(template, await wordsForUnit(context, code)) };
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== "unit-unknown") throw error;
        return { status: 404, body: fillPage(template, wordsForUnknownUnit(code)) };
      }
    },
  );
}
