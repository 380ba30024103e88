import type { Router } from "express";
import * as z from "zod/mini";
import { recognitionEvidence } from "#core/recognition/evidence.ts";
import { recognitionTermsFields } from "#core/statement/recognition.ts";
import type { Context } from "../../context.ts";
import { accreditationView, listAccreditations } from "../../read/accreditations.ts";
import { listRequests, listSales, requestView, saleView } from "../../read/sales.ts";
import { answersFor, recognitionAnswerView } from "../../recognition/answers.ts";
import { recognitionEvidence as evidenceOf } from "../../recognition/evidence.ts";
import { listRecognitions, recognitionView } from "../../recognition/list.ts";
import { idParams } from "../paths.ts";
import { type RouteSpec, route } from "../route.ts";

const atSize = z.object({
  size: z.pipe(z.string().check(z.regex(/^[1-9]\d{0,14}$/)), z.transform(Number)),
});

/** Read views of what stands around certificates. Like the other views they prove nothing. */
export function certificationRoutes(router: Router, specs: RouteSpec[], context: Context): void {
  const get = (path: string, summary: string, json: z.ZodMiniType, read: () => Promise<unknown>): void =>
    route(router, specs, { method: "get", path, summary, answers: { 200: { json } } }, async () => ({
      status: 200,
      body: await read(),
    }));
  get(
    "/accreditations",
    "Which body may certify what",
    z.object({ accreditations: z.array(accreditationView) }),
    async () => ({ accreditations: await listAccreditations(context) }),
  );
  get(
    "/certificate-requests",
    "Applications for certificates",
    z.object({ requests: z.array(requestView) }),
    async () => ({ requests: await listRequests(context) }),
  );
  get("/sales", "Sales certificates", z.object({ sales: z.array(saleView) }), async () => ({
    sales: await listSales(context),
  }));
  get(
    "/recognitions",
    "Which scheme counts for which other, and terms that may be taken over",
    z.object({ recognitions: z.array(recognitionView), templates: z.array(recognitionTermsFields) }),
    async () => ({ recognitions: await listRecognitions(context), templates: context.recognitionTemplates }),
  );
  route(
    router,
    specs,
    {
      method: "get",
      path: "/batches/{id}/recognitions",
      summary: "One batch against the terms on which other schemes take it: what is satisfied, missing, blocking",
      params: idParams,
      answers: { 200: { json: z.object({ answers: z.array(recognitionAnswerView) }) } },
    },
    async ({ params }) => ({ status: 200, body: { answers: await answersFor(context, params.id) } }),
  );
  route(
    router,
    specs,
    {
      method: "get",
      path: "/batches/{id}/recognitions/evidence",
      summary: "What a label's evidence lacks for the same answer, proven to the log's page of that evidence",
      params: idParams,
      query: atSize,
      answers: { 200: { json: recognitionEvidence } },
    },
    async ({ params, query }) => ({ status: 200, body: await evidenceOf(context, params.id, query.size) }),
  );
}
