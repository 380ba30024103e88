import type { Router } from "express";
import * as z from "zod/mini";
import { utf8 } from "#core/bytes.ts";
import { complaint, complaintView, readingText } from "#core/complaint/message.ts";
import { sealed } from "#core/complaint/seal.ts";
import { Refusal } from "#core/refusal.ts";
import { id, keyId, signature } from "#core/statement/fields.ts";
import { refuseStranger } from "../../attachments/sender.ts";
import { listComplaints, readComplaint, sealedOf, takeComplaint } from "../../complaints/desk.ts";
import type { Context } from "../../context.ts";
import { rfc3339 } from "../../log/record.ts";
import { type RouteSpec, route } from "../route.ts";

const params = z.object({ number: z.string().check(z.regex(/^[1-9]\d{8}$/)) });
const whole = z.int().check(z.minimum(0));
const pace = z.object({
  received: whole,
  answered: whole,
  medianSeconds: z.optional(whole),
  longestWaitSeconds: z.optional(whole),
});
const reading = z.object({
  actor: id,
  key: keyId,
  signature,
  time: z.pipe(z.string().check(z.regex(/^\d{10}$/)), z.transform(Number)),
});
const GOOD_SECONDS = 300;

/** 反映: taken from anybody, read by the operator alone, answered in the log. */
export function complaintRoutes(router: Router, specs: RouteSpec[], context: Context): void {
  route(
    router,
    specs,
    {
      method: "post",
      path: "/complaints",
      summary: "Leave a complaint, sealed for the operator; answers with a number to follow",
      body: complaint,
      answers: { 201: { json: z.object({ complaint: z.string(), receivedAt: z.string() }) } },
    },
    async ({ body }) => {
      const row = await takeComplaint(context, body);
      return { status: 201, body: { complaint: row.complaint, receivedAt: rfc3339(row.receivedAt) } };
    },
  );
  route(
    router,
    specs,
    {
      method: "get",
      path: "/complaints",
      summary: "Complaints and answers of this brand, the newest first, and how fast they come",
      answers: { 200: { json: z.object({ pace, complaints: z.array(complaintView) }) } },
    },
    async () => ({ status: 200, body: await listComplaints(context) }),
  );
  route(
    router,
    specs,
    {
      method: "get",
      path: "/complaints/{number}",
      summary: "What became of a complaint",
      params,
      answers: { 200: { json: complaintView } },
    },
    async ({ params: { number } }) => ({ status: 200, body: await readComplaint(context, number) }),
  );
  route(
    router,
    specs,
    {
      method: "get",
      path: "/complaints/{number}/sealed",
      summary: "The sealed part of a complaint, for an operator who signs for it",
      params,
      query: reading,
      answers: { 200: { json: sealed } },
    },
    async ({ params: { number }, query: { time, ...sent } }) => {
      const { policy, now, ledger } = context;
      if (Math.abs(now() - time) > GOOD_SECONDS) throw new Refusal("signature-wrong");
      await refuseStranger(context, utf8(readingText(policy.log.origin, number, time)), sent);
      if (!(await ledger.actor(sent.actor))?.roles.includes("operator"))
        throw new Refusal("role-missing", { actor: sent.actor, role: "operator" });
      return { status: 200, body: await sealedOf(context, number), headers: { "cache-control": "no-store" } };
    },
  );
}
