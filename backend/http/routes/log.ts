import type { RequestHandler, Router } from "express";
import * as z from "zod/mini";
import { base64, fromHex } from "#core/bytes.ts";
import type { Policy } from "#core/evidence/policy.ts";
import { encodeTlogPolicy } from "#core/log/policy-text.ts";
import { Refusal } from "#core/refusal.ts";
import type { Context } from "../../context.ts";
import { readTile } from "../../log/tiles.ts";
import { tlogProofOf } from "../../log/tlog-proof-of.ts";
import { indexParams } from "../paths.ts";
import { type RouteSpec, route } from "../route.ts";

const TEXT = "text/plain; charset=utf-8";
// No capitals, no percent-encoding, no slash at the end: Express would take them for the same address.
const SPELLING = /^\/log(\/[a-z0-9.]+)+$/;
const FOREVER = "public, max-age=31536000, immutable";

const tlogPolicy = ({ log, witnesses = [], witnessQuorum = 0 }: Policy): string =>
  encodeTlogPolicy({
    log,
    witnesses: witnesses.map(({ name, vkey }) => ({ name: `${name.zh} ${name.en}`, vkey })),
    quorum: witnessQuorum,
  });

/** The log is for everybody's programs, pages of other sites included, and each of its addresses has one spelling. */
const forEveryone: RequestHandler = (req, res, next) => {
  res.set({ "access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin" });
  next(SPELLING.test(`${req.baseUrl}${req.path}`) ? undefined : new Refusal("not-found"));
};

export function logRoutes(router: Router, specs: RouteSpec[], context: Context): void {
  router.use("/log", forEveryone);
  route(
    router,
    specs,
    {
      method: "get",
      path: "/log/checkpoint",
      summary: "The newest published head, with its cosignatures (C2SP tlog-checkpoint)",
      answers: { 200: { type: TEXT } },
    },
    () => ({ status: 200, body: context.publisher.newest.checkpoint }),
  );

  route(
    router,
    specs,
    {
      method: "get",
      path: "/log/policy",
      summary: "Whose signatures a reader wants on a checkpoint (C2SP tlog-policy)",
      answers: { 200: { type: TEXT } },
    },
    () => ({ status: 200, body: tlogPolicy(context.policy) }),
  );

  route(
    router,
    specs,
    {
      method: "get",
      path: "/log/tile/{path+}",
      summary: "Hashes or entries of the log (C2SP tlog-tiles)",
      params: z.object({ path: z.string() }),
      answers: { 200: { type: "application/octet-stream" } },
    },
    async ({ params }) => ({
      status: 200,
      body: await readTile(context.store, context.sequencer.head.size, params.path),
      headers: { "cache-control": FOREVER },
    }),
  );

  route(
    router,
    specs,
    {
      method: "get",
      path: "/log/proof/{index}",
      summary: "Proof that an entry is in the log (C2SP tlog-proof)",
      params: indexParams,
      answers: { 200: { type: TEXT } },
    },
    async ({ params: { index } }) => ({ status: 200, body: await tlogProofOf(context, index) }),
  );
  route(
    router,
    specs,
    {
      method: "get",
      path: "/log/release",
      summary:
        "The same of the newest release of the verifier: which files this page should have (npm run verify-page)",
      answers: { 200: { type: TEXT } },
    },
    async () => {
      const index = await context.ledger.find("releases", "newest");
      if (index === undefined) throw new Refusal("not-found");
      return { status: 200, body: await tlogProofOf(context, index) };
    },
  );

  const set = { epoch: z.int(), witnesses: z.array(z.string()), quorum: z.int(), since: z.int() };
  const witnesses = z.object({ ...set, proposed: z.optional(z.object(set)) });
  const anchor = z.object({ index: z.int(), size: z.int(), root: z.string(), time: z.int(), block: z.int() });
  route(
    router,
    specs,
    {
      method: "get",
      path: "/log/anchors",
      summary: "Heads that the chain holds, who must sign them, and who is proposed to",
      answers: { 200: { json: z.object({ anchors: z.array(anchor), witnesses: z.optional(witnesses) }) } },
    },
    () => ({
      status: 200,
      body: {
        witnesses: context.index.history.witnesses.get(context.key.id),
        anchors: (context.index.history.anchors.get(context.key.id) ?? []).map((one) => ({
          ...one,
          root: base64(fromHex(one.root)),
        })),
      },
    }),
  );
}
