import type { Router } from "express";
import type { Context } from "../../context.ts";
import { readRelease, releaseView } from "../../release/view.ts";
import { type RouteSpec, route } from "../route.ts";

export function releaseRoutes(router: Router, specs: RouteSpec[], context: Context): void {
  route(
    router,
    specs,
    {
      method: "get",
      path: "/release",
      summary: "Every file of the buyer's page as this service serves it, by SHA-256, and the page's newest release",
      answers: { 200: { json: releaseView } },
    },
    async () => ({ status: 200, body: await readRelease(context) }),
  );
}
