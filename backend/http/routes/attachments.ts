import type { Router } from "express";
import * as z from "zod/mini";
import { readAttachment } from "#core/attachment/read.ts";
import { attachmentBytes } from "#core/attachment/signed.ts";
import { storedPdf } from "#core/attachment/stored-pdf.ts";
import { hex } from "#core/bytes.ts";
import { attachment, mediaTypes } from "#core/statement/attachment.ts";
import { id, keyId, sha256Hex, signature } from "#core/statement/fields.ts";
import { dailyQuota, refuseStranger } from "../../attachments/sender.ts";
import type { Context } from "../../context.ts";
import { sha256 } from "../../crypto.ts";
import { type RouteSpec, route } from "../route.ts";

const signed = z.object({ actor: id, key: keyId, signature });
const params = z.object({ sha256: sha256Hex });
const YEAR = 31_536_000;

/** Pictures and documents that records name by their hash. */
export function attachmentRoutes(router: Router, specs: RouteSpec[], context: Context): void {
  const count = dailyQuota();
  route(
    router,
    specs,
    {
      method: "post",
      path: "/attachments",
      summary: "Store a picture without metadata, or a PDF, signed by an actor over its SHA-256",
      query: signed,
      upload: [...mediaTypes, "application/pdf"],
      answers: { 201: { json: z.union([attachment, storedPdf]) } },
    },
    async ({ query, bytes }) => {
      const digest = hex(sha256(bytes));
      await refuseStranger(context, attachmentBytes(context.policy.log.origin, digest), query);
      const read = readAttachment(bytes);
      count(query.actor, bytes.length, context.now());
      await context.attachments.put(digest, bytes);
      return { status: 201, body: { sha256: digest, bytes: bytes.length, ...read } };
    },
  );
  route(
    router,
    specs,
    {
      method: "get",
      path: "/attachments/{sha256}",
      summary: "A picture, or a PDF to save; a reader hashes it again",
      params,
      answers: { 200: { type: "image/jpeg" } },
    },
    async ({ params: { sha256: digest } }) => {
      const bytes = await context.attachments.get(digest);
      const { mediaType } = readAttachment(bytes);
      const headers = {
        "content-type": mediaType,
        // A document may hold scripts: it is saved, never opened here.
        ...(mediaType === "application/pdf" && {
          "content-disposition": `attachment; filename="${digest.slice(0, 16)}.pdf"`,
        }),
        // What a hash names never changes. Opened by itself it is a picture and nothing else.
        "cache-control": `public, max-age=${YEAR}, immutable`,
        "content-security-policy": "default-src 'none'; sandbox",
      };
      return { status: 200, body: bytes, headers };
    },
  );
}
