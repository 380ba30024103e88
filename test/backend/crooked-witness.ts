import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { WitnessKnown } from "#backend/log/ask-witness.ts";
import { parseNote } from "#core/log/note.ts";
import { type AddCheckpoint, parseAddCheckpoint } from "#core/log/witness.ts";
import { type TestWitness, testWitness } from "../core/log-signer.ts";

export type Reply = { readonly status: number; readonly body: string; readonly headers?: Record<string, string> };
export type Crooked = TestWitness & {
  readonly known: WitnessKnown;
  /** What it was asked, in order. */
  readonly asked: AddCheckpoint[];
  /** How it answers from now on; undefined: never. */
  answer: (request: AddCheckpoint, text: string) => Reply | undefined;
  close(): Promise<void>;
};

/** A witness that keeps no rules but those it is told to. */
export async function crookedWitness(name: string, answer: Crooked["answer"]): Promise<Crooked> {
  const witness = testWitness(name);
  const asked: AddCheckpoint[] = [];
  const server = createServer(async (req, res) => {
    const parts: Buffer[] = [];
    for await (const part of req as AsyncIterable<Buffer>) parts.push(part);
    const request = parseAddCheckpoint(Buffer.concat(parts).toString());
    asked.push(request);
    const reply = self.answer(request, parseNote(request.checkpoint).text);
    if (reply) res.writeHead(reply.status, { "content-type": "text/plain", ...reply.headers }).end(reply.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const self: Crooked = {
    ...witness,
    known: { url, key: witness.key, anchorKey: undefined },
    asked,
    answer,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return self;
}
