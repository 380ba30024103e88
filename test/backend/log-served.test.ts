import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hex } from "#core/bytes.ts";
import { parseCheckpoint } from "#core/log/checkpoint.ts";
import { parseNote } from "#core/log/note.ts";
import { parseEntryBundle } from "#core/log/tile.ts";
import { leafHash } from "#core/log/tree.ts";
import { sha256, slowRoot } from "../core/slow-tree.ts";
import { type Answer, type LogOf300, logOf300, SIZES } from "./log-of-300.ts";

let log: LogOf300;
beforeAll(async () => {
  log = await logOf300();
});
afterAll(() => log.r.close());

const FOREVER = "public, max-age=31536000, immutable";
const hashesOf = (tile: Uint8Array): Uint8Array[] =>
  Array.from({ length: tile.length / 32 }, (_, n) => tile.subarray(32 * n, 32 * n + 32));
/** The answer's body, of a tile that must be there. */
async function tile(path: string): Promise<Buffer> {
  const { status, headers, body } = await log.ask(`/log/tile/${path}`);
  expect([path, status, headers["content-type"], headers["cache-control"]]).toEqual([
    path,
    200,
    "application/octet-stream",
    FOREVER,
  ]);
  return body;
}

describe("a client that has tiles only", () => {
  it("recomputes the root of every checkpoint that was ever served, from the tiles of its size", async () => {
    for (const [at, size] of SIZES.entries()) {
      const { size: signed, root } = parseCheckpoint(parseNote(log.checkpoints[at] ?? "").text);
      expect(signed).toBe(size);
      const [full, width] = [Math.floor(size / 256), size % 256];
      const paths = [...(full ? ["000"] : []), ...(width ? [`00${full}.p/${width}`] : [])];
      const leaves = (await Promise.all(paths.map((path) => tile(`0/${path}`)))).flatMap(hashesOf);
      const entries = (await Promise.all(paths.map((path) => tile(`entries/${path}`)))).flatMap(parseEntryBundle);
      expect(entries.map((entry) => hex(leafHash(sha256, entry)))).toEqual(leaves.map(hex));
      expect(hex(slowRoot(leaves))).toBe(hex(root));
      if (full) expect(hex(await tile("1/000.p/1"))).toBe(hex(slowRoot(leaves.slice(0, 256))));
    }
  });

  it("still finds every narrower tile once the whole one is there", async () => {
    const whole = await tile("0/000");
    expect(whole.length).toBe(8192);
    for (const width of [1, 2, 128, 255])
      expect((await tile(`0/000.p/${width}`)).equals(whole.subarray(0, 32 * width))).toBe(true);
    const bundle = await tile("entries/000");
    const narrow = await tile("entries/000.p/255");
    expect(narrow.equals(bundle.subarray(0, narrow.length))).toBe(true);
    expect(parseEntryBundle(narrow)).toHaveLength(255);
  });
});

describe("the checkpoint", () => {
  it("is plain text that no cache hands out without asking, and is not sent twice to who has it", async () => {
    const { status, headers, body } = await log.ask("/log/checkpoint");
    expect([status, headers["content-type"], headers["cache-control"]]).toEqual([
      200,
      "text/plain; charset=utf-8",
      "no-cache",
    ]);
    expect(body.toString()).toBe(log.checkpoints.at(-1));
    expect(await log.ask("/log/checkpoint", { "if-none-match": headers.etag ?? "" })).toMatchObject({ status: 304 });
  });
});

