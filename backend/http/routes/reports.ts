import type { Router } from "express";
import * as z from "zod/mini";
import { idHash } from "#core/chain/questions.ts";
import { Refusal } from "#core/refusal.ts";
import type { Context } from "../../context.ts";
import { sha256 } from "../../crypto.ts";
import { reportOf, reportView } from "../../read/certificates.ts";
import { idParams } from "../paths.ts";
import { type RouteSpec, route } from "../route.ts";

const panel = z.object({ batch: z.string(), applied: z.array(z.string()), tested: z.array(z.string()) });

export function reportRoutes(router: Router, specs: RouteSpec[], { ledger, index }: Context): void {
  route(
    router,
    specs,
    {
      method: "get",
      path: "/reports/{id}",
      summary: "One test report",
      params: idParams,
      answers: { 200: { json: reportView } },
    },
    async ({ params }) => {
      const line = await ledger.find("reports", params.id);
      if (!line) throw new Refusal("not-found");
      return { status: 200, body: reportOf(line) };
    },
  );
  route(
    router,
    specs,
    {
      method: "get",
      path: "/batches/{id}/panel",
      summary: "What was applied to the leaf of a batch since the harvest before, and what its reports in force hold",
      params: idParams,
      answers: { 200: { json: panel } },
    },
    async ({ params: { id } }) => {
      if (!index.history.batches.has(idHash(sha256, id))) throw new Refusal("batch-unknown", { batch: id });
      const { applied, tested } = (await ledger.find("panels", id)) ?? { applied: {}, tested: {} };
      return {
        status: 200,
        body: { batch: id, applied: Object.keys(applied).sort(), tested: Object.keys(tested).sort() },
      };
    },
  );
}
