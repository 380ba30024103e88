import type { Router } from "express";
import * as z from "zod/mini";
import { Refusal } from "#core/refusal.ts";
import type { Context } from "../../context.ts";
import { epcisDocument } from "../../intake/documents.ts";
import { captureHash, captureId } from "../../log/capture-id.ts";
import { record } from "../../log/intake.ts";
import { readLines, rfc3339 } from "../../log/record.ts";
import { decodeJson } from "../../store/json.ts";
import { keys } from "../../store/keys.ts";
import { type RouteSpec, route } from "../route.ts";

const job = z.object({
  captureID: z.string(),
  createdAt: z.string(),
  finishedAt: z.string(),
  running: z.literal(false),
  success: z.literal(true),
  captureErrorBehaviour: z.literal("rollback"),
  errors: z.tuple([]),
  entries: z.array(z.object({ index: z.int(), leafHash: z.string(), proof: z.string() })),
});

export function captureRoutes(router: Router, specs: RouteSpec[], context: Context): void {
  route(
    router,
    specs,
    {
      method: "post",
      path: "/capture",
      summary: "Record the signed events of an EPCIS document, all or none",
      body: epcisDocument,
      unread: true,
      answers: { 202: { json: job } },
    },
    async ({ bytes }) => {
      const prepared = await context.reader.read("epcis", bytes);
      const hash = captureHash(prepared);
      const recorded = await record(context, prepared, hash);
      const id = captureId(recorded[0]?.index ?? 0, hash);
      const time = recorded.at(-1)?.recordedAt ?? 0;
      return { status: 202, body: jobOf(id, recorded, time), headers: { location: `/capture/${id}` } };
    },
  );

  const params = z.object({ id: z.string().check(z.regex(/^[0-9a-f]{14}-[0-9a-f]{32}$/)) });
  route(
    router,
    specs,
    {
      method: "get",
      path: "/capture/{id}",
      summary: "What became of a capture",
      params,
      answers: { 200: { json: job } },
    },
    async ({ params: { id } }) => ({ status: 200, body: await readJob(context, id) }),
  );
}

type Place = { readonly index: number; readonly leafHash: string };

async function readJob({ store }: Context, id: string): Promise<z.infer<typeof job>> {
  const value = await store.read(keys.capture(id));
  if (!value) throw new Refusal("not-found");
  const lines = await readLines(store, decodeJson<number[]>(value));
  return jobOf(id, lines, lines.at(-1)?.recordedAt ?? 0);
}

/** The answer comes when the events are on disk, so a job that exists is finished. */
function jobOf(id: string, entries: readonly Place[], recordedAt: number): z.infer<typeof job> {
  const time = rfc3339(recordedAt);
  return {
    captureID: id,
    createdAt: time,
    finishedAt: time,
    running: false,
    success: true,
    captureErrorBehaviour: "rollback",
    errors: [],
    entries: entries.map(({ index, leafHash }) => ({ index, leafHash, proof: `/log/proof/${index}` })),
  };
}
