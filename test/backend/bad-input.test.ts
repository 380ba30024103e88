import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Contract, Wallet } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readInterfaces } from "#backend/chain/contracts.ts";
import { providerOf } from "#backend/chain/provider.ts";
import { openDatabase } from "#backend/store/open.ts";
import type { ActName } from "#core/act/acts.ts";
import { chainId32 } from "#core/act/id.ts";
import { base64url, hex } from "#core/bytes.ts";
import { type Entry, leafOf, type Statement, signedBytes } from "#core/entry.ts";
import { parseBundle } from "#core/evidence/parse.ts";
import { encodeSerial } from "#core/label/serial.ts";
import { labelPath } from "#core/label/url.ts";
import { leafHash } from "#core/log/tree.ts";
import { refusals } from "#core/refusals.ts";
import { closeBatch } from "#core/work/batch.ts";
import { issue } from "#core/work/certificate.ts";
import { harvest, plant } from "#core/work/garden.ts";
import { mint } from "#core/work/labels.ts";
import { defineProduct, survey } from "#core/work/land.ts";
import { accredit, admit } from "#core/work/people.ts";
import type { Step } from "#core/work/task.ts";
import { type Author, sampleAuthor, sha256 } from "#scripts/author.ts";
import { brand } from "#scripts/sample/cast.ts";
import { inParallel } from "../battery/sender.ts";
import { type Mutant, mutantsOf } from "../core/json-mutants.ts";
import { smallPlot } from "./ground.ts";
import { ORIGIN, type Running, run } from "./running.ts";

const FAR = 4_102_444_800;
const occurredAt = "2026-01-05T08:00:00+08:00";
const both = (text: string) => ({ zh: text, en: text });
const [operator, accreditor, worker, body] = ["brand-operator", "accreditor", "tea-garden-1", "certification-body"].map(
  sampleAuthor,
) as [Author, Author, Author, Author];

const serials = [1, 2, 3].map((n) => encodeSerial(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, n)));

let r: Running;
let folder: string;
let db: Awaited<ReturnType<typeof openDatabase>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "liangji-bad-"));
  db = await openDatabase(folder);
  r = await run({ database: db });
  const { perform, policy, leafHashes } = r.client;
  const verifier = policy.chain.contracts.WebCryptoP256Verifier;
  const admission = (one: Author, roles: Parameters<typeof admit>[1]["roles"]) =>
    admit(sha256, {
      subject: one.actor,
      name: both(one.actor),
      roles,
      publicKey: one.publicKey,
      verifier,
      validFrom: 0,
      validTo: FAR,
      occurredAt,
    });
  await perform(operator, admission(worker, ["grower", "packer", "laboratory"]));
  await perform(accreditor, admission(body, ["certifier"]));
  await perform(
    accreditor,
    accredit(sha256, {
      body: body.actor,
      scheme: "quality",
      products: ["fresh-leaf", "made-tea"],
      validFrom: 0,
      validTo: FAR,
      documentHash: "a".repeat(64),
    }),
  );
  await perform(operator, surveyed("plot-1"));
  await perform(worker, picked("leaf-1"));
  await perform(
    worker,
    closeBatch(sha256, { batch: "leaf-1", leafHashes: await leafHashes("batch/leaf-1"), nextHolder: "x" }),
  );
  // Opened and filled on the chain; in the log its series is still empty.
  await perform(
    worker,
    picked("leaf-2").filter(({ kind }) => kind === "act"),
  );
});
afterAll(async () => {
  await r.close();
  await rm(folder, { recursive: true, force: true });
});

const surveyed = (plot: string) =>
  survey(sha256, {
    occurredAt,
    plot,
    name: both(plot),
    holder: worker.actor,
    ...smallPlot(),
  });
const picked = (batch: string) =>
  harvest(sha256, brand.domain, {
    batch,
    product: "fresh-leaf",
    season: 2026,
    time: "2026-03-18T08:00:00+08:00",
    leafStandard: "one-bud-two-leaves",
    plots: [{ plot: "plot-1", grams: 20_000 }],
  });

