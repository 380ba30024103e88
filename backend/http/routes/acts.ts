import type { Router } from "express";
import * as z from "zod/mini";
import { idHash } from "#core/chain/questions.ts";
import { id } from "#core/statement/fields.ts";
import { nextNonce } from "../../chain/nonce.ts";
import { relayAct } from "../../chain/relay.ts";
import type { Context } from "../../context.ts";
import { sha256 } from "../../crypto.ts";
import { mintLabels } from "../../labels/mint-act.ts";
import { type RouteSpec, route } from "../route.ts";

const signature = z.string().check(z.regex(/^0x([0-9a-f]{2}){1,2048}$/));
const MOST_LABELS = 200_000;
const message = z.record(z.string().check(z.maxLength(48)), z.unknown());
const relayed = z.object({ transactionHash: z.string(), blockNumber: z.int(), gasUsed: z.string() });
const contract = z.enum(["ActorRegistry", "CertificateRegistry", "RecognitionRegistry", "BatchLedger", "LabelMint"]);

export function actRoutes(router: Router, specs: RouteSpec[], context: Context): void {
  /** `ids` spells out ids that the message holds as hashes, so that they can be shown by name. */
  const act = z.strictObject({
    contract,
    act: z.string().check(z.maxLength(48)),
    message,
    signature,
    ids: z.optional(z.array(id).check(z.maxLength(64))),
  });
  route(
    router,
    specs,
    {
      method: "post",
      path: "/acts",
      summary: "Send a signed act to its contract",
      body: act,
      answers: { 201: { json: relayed } },
    },
    async ({ body: { ids = [], ...signed } }) => {
      const done = await relayAct(context, signed);
      const told = JSON.stringify(signed.message);
      await context.names.keep(ids.filter((one) => told.includes(idHash(sha256, one))));
      return { status: 201, body: done };
    },
  );

  const mint = z.strictObject({
    message,
    signature,
    serials: z.array(z.string().check(z.maxLength(13))).check(z.minLength(1), z.maxLength(MOST_LABELS)),
    hidden: z.optional(
      z.strictObject({
        key: z.string().check(z.length(44)),
        commitments: z.string().check(z.maxLength(MOST_LABELS * 44)),
      }),
    ),
    contract: z.optional(z.literal("LabelMint")),
    act: z.optional(z.literal("Mint")),
  });
  route(
    router,
    specs,
    {
      method: "post",
      path: "/mints",
      summary: "Mint labels: keep their serials, then send the act",
      body: mint,
      answers: { 201: { json: relayed } },
    },
    async ({ body }) => ({ status: 201, body: await mintLabels(context, body) }),
  );

  const nonce = z.object({ contract: z.string(), actor: z.string(), nonce: z.string() });
  route(
    router,
    specs,
    {
      method: "get",
      path: "/acts/nonce",
      summary: "The nonce that an actor's next act must carry",
      query: z.object({ contract, actor: id }),
      answers: { 200: { json: nonce } },
    },
    async ({ query }) => ({
      status: 200,
      body: {
        ...query,
        nonce: String(await nextNonce(context, query.contract, `0x${idHash(sha256, query.actor)}`)),
      },
    }),
  );
}
