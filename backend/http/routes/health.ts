import type { Router } from "express";
import * as z from "zod/mini";
import type { Context } from "../../context.ts";
import { readLine } from "../../log/record.ts";
import { type RouteSpec, route } from "../route.ts";

const whole = z.int().check(z.minimum(0));
const health = z.object({
  entries: whole,
  /** The newest head that the chain holds, and when it was last anchored or confirmed; absent before the first. */
  anchored: z.optional(z.object({ size: whole, time: whole, ageSeconds: whole })),
  /** Entries that the chain does not hold yet, and when the oldest of them was recorded. */
  waiting: z.optional(z.object({ entries: whole, since: whole })),
  /** What kept the last tries to anchor from the chain; absent when the last went well. */
  trouble: z.optional(z.object({ failures: whole, why: z.string() })),
  /** The last whole reading of the store that found every row in order; absent before the first. */
  scrubbed: z.optional(z.object({ time: whole, ageSeconds: whole, entries: whole })),
  /** The newest block read. */
  block: z.object({ number: z.int(), time: whole, ageSeconds: whole }),
});

export function healthRoutes(router: Router, specs: RouteSpec[], context: Context): void {
  const { store, sequencer, index } = context;
  route(
    router,
    specs,
    {
      method: "get",
      path: "/health",
      summary: "How far the log is, how far the chain holds it, and how old that knowledge is",
      answers: { 200: { json: health } },
    },
    async () => ({ status: 200, body: await healthOf(context) }),
  );
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
    async () => {
      const ready = !store.poisoned && (await store.hasRoom());
      return { status: ready ? 200 : 503, body: { ready, entries: sequencer.head.size, block: index.block.number } };
    },
  );
}

async function healthOf({
  store,
  sequencer,
  index,
  anchorer,
  scrub,
  key,
  now,
}: Context): Promise<z.infer<typeof health>> {
  const { size } = sequencer.head;
  const last = index.history.anchors.get(key.id)?.at(-1);
  const confirmed = index.history.confirmed.get(key.id) ?? 0;
  const age = (time: number): number => Math.max(0, now() - time);
  const { number, time } = index.block;
  const anchoredSize = last?.size ?? 0;
  return {
    entries: size,
    ...(last && { anchored: { size: last.size, time: confirmed, ageSeconds: age(confirmed) } }),
    ...(size > anchoredSize && {
      waiting: { entries: size - anchoredSize, since: (await readLine(store, anchoredSize)).recordedAt },
    }),
    ...(anchorer.trouble && { trouble: anchorer.trouble }),
    ...(scrub.last && {
      scrubbed: { time: scrub.last.endedAt, ageSeconds: age(scrub.last.endedAt), entries: scrub.last.entries },
    }),
    block: { number, time, ageSeconds: age(time) },
  };
}
