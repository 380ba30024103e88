import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Router } from "express";
import QRCode from "qrcode";
import * as z from "zod/mini";
import { id } from "#core/statement/fields.ts";
import { commitmentPage, papers } from "../../commitment/page.ts";
import { commitmentView, listCommitments, readCommitment } from "../../commitment/view.ts";
import type { Context } from "../../context.ts";
import { idParams } from "../paths.ts";
import { type RouteSpec, route } from "../route.ts";

const HTML = "text/html; charset=utf-8";
const STYLE = readFileSync(join(import.meta.dirname, "../../commitment/print.css"), "utf8");

/** 承诺达标合格证: as data, as the page that its QR code opens, and as what is printed. */
export function commitmentRoutes(router: Router, specs: RouteSpec[], context: Context): void {
  const page = async (certificate: string, paper: (typeof papers)[number]) => ({
    status: 200,
    body: commitmentPage(await readCommitment(context, certificate), paper, context.policy.sample),
  });
  route(
    router,
    specs,
    {
      method: "get",
      path: "/commitments",
      summary: "Commitment certificates (承诺达标合格证)",
      answers: { 200: { json: z.object({ commitments: z.array(commitmentView) }) } },
    },
    async () => ({ status: 200, body: { commitments: await listCommitments(context) } }),
  );
  route(
    router,
    specs,
    {
      method: "get",
      path: "/commitments/{id}",
      summary: "One commitment certificate",
      params: idParams,
      answers: { 200: { json: commitmentView } },
    },
    async ({ params }) => ({ status: 200, body: await readCommitment(context, params.id) }),
  );
  route(
    router,
    specs,
    { method: "get", path: "/hgz.css", summary: "Its style", answers: { 200: { type: "text/css; charset=utf-8" } } },
    () => ({ status: 200, body: STYLE }),
  );
  route(
    router,
    specs,
    {
      method: "get",
      path: "/hgz/{id}",
      summary: "The page that a commitment certificate's QR code opens",
      params: idParams,
      answers: { 200: { type: HTML } },
    },
    ({ params }) => page(params.id, "80"),
  );
  route(
    router,
    specs,
    {
      method: "get",
      path: "/hgz/{id}/qr.svg",
      summary: "Its QR code",
      params: idParams,
      answers: { 200: { type: "image/svg+xml" } },
    },
    async ({ params }) => {
      const { certificate } = await readCommitment(context, params.id);
      const url = `${context.publicUrl}/hgz/${certificate}`;
      // ISO/IEC 18004: level M, a quiet zone of four modules.
      return { status: 200, body: await QRCode.toString(url, { errorCorrectionLevel: "M", margin: 4, type: "svg" }) };
    },
  );
  route(
    router,
    specs,
    {
      method: "get",
      path: "/hgz/{id}/{paper}",
      summary: "The same for a paper: 58 or 80 mm wide, or A4",
      params: z.object({ id, paper: z.enum(papers) }),
      answers: { 200: { type: HTML } },
    },
    ({ params }) => page(params.id, params.paper),
  );
}
