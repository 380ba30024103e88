import type { Router } from "express";
import * as z from "zod/mini";
import { idHash } from "#core/chain/questions.ts";
import { parseDigitalLinkPath } from "#core/label/digital-link.ts";
import { isSerial } from "#core/label/serial.ts";
import { type LabelId, labelPath } from "#core/label/url.ts";
import { Refusal } from "#core/refusal.ts";
import type { Context } from "../../context.ts";
import { sha256 } from "../../crypto.ts";
import { knownLabel } from "../../labels/label.ts";
import { batchOfSerial } from "../../labels/mints.ts";
import { fillPage, readTemplate, wordsFor, wordsForUnknown } from "../page.ts";
import { labelParams } from "../paths.ts";
import { type Reply, type RouteSpec, route } from "../route.ts";
import { evidenceOf } from "./evidence.ts";

const HTML = "text/html; charset=utf-8";

export function pageRoutes(router: Router, specs: RouteSpec[], context: Context): void {
  const template = readTemplate(context.verifierDir);
  const ahead = (template.match(/\/assets\/[\w-]+\.(js|css)/g) ?? []).toReversed();
  route(
    router,
    specs,
    {
      method: "get",
      path: "/p/{product}/b/{batch}/s/{serial}",
      summary: "The page that a label's code opens",
      params: labelParams,
      answers: { 200: { type: HTML }, 404: { type: HTML } },
    },
    async ({ params, req }) => {
      if (req.get(EARLY) === "evidence") return evidenceInstead(context, params);
      const label = await knownLabel(context, params).catch(undefinedIfUnknown);
      if (!label) return { status: 404, body: fillPage(template, wordsForUnknown()) };
      // Scripts, and what they ask first, are on their way with the page: two round trips less on a phone. To the browser all are data as yet.
      const link = [...ahead, `/evidence${labelPath(label.id)}`, "/policy.json"]
        .map((path) => `<${path}>; rel=preload; as=${path.endsWith(".css") ? "style" : "fetch"}; crossorigin`)
        .join(", ");
      return { status: 200, body: fillPage(template, await wordsFor(context, label)), headers: { link, vary: EARLY } };
    },
  );

  route(
    router,
    specs,
    {
      method: "get",
      path: "/s/{serial}",
      summary: "The page of a code that was typed by hand",
      params: z.object({ serial: z.string().check(z.maxLength(100)) }),
      answers: { 302: { type: "text/plain" }, 404: { type: HTML } },
    },
    async ({ params: { serial } }) => {
      const batch = await batchOfSerial(context.store, isSerial(serial) ? serial : "none");
      const on = batch === undefined ? undefined : context.index.history.batches.get(idHash(sha256, batch));
      if (batch === undefined || !on) return { status: 404, body: fillPage(template, wordsForUnknown()) };
      const location = labelPath({ product: context.names.of(on.product), batch, serial });
      return { status: 302, body: "", headers: { location } };
    },
  );

  const params = z.object({ gtin: z.string(), lot: z.string(), serial: z.string() });
  route(
    router,
    specs,
    {
      method: "get",
      path: "/01/{gtin}/10/{lot}/21/{serial}",
      summary: "The same by GS1 Digital Link",
      params,
      answers: { 302: { type: "text/plain" } },
    },
    async ({ req }) => {
      const { gtin, lot, serial } = parseDigitalLinkPath(req.path);
      const product = await context.ledger.find("gtins", gtin);
      if (product === undefined) throw new Refusal("label-unknown");
      return { status: 302, body: "", headers: { location: labelPath({ product, batch: lot, serial }) } };
    },
  );
}

/** A phone that has the page asks for the evidence in its place, while its service worker is starting (Service Workers, navigation preload). */
const EARLY = "service-worker-navigation-preload";
const evidenceInstead = async (context: Context, label: LabelId): Promise<Reply> => {
  const { body, headers } = await evidenceOf(context, label);
  const own = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store", vary: EARLY };
  return { status: 200, body: JSON.stringify(body), headers: { ...headers, ...own } };
};

const undefinedIfUnknown = (error: unknown): undefined => {
  if (!(error instanceof Refusal) || error.code !== "label-unknown") throw error;
  return undefined;
};
