import type { Router } from "express";
import * as z from "zod/mini";
import { recallQuery } from "#core/statement/recall.ts";
import type { Context } from "../../context.ts";
import { listRecalls, previewScope, readRecall, recallSummary, recallView, scopeView } from "../../recall/views.ts";
import { idParams } from "../paths.ts";
import { type RouteSpec, route } from "../route.ts";

/** Recalls: what a question would bring back, and how each case stands. */
export function recallRoutes(router: Router, specs: RouteSpec[], context: Context): void {
  route(
    router,
    specs,
    {
      method: "get",
      path: "/recall-scope",
      summary: "What a recall would bring back: batches, masses, holders, labels",
      query: recallQuery,
      answers: { 200: { json: scopeView } },
    },
    async ({ query }) => ({ status: 200, body: await previewScope(context, query) }),
  );
  route(
    router,
    specs,
    {
      method: "get",
      path: "/recalls",
      summary: "Recalls and drills, newest first",
      answers: { 200: { json: z.object({ recalls: z.array(recallSummary) }) } },
    },
    async () => ({ status: 200, body: { recalls: await listRecalls(context) } }),
  );
  route(
    router,
    specs,
    {
      method: "get",
      path: "/recalls/{id}",
      summary: "One recall: who has what, who signed, and what is still open",
      params: idParams,
      answers: { 200: { json: recallView } },
    },
    async ({ params }) => ({ status: 200, body: await readRecall(context, params.id) }),
  );
}
