import { afterAll, beforeAll, expect, it } from "vitest";
import { base64url, hex } from "#core/bytes.ts";
import { type Entry, leafOf, type Statement, signedBytes } from "#core/entry.ts";
import { parseCheckpoint } from "#core/log/checkpoint.ts";
import { verifyNote } from "#core/log/note.ts";
import { parseEntryBundle } from "#core/log/tile.ts";
import { leafHash, root } from "#core/log/tree.ts";
import { plant } from "#core/work/garden.ts";
import { survey } from "#core/work/land.ts";
import { admit } from "#core/work/people.ts";
import { type Author, sampleAuthor, sha256 } from "#scripts/author.ts";
import { nodeCrypto } from "#scripts/node-crypto.ts";
import { brand } from "#scripts/sample/cast.ts";
import { smallPlot } from "../backend/ground.ts";
import { ORIGIN, type Running, run } from "../backend/running.ts";
import { type Dice, diceOf } from "./dice.ts";
import { found, times } from "./scale.ts";
import { inParallel, type Loss, type Reply, senderTo } from "./sender.ts";

const SEED = 20_261_127;
const AT_ONCE = 32;
const MOST_COPIES = 20;
const PLOTS = 40;
const PLANTINGS = 4;
const occurredAt = "2026-01-05T08:00:00+08:00";
const operator = sampleAuthor("brand-operator");
const grower = sampleAuthor("tea-garden-1");
const losses: readonly Loss[] = ["on the way there", "before the answer", "within the answer"];

type Request = { readonly path: string; readonly body: string; readonly entries: readonly Entry[] };

let r: Running;
beforeAll(async () => {
  r = await run();
  const { client } = r;
  const verifier = client.policy.chain.contracts.WebCryptoP256Verifier;
  await client.perform(
    operator,
    admit(sha256, {
      subject: grower.actor,
      name: { zh: "示例茶场一", en: "Sample tea garden 1" },
      roles: ["grower"],
      publicKey: grower.publicKey,
      verifier,
      validFrom: 0,
      validTo: 4_102_444_800,
      occurredAt,
    }),
  );
  const entries = Array.from({ length: PLOTS }, (_, n) => sign(operator, surveyOf(`plot-${n}`)));
  await client.post("/entries", { entries });
});
afterAll(() => r.close());

function sign(by: Author, statement: Statement, series: Entry["series"] = []): Entry {
  const unsigned = { statement, actor: by.actor, key: by.key, series };
  return { ...unsigned, signature: base64url(by.sign(signedBytes(ORIGIN, unsigned))) };
}
const hashOf = (entry: Entry): string => hex(leafHash(sha256, leafOf(entry)));

function surveyOf(plot: string): Statement {
  const [first] = survey(sha256, {
    occurredAt,
    plot,
    name: { zh: plot, en: plot },
    holder: grower.actor,
    ...smallPlot(),
  });
  if (first?.kind !== "entry") throw new Error("a survey begins with an entry");
  return first.statement;
}
const product = (n: number): Entry =>
  sign(operator, {
    type: "liangji:ProductDefined",
    occurredAt,
    product: `tea-${n}`,
    name: { zh: `茶 ${n}`, en: `tea ${n}` },
    verb: "drink",
  });

/** A plot's first plantings, in one EPCIS document: the second names the first. */
function captureOf(plot: string): Request {
  const entries: Entry[] = [];
  for (let n = 1; n <= PLANTINGS; n++) {
    const [step] = plant(brand.domain, {
      plot,
      time: `2026-02-0${n}T08:00:00+08:00`,
      variety: "福鼎大白",
      plantedOn: `2026-02-0${n}`,
      plantsPerMu: 3000,
    });
    if (step?.kind !== "entry") throw new Error("planting is an entry");
    const before = entries.at(-1);
    const series = [{ id: `plot/${plot}`, sequence: n, previous: before ? hashOf(before) : "" }];
    entries.push(sign(grower, step.statement, series));
  }
  const eventList = entries.map(({ statement, ...proof }) => ({ ...statement, "liangji:proof": proof }));
  const document = { type: "EPCISDocument", schemaVersion: "2.0", epcisBody: { eventList } };
  return { path: "/capture", body: JSON.stringify(document), entries };
}