type Request = { readonly path: string; readonly body: unknown };
type Problem = { code: string; title: string; titleEn: string; status: number };

/** Sends text as it is. What is refused is refused whole: code, status, and a sentence in each language with nothing missing. */
async function send(path: string, text: string): Promise<string> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(r.service.url + path, { method: "POST", headers, body: Buffer.from(text, "utf8") });
  if (response.ok) return "accepted";
  const { code, title, titleEn, status } = (await response.json()) as Problem;
  expect([code, status]).toEqual([code, response.status]);
  expect(refusals[code as keyof typeof refusals].status, text.slice(0, 300)).toBe(status);
  expect(status, text.slice(0, 300)).toBeLessThan(500);
  expect(title + titleEn).not.toMatch(/[{}—]/);
  return code;
}

/** Everything that the service keeps and the chain says: what must be the same after a refusal. */
async function everything(): Promise<string> {
  const hash = createHash("sha256");
  for await (const [key, value] of db.iterator({ gte: "", lt: "\uffff" })) hash.update(key).update(value);
  const nonces = [operator, worker, body].flatMap((one) =>
    ["ActorRegistry", "CertificateRegistry", "RecognitionRegistry", "BatchLedger", "LabelMint"].map((contract) =>
      r.client.get<{ nonce: string }>(`/acts/nonce?contract=${contract}&actor=${one.actor}`),
    ),
  );
  const block = await r.chain.request("eth_blockNumber", []);
  return JSON.stringify([hash.digest("hex"), (await Promise.all(nonces)).map(({ nonce }) => nonce), block]);
}

/** What a text may have changed in it without being another request: it is not signed, and nothing is read from it. */
const readOver = (path: string, { kind, at }: Mutant): boolean =>
  path === "/capture" &&
  (/^(@context|creationDate)/.test(at) || ((at === "" || at === "epcisBody") && /^(unknown|prototype)/.test(kind)));
/** Less or more of what was signed, in its order: another request that is as good. */
const asGood = ({ kind, at }: Mutant): boolean =>
  /^(entries|epcisBody\.eventList)$/.test(at)
    ? kind === "item repeated"
    : kind === "dropped" && /^epcisBody\.eventList\.1$|^(ids|contract|act)/.test(at);

const told = ({ kind, at, text }: Mutant) => `${kind} at ${at || "the whole"}: ${text.slice(0, 300)}`;

async function refusesEveryMutantOf({ path, body: json }: Request): Promise<void> {
  const before = await everything();
  const mutants = [...mutantsOf(json as never)].filter((one) => !readOver(path, one) && !asGood(one));
  const accepted: string[] = [];
  await inParallel(16, mutants, async (one) => {
    if ((await send(path, one.text)) === "accepted") accepted.push(told(one));
  });
  expect(accepted).toEqual([]);
  expect(mutants.length).toBeGreaterThan(200);
  expect(await everything()).toBe(before);
  // It was the change that was refused: the request itself is good.
  expect(await send(path, JSON.stringify(json))).toBe("accepted");
  const after = await everything();
  for (const one of mutantsOf(json as never)) if (readOver(path, one)) await send(path, one.text);
  expect(await everything()).toBe(after);
}

const prepared = async (by: Author, steps: readonly Step[], kind: Step["kind"]): Promise<Request> => {
  const step = steps.find((one) => one.kind === kind);
  if (!step) throw new Error(`no ${kind}`);
  return r.client.prepare(by, step);
};

