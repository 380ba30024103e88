import type { Router } from "express";
import * as z from "zod/mini";
import type { Context } from "../../context.ts";
import { type RouteSpec, route } from "../route.ts";

export function healthRoutes(router: Router, specs: RouteSpec[], { store, sequencer, index }: Context): void {
  const live = z.object({ live: z.literal(true) });
  route(
    router,
    specs,
    { method: "get", path: "/health/live", summary: "The process answers", answers: { 200: { json: live } } },
    () => ({ status: 200, body: { live: true } }),
  );
  const ready = z.object({ ready: z.boolean(), entries: z.int(), block: z.int() });
  route(
    router,
    specs,
    {
      method: "get",
      path: "/health/ready",
      summary: "The log takes entries",
      answers: { 200: { json: ready }, 503: { json: ready } },
    },
    () => ({
      status: store.poisoned ? 503 : 200,
      body: { ready: !store.poisoned, entries: sequencer.head.size, block: index.block.number },
    }),
  );
}
