import { existsSync } from "node:fs";
import { open, readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { labelPath } from "#core/label/url.ts";
import { sampleAuthor } from "../author.ts";
import { type Client, Refused, type Request } from "../client.ts";
import { calendarOf } from "./calendar.ts";
import { sampleSerials } from "./serials.ts";
import { batchesOf, type Codes, story } from "./story.ts";

type Line =
  | { readonly began: string }
  | { readonly n: number; readonly request: Request }
  | { readonly done: number }
  | { readonly label: string };

/**
 * Plays the sample story through the public HTTP API. Every signed request is on disk before it is sent, so a load that was cut off
 * goes on where it stopped and sends the last request again, letter for letter: the service takes it once.
 *
 * @returns path of one sample label
 */
export async function loadSample(
  client: Client,
  file: string,
  now: Date,
  progress: (beat: number) => void,
): Promise<string> {
  const lines = await readLines(file);
  const finished = lines.find((line): line is { label: string } => "label" in line);
  if (finished) return finished.label;
  const journal = await open(file, "a");
  const write = async (line: Line) => {
    await journal.appendFile(`${JSON.stringify(line)}\n`);
    await journal.datasync();
  };
  try {
    const [first] = lines;
    const began = first && "began" in first ? first.began : now.toISOString();
    if (!first) await write({ began });
    else await journal.appendFile("\n"); // ends a line that a crash may have torn
    const calendar = calendarOf(new Date(began));
    const done = lines.filter((line) => "done" in line).length;
    const pending = lines.findLast((line): line is { n: number; request: Request } => "request" in line);
    let n = 0;
    for await (const { actor, step, labels, file } of story(client, calendar, Math.floor(Date.parse(began) / 1000))) {
      if (n >= done) {
        if (file) await client.attach(sampleAuthor(actor), file);
        const prepare = async () => {
          const request = withCodes(await client.prepare(sampleAuthor(actor), step), labels);
          await write({ n, request });
          return request;
        };
        const kept = pending?.n === n ? pending.request : undefined;
        await sendOnce(client, kept ?? (await prepare())).catch(async (error: unknown) => {
          const late = error instanceof Refused && error.code === "act-expired" && kept;
          if (!late) throw error;
          if (!(await wasTaken(client, actor, kept))) await sendOnce(client, await prepare());
        });
        await write({ done: n });
        progress(n);
      }
      n++;
    }
    const { pack } = batchesOf(calendar);
    const label = labelPath({ product: "green-tea-50g", batch: pack, serial: sampleSerials(pack, 1)[0] ?? "" });
    await write({ label });
    return label;
  } finally {
    await journal.close();
  }
}

const withCodes = (request: Request, labels: Codes | undefined): Request =>
  labels ? { ...request, path: "/mints", body: { ...(request.body as object), ...labels } } : request;

/** An act whose nonce is used up, or an entry that stands in the log, was taken the first time. */
async function sendOnce(client: Client, request: Request): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await client.send(request);
      return;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.code === "act-nonce" || error.code === "entry-duplicate") return;
      if ((error.status !== 429 && error.status !== 503) || attempt >= 20) throw error;
      await pause(500);
    }
  }
}

/** The contract looks at the deadline first, so of a late act only the nonce tells whether it was taken in time. */
async function wasTaken(client: Client, actor: string, { body }: Request): Promise<boolean> {
  const { contract, message } = body as { contract: string; message: { nonce: number } };
  const { nonce } = await client.get<{ nonce: string }>(`/acts/nonce?contract=${contract}&actor=${actor}`);
  return Number(nonce) > message.nonce;
}

async function readLines(file: string): Promise<readonly Line[]> {
  if (!existsSync(file)) return [];
  const text = await readFile(file, "utf8");
  return text.split("\n").flatMap((line): Line[] => {
    try {
      return [JSON.parse(line) as Line];
    } catch {
      return []; // the last line may be torn by a crash: it was never sent
    }
  });
}