describe("one change in one place is refused, and leaves nothing behind, in", () => {
  it("an entry", async () => {
    const steps = defineProduct({ occurredAt, product: "tea-1", name: both("茶"), verb: "drink", unitGrams: 50 });
    await refusesEveryMutantOf(await prepared(operator, steps, "entry"));
  });

  it("a capture of two events, one after the other in their series", async () => {
    const planted = plant(brand.domain, {
      plot: "plot-1",
      time: "2026-02-01T08:00:00+08:00",
      variety: "福鼎大白",
      plantedOn: "2026-02-01",
      plantsPerMu: 3000,
    });
    const first = await prepared(worker, planted, "entry");
    type Event = { [name: string]: unknown; "liangji:proof": Omit<Entry, "statement"> };
    const { eventList } = (first.body as { epcisBody: { eventList: Event[] } }).epcisBody;
    const [event] = eventList;
    if (!event) throw new Error("no event");
    const { "liangji:proof": proof, ...statement } = event;
    const whole = { statement, ...proof } as Entry;
    const [link] = whole.series;
    const next = { ...statement, eventTime: "2026-02-02T08:00:00+08:00" } as Statement;
    const previous = hex(leafHash(sha256, leafOf(whole)));
    const { statement: second, ...rest } = sign(worker, next, [
      { id: "plot/plot-1", sequence: (link?.sequence ?? 0) + 1, previous },
    ]);
    eventList.push({ ...second, "liangji:proof": rest });
    await refusesEveryMutantOf(first);
  });

  it.each<[ActName, () => Promise<Request>]>([
    ["SetCapacity", () => prepared(operator, surveyed("plot-2"), "act")],
    [
      "Issue",
      () =>
        prepared(
          body,
          issue(sha256, {
            occurredAt,
            certificate: "cert-1",
            title: both("示例"),
            scheme: "quality",
            schemeName: both("示例"),
            holder: worker.actor,
            products: [
              { product: "fresh-leaf", volumeGrams: 1000 },
              { product: "made-tea", volumeGrams: 2000 },
            ],
            plots: ["plot-1", "plot-2"],
            validFrom: "2026-01-01",
            validTo: "2099-12-31",
          }),
          "act",
        ),
    ],
  ])("the act %s", async (_name, make) => {
    await refusesEveryMutantOf(await make());
  });

  it("a reason, when it is no text that can be shown", async () => {
    for (const reason of ["a\nb", "\u202etxt", "", "x".repeat(281)]) {
      const signed = await r.client.signAct(worker, "Recall", { batch: chainId32(sha256, "leaf-1"), reason });
      expect([reason, await send("/acts", JSON.stringify(signed))]).toEqual([reason, "field-invalid"]);
    }
  });

  it("labels with their codes", async () => {
    const { act, message } = mint(sha256, { batch: "leaf-1", serials, unitGrams: 50 });
    const { contract: _c, act: _a, ...signed } = await r.client.signAct(worker, act, message);
    await refusesEveryMutantOf({ path: "/mints", body: { ...signed, serials } });
  });
});

function sign(by: Author, statement: Statement, series: Entry["series"] = [], origin = ORIGIN): Entry {
  const unsigned = { statement, actor: by.actor, key: by.key, series };
  return { ...unsigned, signature: base64url(by.sign(signedBytes(origin, unsigned))) };
}

const product = (n: number, more: object = {}): Statement => ({
  type: "liangji:ProductDefined",
  occurredAt,
  product: `bound-${n}`,
  name: both("茶"),
  verb: "drink",
  ...more,
});

it("a reason that no one can show, sent to the contract past us, leaves the evidence readable", async () => {
  const reason = "a\nb";
  const { message, signature } = await r.client.signAct(worker, "Recall", {
    batch: chainId32(sha256, "leaf-1"),
    reason,
  });
  const provider = providerOf([r.chain.url], r.chain.chainId);
  const stranger = new Wallet(r.chain.accounts[5]?.privateKey ?? "", provider);
  const ledger = new Contract(r.client.policy.chain.contracts.BatchLedger, readInterfaces().BatchLedger, stranger);
  await (await ledger.getFunction("recall").send(message, signature)).wait();
  provider.destroy();
  // A role that is missing may have been given a moment ago: the chain is read anew.
  const entries = [sign(worker, product(1))];
  expect(await send("/entries", JSON.stringify({ entries }))).toBe("role-missing");
  expect(await r.client.get("/batches/leaf-1")).toMatchObject({ recalled: { reason } });
  const evidence = await r.client.get(
    `/evidence${labelPath({ product: "fresh-leaf", batch: "leaf-1", serial: serials[0] ?? "" })}`,
  );
  expect(parseBundle(evidence).reasons).toEqual({});
});

