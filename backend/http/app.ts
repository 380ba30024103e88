import express, { type Express } from "express";
import * as z from "zod/mini";
import { MOST_PDF_BYTES } from "#core/attachment/stored-pdf.ts";
import { Refusal } from "#core/refusal.ts";
import { MOST_ATTACHMENT_BYTES, mediaTypes } from "#core/statement/attachment.ts";
import type { Context } from "../context.ts";
import { compress } from "./compress.ts";
import { securityHeaders } from "./headers.ts";
import { complaintLimit, guessLimit, readLimit, receiptLimit, writeLimit } from "./limits.ts";
import { openApi } from "./openapi.ts";
import { errorHandler } from "./problem.ts";
import { type RouteSpec, refuseOtherMethods, route } from "./route.ts";
import { actRoutes } from "./routes/acts.ts";
import { attachmentRoutes } from "./routes/attachments.ts";
import { captureRoutes } from "./routes/capture.ts";
import { certificationRoutes } from "./routes/certification.ts";
import { commitmentRoutes } from "./routes/commitments.ts";
import { complaintRoutes } from "./routes/complaints.ts";
import { credentialRoutes } from "./routes/credentials.ts";
import { entryRoutes } from "./routes/entries.ts";
import { evidenceRoutes } from "./routes/evidence.ts";
import { exhibitRoutes } from "./routes/exhibits.ts";
import { healthRoutes } from "./routes/health.ts";
import { labelRoutes } from "./routes/labels.ts";
import { logRoutes } from "./routes/log.ts";
import { numberRoutes } from "./routes/numbers.ts";
import { pageRoutes } from "./routes/pages.ts";
import { recallRoutes } from "./routes/recalls.ts";
import { receiptRoutes } from "./routes/receipts.ts";
import { redemptionRoutes } from "./routes/redemptions.ts";
import { releaseRoutes } from "./routes/release.ts";
import { reportRoutes } from "./routes/reports.ts";
import { rpcRoutes } from "./routes/rpc.ts";
import { scanRoutes } from "./routes/scans.ts";
import { tagRoutes } from "./routes/tags.ts";
import { unitRoutes } from "./routes/units.ts";
import { viewRoutes } from "./routes/views.ts";
import { serveApps } from "./static.ts";

const MOST_BODY = "4mb";
/** 200,000 labels with their hidden codes. */
const MOST_MINT = "16mb";
const VERSION = "0.1.0";
const registrars = [
  healthRoutes,
  entryRoutes,
  captureRoutes,
  actRoutes,
  attachmentRoutes,
  complaintRoutes,
  evidenceRoutes,
  receiptRoutes,
  exhibitRoutes,
  viewRoutes,
  certificationRoutes,
  reportRoutes,
  recallRoutes,
  credentialRoutes,
  commitmentRoutes,
  logRoutes,
  labelRoutes,
  unitRoutes,
  redemptionRoutes,
  tagRoutes,
  scanRoutes,
  releaseRoutes,
  numberRoutes,
  pageRoutes,
  rpcRoutes,
];

/** The whole HTTP surface. `specs` is what /openapi.json is made of. */
export function createApp(context: Context): { app: Express; specs: readonly RouteSpec[] } {
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", "loopback");
  app.set("query parser", "simple");
  const { publicUrl, verifierDir, consoleDir } = context;
  app.use(
    securityHeaders(publicUrl, verifierDir, consoleDir),
    compress(),
    readLimit(),
    writeLimit(),
    guessLimit(),
    complaintLimit(),
    receiptLimit(),
  );
  app.use("/mints", express.raw({ limit: MOST_MINT, type: "application/json" }));
  app.use("/attachments", express.raw({ limit: MOST_ATTACHMENT_BYTES, type: [...mediaTypes] }));
  app.use("/attachments", express.raw({ limit: MOST_PDF_BYTES, type: "application/pdf" }));
  app.use(express.raw({ limit: MOST_BODY, type: ["application/json", "application/*+json"] }));

  const specs: RouteSpec[] = [];
  for (const register of registrars) register(app, specs, context);
  route(
    app,
    specs,
    { method: "get", path: "/openapi.json", summary: "This document", answers: { 200: { json: z.unknown() } } },
    () => ({ status: 200, body: openApi(specs, VERSION) }),
  );

  refuseOtherMethods(app, specs);
  serveApps(app, context.verifierDir, context.consoleDir);
  app.use((_req, _res, next) => next(new Refusal("not-found")));
  app.use(errorHandler(context.log, async (actor) => (await context.ledger.actor(actor))?.name));
  return { app, specs };
}
