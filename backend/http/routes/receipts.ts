import type { Router } from "express";
import { receiptFile } from "#core/receipt/file.ts";
import type { Context } from "../../context.ts";
import { answerNow, signReceipt } from "../../receipts/answer.ts";
import { labelParams } from "../paths.ts";
import { type RouteSpec, route } from "../route.ts";

export function receiptRoutes(router: Router, specs: RouteSpec[], context: Context): void {
  route(
    router,
    specs,
    {
      method: "get",
      path: "/receipts/p/{product}/b/{batch}/s/{serial}",
      summary: "A signed receipt of asking about one code now, with the evidence answered",
      params: labelParams,
      answers: { 200: { json: receiptFile } },
    },
    async ({ params }) => ({
      status: 200,
      body: signReceipt(context, await answerNow(context, params)),
      headers: { "cache-control": "no-store" },
    }),
  );
}
