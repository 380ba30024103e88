import type { Router } from "express";
import * as z from "zod/mini";
import { evaluate } from "#core/scheme/evaluate.ts";
import type { Context } from "../../context.ts";
import { batchDetail, batchView, listBatches, readBatch } from "../../read/batches.ts";
import {
  certificateView,
  listCertificates,
  listReports,
  readCertificate,
  reportView,
} from "../../read/certificates.ts";
import { conversionView, listConversions, listPlots, listProducts, plotView, productView } from "../../read/land.ts";
import { actorView, listActors } from "../../read/people.ts";
import { forwardView, traceBatch, tracePlot, traceView } from "../../read/trace.ts";
import { dossierOf } from "../../schemes/dossier.ts";
import { evaluationView } from "../../schemes/view.ts";
import { idParams } from "../paths.ts";
import { type RouteSpec, route } from "../route.ts";

/** Read views for the console: the log and the chain put side by side. They prove nothing; evidence does. */
export function viewRoutes(router: Router, specs: RouteSpec[], context: Context): void {
  const get = (path: string, summary: string, json: z.ZodMiniType, read: () => Promise<unknown>): void =>
    route(router, specs, { method: "get", path, summary, answers: { 200: { json } } }, async () => ({
      status: 200,
      body: await read(),
    }));
  get("/actors", "Who may act", z.object({ actors: z.array(actorView) }), async () => ({
    actors: await listActors(context),
  }));
  get("/plots", "Plots, their surveys and what they still yield", z.object({ plots: z.array(plotView) }), async () => ({
    plots: await listPlots(context),
  }));
  get(
    "/products",
    "Products and how much of one makes another",
    z.object({ products: z.array(productView), conversions: z.array(conversionView) }),
    async () => ({
      products: await listProducts(context),
      conversions: listConversions(context),
    }),
  );
  get("/batches", "Batches, newest first", z.object({ batches: z.array(batchView) }), async () => ({
    batches: await listBatches(context),
  }));
  get("/certificates", "Certificates", z.object({ certificates: z.array(certificateView) }), async () => ({
    certificates: await listCertificates(context),
  }));
  get("/reports", "Test reports", z.object({ reports: z.array(reportView) }), async () => ({
    reports: await listReports(context),
  }));

  route(
    router,
    specs,
    {
      method: "get",
      path: "/batches/{id}",
      summary: "One batch",
      params: idParams,
      answers: { 200: { json: batchDetail } },
    },
    async ({ params }) => ({ status: 200, body: await readBatch(context, params.id) }),
  );
  route(
    router,
    specs,
    {
      method: "get",
      path: "/batches/{id}/trace",
      summary: "Where a batch came from, to the gram, and where it went",
      params: idParams,
      answers: { 200: { json: traceView } },
    },
    ({ params }) => ({ status: 200, body: traceBatch(context, params.id) }),
  );
  route(
    router,
    specs,
    {
      method: "get",
      path: "/plots/{id}/trace",
      summary: "Everything that leaf of a plot went into",
      params: idParams,
      answers: { 200: { json: forwardView } },
    },
    ({ params }) => ({ status: 200, body: tracePlot(context, params.id) }),
  );
  route(
    router,
    specs,
    {
      method: "get",
      path: "/batches/{id}/schemes",
      summary: "One batch against every scheme: what passes, what is missing, and which record would mend it",
      params: idParams,
      answers: { 200: { json: z.object({ evaluations: z.array(evaluationView) }) } },
    },
    async ({ params }) => ({
      status: 200,
      body: { evaluations: evaluate(await dossierOf(context, params.id), context.packs) },
    }),
  );
  route(
    router,
    specs,
    {
      method: "get",
      path: "/certificates/{id}",
      summary: "One certificate",
      params: idParams,
      answers: { 200: { json: certificateView } },
    },
    async ({ params }) => ({ status: 200, body: await readCertificate(context, params.id) }),
  );
}
