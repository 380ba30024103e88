import type { JsonRpcPayload } from "ethers";
import type { Router } from "express";
import * as z from "zod/mini";
import { Refusal } from "#core/refusal.ts";
import type { Context } from "../../context.ts";
import { type RouteSpec, route } from "../route.ts";

const readable: readonly string[] = [
  "eth_chainId",
  "eth_blockNumber",
  "eth_getBlockByNumber",
  "eth_call",
  "eth_getLogs",
  "eth_getProof",
  "eth_getTransactionReceipt",
];
const MOST_CALLS = 64;

const call = z.strictObject({
  jsonrpc: z.literal("2.0"),
  id: z.union([z.number(), z.string().check(z.maxLength(64)), z.null()]),
  method: z.string().check(z.maxLength(64)),
  params: z.optional(z.array(z.unknown())),
});

export function rpcRoutes(router: Router, specs: RouteSpec[], { provider }: Context): void {
  route(
    router,
    specs,
    {
      method: "post",
      path: "/rpc",
      summary: "Read the chain through this host (JSON-RPC)",
      body: z.union([call, z.array(call).check(z.minLength(1))]),
      answers: { 200: { json: z.unknown() } },
    },
    async ({ body }) => {
      const calls = Array.isArray(body) ? body : [body];
      if (calls.length > MOST_CALLS) throw new Refusal("too-many", { limit: MOST_CALLS, count: calls.length });
      for (const { method } of calls)
        if (!readable.includes(method)) throw new Refusal("rpc-method-refused", { method });
      const answers = await provider._send(calls as JsonRpcPayload[]);
      return {
        status: 200,
        body: Array.isArray(body) ? answers : answers[0],
        headers: { "cache-control": "no-store" },
      };
    },
  );
}
