import { randomInt } from "node:crypto";
import type * as z from "zod/mini";
import { hex } from "#core/bytes.ts";
import { canonical } from "#core/canonical.ts";
import { paceOf } from "#core/complaint/clock.ts";
import type { ComplaintCase } from "#core/complaint/decide.ts";
import type { ComplaintView, complaint } from "#core/complaint/message.ts";
import type { Sealed } from "#core/complaint/seal.ts";
import { Refusal } from "#core/refusal.ts";
import { utcSeconds } from "#core/statement/clock.ts";
import type { Context } from "../context.ts";
import { sha256 } from "../crypto.ts";
import { readLines, rfc3339 } from "../log/record.ts";
import { decodeJson, encodeJson } from "../store/json.ts";
import { keys, under } from "../store/keys.ts";

type Complaint = z.infer<typeof complaint>;
/** What is kept of one in the open; the rest is sealed, in a file under its hash. `receivedAt` in seconds. */
export type Row = {
  readonly complaint: string;
  readonly kind: Complaint["kind"];
  readonly receivedAt: number;
  readonly sealed: string;
  readonly product?: string;
  readonly batch?: string;
};

const MOST_WAITING = 2000;
const MOST_SHOWN = 50;
const [LEAST, MOST] = [100_000_000, 999_999_999] as const;

/** Takes a complaint: on disk before it returns, under a number of nine digits that a person can write down. */
export async function takeComplaint(context: Context, { sealed, kind, product, batch }: Complaint): Promise<Row> {
  const { store, sealedComplaints, now } = context;
  const waiting = (await allCases(context)).filter(({ found }) => found === undefined);
  if (waiting.length >= MOST_WAITING) throw new Refusal("complaints-full");
  const bytes = canonical(sealed);
  const digest = hex(sha256(bytes));
  await sealedComplaints.put(digest, bytes);
  const row: Row = {
    complaint: await freeNumber(context),
    kind,
    receivedAt: now(),
    sealed: digest,
    ...(product && { product }),
    ...(batch && { batch }),
  };
  await store.commit([{ key: keys.complaint(row.complaint), value: encodeJson(row) }]);
  return row;
}

async function freeNumber({ store }: Context): Promise<string> {
  for (;;) {
    const number = String(randomInt(LEAST, MOST + 1));
    if (!(await store.read(keys.complaint(number)))) return number;
  }
}

export async function rowOf({ store }: Context, number: string): Promise<Row> {
  const value = await store.read(keys.complaint(number));
  if (!value) throw new Refusal("complaint-unknown");
  return decodeJson<Row>(value);
}

/** What only the holder of the operator's key can open. */
export async function sealedOf(context: Context, number: string): Promise<Sealed> {
  const { sealed } = await rowOf(context, number);
  return JSON.parse((await context.sealedComplaints.get(sealed)).toString("utf8")) as Sealed;
}

type Case = { readonly row: Row; readonly found: ComplaintCase | undefined };

async function allCases({ store, ledger }: Context): Promise<readonly Case[]> {
  const rows: Row[] = [];
  for await (const [, value] of store.scan(under("complaint"))) rows.push(decodeJson<Row>(value));
  rows.sort((a, b) => b.receivedAt - a.receivedAt);
  return Promise.all(rows.map(async (row) => ({ row, found: await ledger.find("complaints", row.complaint) })));
}

/** The newest, and how fast all of them were answered. */
export async function listComplaints(context: Context) {
  const cases = await allCases(context);
  const pace = paceOf(
    cases.map(({ row, found }) => ({
      receivedAt: row.receivedAt,
      answeredAt: found?.answers[0] && utcSeconds(found.answers[0].statement.occurredAt),
    })),
    context.now(),
  );
  return { pace, complaints: await Promise.all(cases.slice(0, MOST_SHOWN).map((one) => viewOf(context, one))) };
}

export const readComplaint = async (context: Context, number: string): Promise<ComplaintView> =>
  viewOf(context, { row: await rowOf(context, number), found: await context.ledger.find("complaints", number) });

/** Times of acknowledgement and answers are those at which the log recorded them. */
async function viewOf({ store }: Context, { row, found }: Case): Promise<ComplaintView> {
  const { complaint, kind, product, batch, receivedAt } = row;
  const lines = await readLines(store, found ? [found.received, ...found.answers].map(({ index }) => index) : []);
  const [acknowledged, ...answers] = lines.map(({ recordedAt, index }) => ({ at: rfc3339(recordedAt), index }));
  return {
    complaint,
    kind,
    receivedAt: rfc3339(receivedAt),
    ...(product && { product }),
    ...(batch && { batch }),
    ...(acknowledged && { acknowledged }),
    answers: answers.map((at, n) => {
      const { outcome = "", answer = "" } = found?.answers[n]?.statement ?? {};
      return { ...at, outcome, answer };
    }),
  };
}
