import type { Router } from "express";
import * as z from "zod/mini";
import { scanRules } from "#core/scan/rules.ts";
import type { Context } from "../../context.ts";
import { caseView, endView, listCases, reasonView } from "../../scans/cases.ts";
import { cellOf } from "../../scans/place.ts";
import { labelParams } from "../paths.ts";
import { type RouteSpec, route } from "../route.ts";

const whole = z.int().check(z.minimum(0));
const counted = z.object({
  scans: whole,
  /** Whole hours since 1970. */
  firstHour: z.optional(whole),
  /** Of the kept scans, the most scanned first, twelve at most. */
  places: z.array(z.object({ cell: z.string(), scans: whole, lastHour: whole })),
  state: z.enum(["ordinary", "copied-likely"]),
  reasons: z.array(reasonView),
  case: z.optional(z.object({ case: z.string(), openedAt: whole, closed: z.optional(endView) })),
});

/** Scans as the service counts them. They are its word alone: no log holds them, and evidence does not. */
export function scanRoutes(router: Router, specs: RouteSpec[], context: Context): void {
  route(
    router,
    specs,
    {
      method: "post",
      path: "/scans",
      summary: "A label was scanned: counts it, and says what its scans look like",
      body: z.strictObject(labelParams.shape),
      answers: { 200: { json: counted } },
    },
    async ({ body, req }) => ({
      status: 200,
      body: await context.scans.count(body, {
        address: req.ip ?? "",
        cell: cellOf(req, context.placeHeaders),
      }),
    }),
  );
  route(
    router,
    specs,
    {
      method: "get",
      path: "/scan-rules",
      summary: "The numbers by which scans look like those of copies",
      answers: { 200: { json: z.object({ rules: z.unknown() }) } },
    },
    () => ({ status: 200, body: { rules: scanRules } }),
  );
  route(
    router,
    specs,
    {
      method: "get",
      path: "/scan-cases",
      summary: "Codes whose scans looked like those of copies, the newest first, and how each case ended",
      answers: { 200: { json: z.object({ cases: z.array(caseView), more: z.boolean() }) } },
    },
    async () => ({ status: 200, body: await listCases(context.store, context.ledger) }),
  );
}