const post = (...entries: Entry[]): Request => ({ path: "/entries", body: JSON.stringify({ entries }), entries });

/** Requests that together have about `copies` copies: single entries, several at once that overlap with them, and captures. */
function requestsFor(copies: number, dice: Dice): readonly Request[] {
  const requests: Request[] = Array.from({ length: PLOTS }, (_, n) => captureOf(`plot-${n}`));
  const distinct = Math.ceil((2 * copies) / (MOST_COPIES + 1));
  for (let n = 0; requests.length < distinct; n++) {
    const entry = product(n);
    requests.push(post(entry));
    if (n % 5 === 0) requests.push(post(...dice.shuffled([entry, product(1_000_000 + n)])));
  }
  return requests;
}

/** One to twenty of each; one in six is lost on its way, there or back. */
const copiesOf = (request: Request, dice: Dice): readonly { request: Request; loss?: Loss }[] =>
  Array.from({ length: 1 + dice.below(MOST_COPIES) }, () => {
    const loss = dice.below(6) === 0 ? losses[dice.below(losses.length)] : undefined;
    return { request, ...(loss && { loss }) };
  });

/** Every line of the log, read from the tiles that anyone may read. */
async function leaves(): Promise<readonly Uint8Array[]> {
  const bytes = async (path: string) => new Uint8Array(await (await fetch(r.service.url + path)).arrayBuffer());
  const note = await (await fetch(`${r.service.url}/log/checkpoint`)).text();
  const head = parseCheckpoint(await verifyNote(nodeCrypto, note, [r.service.policy.log.vkey]));
  const all: Uint8Array[] = [];
  while (all.length < head.size) {
    const n = all.length / 256;
    const index =
      n < 1000
        ? String(n).padStart(3, "0")
        : `x${String(Math.floor(n / 1000)).padStart(3, "0")}/${String(n % 1000).padStart(3, "0")}`;
    const width = Math.min(256, head.size - all.length);
    all.push(...parseEntryBundle(await bytes(`/log/tile/entries/${index}${width < 256 ? `.p/${width}` : ""}`)));
  }
  const hashes = all.map((leaf) => leafHash(sha256, leaf));
  expect(hex(root(sha256, hashes))).toBe(hex(head.root));
  return hashes;
}

it("R11: gives every entry one line and every request one reply, however often it comes and whatever is lost", async () => {
  const dice = diceOf(SEED);
  const before = (await leaves()).length;
  const requests = requestsFor(times(100_000), dice);
  const deliveries = dice.shuffled(requests.flatMap((request) => copiesOf(request, dice)));
  const replies = new Map<Request, Set<string>>(requests.map((request) => [request, new Set()]));
  const sender = senderTo(r.service.url, AT_ONCE);
  let [sent, lost] = [0, 0];
  const began = performance.now();
  const deliver = async (request: Request, loss?: Loss): Promise<Reply> => {
    sent += 1;
    const reply = await sender.send(request.path, request.body, loss);
    if (reply) return reply;
    lost += 1;
    return deliver(request);
  };
  await inParallel(AT_ONCE, deliveries, async ({ request, loss }) => {
    const reply = await deliver(request, loss);
    replies.get(request)?.add(`${reply.status} ${reply.text}`);
  });
  const seconds = (performance.now() - began) / 1000;
  sender.close();

  for (const [{ path, entries }, said] of replies) {
    expect([...said], `seed ${SEED}`).toHaveLength(1);
    const [only = ""] = said;
    expect(only.slice(0, 3)).toBe(path === "/capture" ? "202" : "201");
    expect(only).toContain(hashOf(entries[0] as Entry));
  }
  const logged = (await leaves()).map(hex).slice(before);
  const wanted = new Set(requests.flatMap(({ entries }) => entries.map(hashOf)));
  expect(logged).toHaveLength(wanted.size);
  expect(new Set(logged)).toEqual(wanted);
  found("R11", {
    requests: sent,
    lost,
    entries: wanted.size,
    leaves: logged.length,
    seed: SEED,
    seconds: Math.round(seconds),
  });
});
