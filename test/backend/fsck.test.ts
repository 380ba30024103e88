import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { startService } from "#backend/service.ts";
import { openDatabase, openStore } from "#backend/store/open.ts";
import { connect } from "#scripts/client.ts";
import { fsck } from "#scripts/fsck.ts";
import { productEntry } from "../battery/products.ts";
import { prepareService } from "./running.ts";

let p: Awaited<ReturnType<typeof prepareService>>;
let folder: string;
const whole = () => join(p.folder, "whole");
const older = () => join(p.folder, "older");

beforeAll(async () => {
  p = await prepareService();
  const dataDir = whole();
  await cp(join(p.folder, "log-key"), join(dataDir, "log-key"), { recursive: true });
  await mkdir(join(dataDir, "deployments"));
  const { chainId } = p.options.deployment;
  await writeFile(join(dataDir, "deployments", `${chainId}.json`), JSON.stringify(p.options.deployment));
  for (const name of ["tea-1", "tea-2"]) {
    const service = await startService({ ...p.options, dataDir });
    await (await connect(service.url)).post("/entries", { entries: [productEntry(name)] });
    await service.anchorNow();
    await service.close();
    if (name === "tea-1") await cp(dataDir, older(), { recursive: true });
  }
});
beforeEach(async () => {
  folder = join(p.folder, "twin");
  await rm(folder, { recursive: true, force: true });
  await cp(whole(), folder, { recursive: true });
});
afterAll(() => p.close());

const check = (dataDir = folder, env: NodeJS.ProcessEnv = { CHAIN_RPC_URL: p.chain.url }) =>
  fsck(["--data", dataDir], env, () => undefined);
const change = async (file: string, from: string | RegExp, to: string): Promise<void> =>
  writeFile(join(folder, file), (await readFile(join(folder, file), "utf8")).replace(from, to));

it("finds a folder in order that is, down to the heads on the chain", async () => {
  expect(await check()).toMatchObject({
    code: 0,
    text: expect.stringMatching(/sound: 2 条 entries.*2 anchored heads/),
  });
});

it("does not say in order when the chain was not asked", async () => {
  expect(await check(folder, {})).toMatchObject({ code: 2, text: expect.stringContaining("CHAIN_RPC_URL") });
});

it("names the row, whichever of its rows has one bit flipped or is gone", async () => {
  const names = await rows();
  expect(new Set(names.map((name) => name.split("/")[0])).size).toBeGreaterThanOrEqual(5);
  for (const name of names)
    for (const gone of [false, true]) {
      await harm(name, gone);
      const { code, text } = await check();
      expect([name, gone, code]).toEqual([name, gone, gone && isKeptForSpeed(name) ? 0 : 1]);
      if (code === 1) expect(text).toContain("damaged at");
      await rm(folder, { recursive: true, force: true });
      await cp(whole(), folder, { recursive: true });
    }
});

it("names an entry whose signature does not verify, or whose key nobody introduced", async () => {
  const { policy, ...rest } = await policyOf();
  const [first, ...others] = policy.roots;
  await rest.write({ ...policy, roots: others.length > 0 ? others : [{ ...first, key: "A".repeat(43) }] });
  expect(await check()).toMatchObject({ code: 1, text: expect.stringContaining("nobody introduced") });
  const other = policy.roots.find(({ publicKey }) => publicKey !== first?.publicKey);
  await rest.write({
    ...policy,
    roots: policy.roots.map((root) => ({ ...root, publicKey: (root === first ? other : root)?.publicKey })),
  });
  expect(await check()).toMatchObject({ code: 1, text: expect.stringContaining("does not verify") });
});

it("names a log that lacks what is anchored", async () => {
  expect(await check(older())).toMatchObject({ code: 1, text: expect.stringContaining("has only 1") });
});

it("names a checkpoint of another key", async () => {
  await change(
    "policy.json",
    /"vkey": "([^+]+)\+[^"]+"/,
    '"vkey": "$1+00000000+AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"',
  );
  expect(await check()).toMatchObject({ code: 1, text: expect.stringContaining("damaged at head") });
});

it("refuses a folder that is in use, or none at all", async () => {
  const open = await openDatabase(folder);
  await expect(check()).rejects.toThrow(/--data/);
  await open.close();
  expect(await check(join(p.folder, "nowhere"))).toMatchObject({ code: 2 });
});

async function policyOf() {
  const file = join(folder, "policy.json");
  const policy = JSON.parse(await readFile(file, "utf8")) as {
    roots: { key: string; publicKey: string; actor: string }[];
  };
  return { policy, write: (next: object) => writeFile(file, JSON.stringify(next)) };
}

/** The last anchor proof and the transactions under way: made again when they are missing. */
const isKeptForSpeed = (name: string): boolean => name === "proof" || name.startsWith("t/");
const raw = () => openStore(join(folder, "store"));
async function rows(): Promise<readonly string[]> {
  const db = await raw();
  const names = await db.keys().all();
  await db.close();
  return names;
}
async function harm(name: string, gone: boolean): Promise<void> {
  const db = await raw();
  const value = await db.get(name);
  if (gone) await db.del(name);
  else if (value) await db.put(name, Buffer.from(value.with(value.length - 1, (value.at(-1) ?? 0) ^ 1)));
  await db.close();
}
