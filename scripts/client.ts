import { type ActMessage, type ActName, actDigest, acts } from "#core/act/acts.ts";
import { chainId32 } from "#core/act/id.ts";
import { readAttachment } from "#core/attachment/read.ts";
import { attachmentBytes } from "#core/attachment/signed.ts";
import { base64url, hex } from "#core/bytes.ts";
import { type Entry, leafOf, signedBytes, type UnsignedEntry } from "#core/entry.ts";

import { type Policy, parsePolicy } from "#core/evidence/policy.ts";
import { leafHash } from "#core/log/tree.ts";
import type { Attachment } from "#core/statement/attachment.ts";
import type { Step } from "#core/work/task.ts";
import { type Author, sha256 } from "./author.ts";

/** A refusal as the service sent it (application/problem+json). */
export class Refused extends Error {
  readonly code: string;
  readonly status: number;
  constructor(status: number, problem: { code?: string; title?: string; titleEn?: string }) {
    super(`${problem.code ?? status}: ${problem.title ?? ""} ${problem.titleEn ?? ""}`.trim());
    this.code = problem.code ?? "";
    this.status = status;
  }
}

/** One signed request, ready to send and safe to send again. */
export type Request = { readonly what: string; readonly path: string; readonly body: unknown };
export type Receipt = { readonly what: string; readonly gasUsed?: number; readonly index?: number };
type Series = { readonly sequence: number; readonly previous: string; readonly entries: readonly number[] };

/** What a person's device does, from a shell: signs with the author's own key and talks to the public HTTP API. */
export type Client = {
  readonly service: string;
  readonly policy: Policy;
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: unknown): Promise<T>;
  prepare(author: Author, step: Step): Promise<Request>;
  send(request: Request): Promise<Receipt>;
  perform(author: Author, steps: readonly Step[]): Promise<readonly Receipt[]>;
  signAct(
    author: Author,
    act: ActName,
    message: ActMessage,
  ): Promise<{ contract: string; act: ActName; message: ActMessage; signature: string }>;
  /** Stores a picture or a PDF that a record names. */
  attach(author: Author, file: Uint8Array): Promise<Pick<Attachment, "sha256" | "bytes">>;
  leafHashes(series: string): Promise<readonly Uint8Array[]>;
};

const DEADLINE_SECONDS = 900;
const MOST_TRIES = 10;

export async function connect(service: string): Promise<Client> {
  const policy = parsePolicy(await fetchJson(`${service}/policy.json`));
  const get = <T>(path: string) => fetchJson<T>(service + path);
  const post = <T>(path: string, body: unknown) =>
    fetchJson<T>(service + path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });

  const signAct: Client["signAct"] = async (author, act, planned) => {
    const { contract } = acts[act];
    const actor = chainId32(sha256, author.actor);
    const { nonce } = await get<{ nonce: string | number }>(`/acts/nonce?contract=${contract}&actor=${author.actor}`);
    const message = {
      actor,
      ...planned,
      nonce: Number(nonce),
      deadline: Math.floor(Date.now() / 1000) + DEADLINE_SECONDS,
    };
    const signature = `0x${hex(author.sign(actDigest(policy.chain, act, message)))}`;
    return { contract, act, message, signature };
  };
  const signEntry = async (author: Author, { statement, series }: Extract<Step, { kind: "entry" }>): Promise<Entry> => {
    const links = await Promise.all(
      series.map(async (id) => {
        const { sequence, previous } = await get<Series>(`/series?id=${encodeURIComponent(id)}`);
        return { id, sequence: sequence + 1, previous };
      }),
    );
    const unsigned: UnsignedEntry = { statement, actor: author.actor, key: author.key, series: links };
    return { ...unsigned, signature: base64url(author.sign(signedBytes(policy.log.origin, unsigned))) };
  };
  const prepare: Client["prepare"] = async (author, step) => {
    if (step.kind === "act")
      return { what: step.act, path: "/acts", body: await signAct(author, step.act, step.message) };
    const entry = await signEntry(author, step);
    const [path, body] = asCapture(entry);
    return { what: nameOf(entry), path, body };
  };
  const send: Client["send"] = async ({ what, path, body }) => {
    const answer = await untilKnown(() =>
      post<{ gasUsed?: string | number; entries?: { index: number }[] }>(path, body),
    );
    const index = answer.entries?.[0]?.index;
    return {
      what,
      ...(answer.gasUsed !== undefined && { gasUsed: Number(answer.gasUsed) }),
      ...(index !== undefined && { index }),
    };
  };
  return {
    service,
    policy,
    get,
    post,
    signAct,
    prepare,
    send,
    async perform(author, steps) {
      const receipts: Receipt[] = [];
      for (const step of steps) receipts.push(await send(await prepare(author, step)));
      return receipts;
    },
    attach: (author, file) => {
      const digest = hex(sha256(file));
      const { actor, key } = author;
      const signature = base64url(author.sign(attachmentBytes(policy.log.origin, digest)));
      return fetchJson(`${service}/attachments?${new URLSearchParams({ actor, key, signature })}`, {
        method: "POST",
        headers: { "content-type": readAttachment(file).mediaType },
        body: Buffer.from(file),
      });
    },
    async leafHashes(series) {
      const { entries } = await get<Series>(`/series?id=${encodeURIComponent(series)}`);
      return Promise.all(
        entries.map(async (index) =>
          leafHash(sha256, leafOf((await get<{ entry: Entry }>(`/entries/${index}`)).entry)),
        ),
      );
    },
  };
}

/** Sends the same again while the service cannot say whether it counts: it counts once. */
async function untilKnown<T>(send: () => Promise<T>, tries = MOST_TRIES): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== "act-unconfirmed" || tries <= 1) throw error;
    return untilKnown(send, tries - 1);
  }
}

/** EPCIS events go to /capture as EPCIS 2.0 documents, our own records to /entries. */
function asCapture(entry: Entry): [string, unknown] {
  const { type } = entry.statement;
  if (type !== "ObjectEvent" && type !== "TransformationEvent") return ["/entries", { entries: [entry] }];
  return ["/capture", epcisDocument([entry])];
}

export const epcisDocument = (events: readonly Entry[]): unknown => ({
  "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
  type: "EPCISDocument",
  schemaVersion: "2.0",
  creationDate: new Date().toISOString(),
  epcisBody: { eventList: events.map(({ statement, ...proof }) => ({ ...statement, "liangji:proof": proof })) },
});

const nameOf = ({ statement }: Entry): string => ("bizStep" in statement ? statement.bizStep : statement.type);

export async function fetchJson<T>(url: string, init?: RequestInit): Promise<T> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(30_000) });
  const body: unknown = await response.json();
  if (!response.ok) throw new Refused(response.status, body as { code?: string });
  return body as T;
}
