import type { Router } from "express";
import QRCode from "qrcode";
import { labelPath } from "#core/label/url.ts";
import type { Context } from "../../context.ts";
import { knownLabel } from "../../labels/label.ts";
import { labelParams } from "../paths.ts";
import { type RouteSpec, route } from "../route.ts";

/** ISO/IEC 18004: level M, a quiet zone of four modules. */
const QR = { errorCorrectionLevel: "M", margin: 4 } as const;

export function labelRoutes(router: Router, specs: RouteSpec[], context: Context): void {
  route(
    router,
    specs,
    {
      method: "get",
      path: "/labels/p/{product}/b/{batch}/s/{serial}.svg",
      summary: "QR code of a label, SVG",
      params: labelParams,
      answers: { 200: { type: "image/svg+xml" } },
    },
    async ({ params }) => {
      const { id } = await knownLabel(context, params);
      return {
        status: 200,
        body: await QRCode.toString(`${context.publicUrl}${labelPath(id)}`, { ...QR, type: "svg" }),
      };
    },
  );
  route(
    router,
    specs,
    {
      method: "get",
      path: "/labels/p/{product}/b/{batch}/s/{serial}.png",
      summary: "QR code of a label, PNG",
      params: labelParams,
      answers: { 200: { type: "image/png" } },
    },
    async ({ params }) => {
      const { id } = await knownLabel(context, params);
      return {
        status: 200,
        body: await QRCode.toBuffer(`${context.publicUrl}${labelPath(id)}`, { ...QR, type: "png", scale: 8 }),
      };
    },
  );
}
