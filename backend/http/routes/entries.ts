import type { Router } from "express";
import * as z from "zod/mini";
import { entry } from "#core/entry-form.ts";
import { Refusal } from "#core/refusal.ts";
import { seriesLink } from "#core/statement/series.ts";
import type { Context } from "../../context.ts";
import { entriesDocument } from "../../intake/documents.ts";
import { record } from "../../log/intake.ts";
import { readLine, rfc3339 } from "../../log/record.ts";
import { seriesIndexes } from "../../log/series.ts";
import { indexParams } from "../paths.ts";
import { type RouteSpec, route } from "../route.ts";

const whole = z.int().check(z.minimum(0));
const recorded = z.object({ index: whole, leafHash: z.string(), proof: z.string(), recordedAt: z.string() });

export function entryRoutes(router: Router, specs: RouteSpec[], context: Context): void {
  route(
    router,
    specs,
    {
      method: "post",
      path: "/entries",
      summary: "Record signed entries, all or none",
      body: entriesDocument,
      unread: true,
      answers: { 201: { json: z.object({ entries: z.array(recorded) }) } },
    },
    async ({ bytes }) => {
      const done = await record(context, await context.reader.read("entries", bytes));
      return {
        status: 201,
        body: {
          entries: done.map(({ index, leafHash, recordedAt }) => ({
            index,
            leafHash,
            proof: `/log/proof/${index}`,
            recordedAt: rfc3339(recordedAt),
          })),
        },
      };
    },
  );

  const line = z.object({ index: whole, leafHash: z.string(), recordedAt: z.string(), entry });
  route(
    router,
    specs,
    {
      method: "get",
      path: "/entries/{index}",
      summary: "One entry of the log",
      params: indexParams,
      answers: { 200: { json: line } },
    },
    async ({ params }) => {
      // Above the head there may be entries that never become part of the log.
      if (params.index >= context.sequencer.head.size) throw new Refusal("entry-unknown", { index: params.index });
      const { index, leafHash, recordedAt, entry: found } = await readLine(context.store, params.index);
      return { status: 200, body: { index, leafHash, recordedAt: rfc3339(recordedAt), entry: found } };
    },
  );

  const series = z.object({ id: z.string(), sequence: whole, previous: z.string(), entries: z.array(whole) });
  route(
    router,
    specs,
    {
      method: "get",
      path: "/series",
      summary: "Where the next entry of a batch or plot goes",
      query: z.object({ id: seriesLink.shape.id }),
      answers: { 200: { json: series } },
    },
    async ({ query }) => {
      const { sequence, previous } = (await context.ledger.find("series", query.id)) ?? { sequence: 0, previous: "" };
      return {
        status: 200,
        body: { id: query.id, sequence, previous, entries: await seriesIndexes(context.store, query.id, sequence) },
      };
    },
  );
}