describe("a signature is no licence", () => {
  const ahead = (seconds: number) => `${new Date(Date.now() + seconds * 1000).toISOString().slice(0, 19)}Z`;
  const report = (results: number, words: number): Statement => ({
    type: "liangji:TestReport",
    occurredAt,
    report: "report-1",
    batch: "leaf-2",
    quantityGrams: 1000,
    sampleGrams: 100,
    sampledAt: occurredAt,
    sampledBy: worker.actor,
    accreditations: [{ kind: "CMA", number: "示例" }],
    results: Array.from({ length: results }, (_, n) => ({
      analyte: `analyte-${n}`,
      name: both("茶".repeat(words)),
      lod: "0.01",
      unit: "mg/kg",
      method: "示例",
      kind: "maximum",
    })),
  });
  const first = { id: "batch/leaf-2", sequence: 1, previous: "" };
  const tested = (n: number, series: Entry["series"]) =>
    sign(worker, { ...report(1, 1), report: `report-${n}` } as Statement, series);
  const second = (before: Entry) => [{ ...first, sequence: 2, previous: hex(leafHash(sha256, leafOf(before))) }];
  const good = () => Array.from({ length: 255 }, (_, n) => sign(operator, product(n)));

  it.each<[string, string, () => readonly Entry[]]>([
    ["a leaf of more than 65,535 bytes", "leaf-too-large", () => [sign(worker, report(200, 80), [first])]],
    ["a list longer than it may be", "field-invalid", () => [sign(worker, report(201, 1), [first])]],
    ["more series than there may be", "field-invalid", () => [tested(1, Array(17).fill(first))]],
    ["what happens in seven minutes", "time-in-future", () => [sign(operator, product(1, { occurredAt: ahead(420) }))]],
    [
      "a day that the calendar lacks",
      "field-invalid",
      () => [sign(operator, product(1, { occurredAt: "2026-02-30T08:00:00Z" }))],
    ],
    [
      "what was signed for another log",
      "signature-wrong",
      () => [sign(operator, product(1), [], "log.baisha.example/2027")],
    ],
    ["a field that nobody knows", "field-invalid", () => [sign(operator, product(1, { note: "x" }))]],
    ["a gap in a series", "series-conflict", () => [tested(1, [{ ...first, sequence: 2, previous: "0".repeat(64) }])]],
    [
      "a first entry that names one before it",
      "series-conflict",
      () => [tested(1, [{ ...first, previous: "0".repeat(64) }])],
    ],
    ["a series that it does not belong to", "field-invalid", () => [sign(operator, product(1), [first])]],
    ["no series where it belongs to one", "series-missing", () => [tested(1, [])]],
    ["two for one place", "series-conflict", () => [tested(1, [first]), tested(2, [first])]],
    [
      "two in the wrong order",
      "series-conflict",
      () => {
        const one = tested(1, [first]);
        return [tested(2, second(one)), one];
      },
    ],
    ["255 good ones and one of another's", "role-missing", () => [...good(), sign(worker, product(1))]],
    ["257 good ones", "too-many", () => [...good(), ...[255, 256].map((n) => sign(operator, product(n)))]],
  ])("for %s: %s", async (_what, code, make) => {
    const before = await everything();
    expect(await send("/entries", JSON.stringify({ entries: make() }))).toBe(code);
    expect(await everything()).toBe(before);
  });

  it("and what is refused here is taken when it keeps the bound", async () => {
    const one = tested(1, [first]);
    const entries = [one, tested(2, second(one)), sign(operator, product(1, { occurredAt: ahead(200) })), ...good()];
    expect(await send("/entries", JSON.stringify({ entries: entries.slice(0, 256) }))).toBe("accepted");
  });
});
