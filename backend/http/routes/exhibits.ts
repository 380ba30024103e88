import type { Router } from "express";
import * as z from "zod/mini";
import type { Context } from "../../context.ts";
import { makeExhibit } from "../../exhibit/make.ts";
import { labelParams } from "../paths.ts";
import { type RouteSpec, route } from "../route.ts";

const query = z.object({ complaint: z.optional(z.string().check(z.regex(/^[1-9]\d{8}$/))) });

export function exhibitRoutes(router: Router, specs: RouteSpec[], context: Context): void {
  route(
    router,
    specs,
    {
      method: "get",
      path: "/exhibits/p/{product}/b/{batch}/s/{serial}",
      summary: "A signed PDF to read and to verify: what was found about one code, with receipt and evidence inside",
      params: labelParams,
      query,
      answers: { 200: { type: "application/pdf" } },
    },
    async ({ params, query: { complaint } }) => {
      const { name, pdf } = await makeExhibit(context, params, complaint);
      return {
        status: 200,
        body: pdf,
        headers: { "cache-control": "no-store", "content-disposition": `attachment; filename="${name}"` },
      };
    },
  );
}