describe("over HTTP", () => {
  const encoded = (path: string, encoding: string): Promise<Answer> => log.ask(path, { "accept-encoding": encoding });

  it("entry bundles are compressed for who asks, and the same bytes for who does not", async () => {
    const plain = await encoded("/log/tile/entries/000", "identity");
    const gzip = await encoded("/log/tile/entries/000", "gzip");
    const brotli = await encoded("/log/tile/entries/000", "br");
    expect([plain, gzip, brotli].map(({ headers }) => headers["content-encoding"])).toEqual([undefined, "gzip", "br"]);
    expect([plain, gzip, brotli].map(({ headers }) => headers.vary)).toEqual(Array(3).fill("Accept-Encoding"));
    expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true);
    expect(brotliDecompressSync(brotli.body).equals(plain.body)).toBe(true);
    expect(gzip.body.length).toBeLessThan(plain.body.length / 2);
    expect(gzip.headers["content-type"]).toBe("application/octet-stream");
  });

  it("tiles of hashes are sent as they are", async () => {
    const { headers, body } = await encoded("/log/tile/0/000", "gzip, br");
    expect([headers["content-encoding"], headers["content-length"], body.length]).toEqual([undefined, "8192", 8192]);
  });

  it.each(["checkpoint", "tile/0/000", "tile/entries/000.p/3", "proof/7"])(
    "%s answers HEAD like GET without the body, and a part only with the whole",
    async (path) => {
      const get = await log.ask(`/log/${path}`);
      const head = await log.ask(`/log/${path}`, {}, "HEAD");
      const { date: _then, ...told } = get.headers;
      expect([head.status, head.body.length]).toEqual([200, 0]);
      expect(head.headers).toMatchObject(told);
      expect(told["content-length"]).toBe(String(get.body.length));
      const part = await log.ask(`/log/${path}`, { range: "bytes=0-9" });
      expect([part.status, part.body.equals(get.body)]).toEqual([200, true]);
    },
  );

  it.each(["checkpoint", "tile/0/000", "tile/entries/000", "proof/7", "anchors"])(
    "%s may be read by a page of any site, which is told no more than that",
    async (path) => {
      const { headers } = await log.ask(`/log/${path}`, { origin: "https://verifier.example" });
      expect(headers).toMatchObject({
        "access-control-allow-origin": "*",
        "cross-origin-resource-policy": "cross-origin",
      });
      expect(headers["access-control-allow-credentials"]).toBeUndefined();
    },
  );

  it("no other address of the service is open to other sites", async () => {
    const { headers } = await log.ask("/policy.json", { origin: "https://verifier.example" });
    expect(headers["access-control-allow-origin"]).toBeUndefined();
  });
});

describe("a bad request", () => {
  const bad: Readonly<Record<string, readonly string[]>> = {
    "tile-path-malformed": [
      "tile/0",
      "tile/000",
      "tile/00/000",
      "tile/64/000",
      "tile/x00/000",
      "tile/data/000",
      "tile/0/00",
      "tile/0/0000",
      "tile/0/1",
      "tile/0/x000/001",
      "tile/0/001/002",
      "tile/0/x001",
      "tile/0/x1/000",
      "tile/0/x999/x999/x999/x999/x999/999",
      "tile/0/000.p",
      "tile/0/000.p/0",
      "tile/0/000.p/01",
      "tile/0/000.p/256",
      "tile/0/000.p/1/2",
      "tile/0/000.gz",
      "tile/0/../0/000",
      "tile/entries/0",
      "tile/entries/0/000",
      `tile/0/${"x000/".repeat(800)}000`,
    ],
    "tile-unknown": [
      "tile/0/002",
      "tile/0/001",
      "tile/0/001.p/45",
      "tile/1/000",
      "tile/1/000.p/2",
      "tile/2/000.p/1",
      "tile/63/000.p/1",
      "tile/0/x999/x999/x999/x999/999",
      "tile/entries/001",
      "tile/entries/001.p/45",
      "tile/entries/x999/x999/x999/x999/999",
    ],
    "entry-unknown": ["proof/300", "proof/999999999999999"],
    "not-found": [
      "",
      "nothing",
      "checkpoint/",
      "Checkpoint",
      "check%70oint",
      "%",
      "%ff",
      "../log/nothing",
      "tile",
      "tile/",
      "tile//0/000",
      "TILE/0/000",
      "tile/0/000/",
      "tile/0/000.p/",
      "tile/0%2F000",
      "tile/0/000%00",
      "tile/0/\u0660\u0660\u0661",
      "tile/0/-01",
      "tile/0/+01",
      "proof",
      "proof/01",
      "proof/-1",
      "proof/1e2",
      "proof/0x1",
      "proof/1.0",
      "proof/9999999999999999",
    ],
  };
  const table = Object.entries(bad).flatMap(([code, paths]) => paths.map((path) => [path.slice(0, 60), code, path]));

  async function refusedAs(code: string, answer: Answer, status = 404): Promise<void> {
    const text = answer.body.toString();
    const problem = JSON.parse(text) as { code: string; status: number; title: string };
    expect([answer.status, answer.headers["content-type"], problem.code, problem.status]).toEqual([
      status,
      "application/problem+json; charset=utf-8",
      code,
      status,
    ]);
    expect(answer.headers).toMatchObject({ "access-control-allow-origin": "*", "cache-control": "no-store" });
    expect(text.length).toBeLessThan(1000);
    expect(text).not.toMatch(/Error|\.ts\b|node_modules|\bat \//);
  }

  it.each(table)("for /log/%s is refused with %s and no more said than that", async (_cut, code = "", path = "") => {
    await refusedAs(code, await log.ask(`/log/${encodeURI(path).replaceAll("%25", "%")}`));
  });

  it("by another method than GET and HEAD is not allowed", async () => {
    for (const method of ["POST", "PUT", "DELETE", "PATCH"])
      await refusedAs("method-not-allowed", await log.ask("/log/tile/0/000", {}, method), 405);
  });
});
