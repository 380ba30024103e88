import { readFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "#backend/context.ts";
import { createApp } from "#backend/http/app.ts";
import { listen } from "#backend/listen.ts";
import { createLogger } from "#backend/logger.ts";
import { parsePolicy } from "#core/evidence/policy.ts";
import { refusals } from "#core/refusals.ts";
import { type Running, run } from "./running.ts";

let r: Running;
beforeAll(async () => {
  r = await run();
});
afterAll(() => r.close());

type Problem = { code: string; title: string; titleEn: string; status: number; facts: Record<string, string | number> };
const get = (path: string) => fetch(r.service.url + path);
const post = (path: string, body: string, type = "application/json") =>
  fetch(r.service.url + path, { method: "POST", headers: { "content-type": type }, body });
async function problemOf(response: Response): Promise<Problem> {
  expect(response.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  const problem = (await response.json()) as Problem;
  expect(problem.status).toBe(response.status);
  return problem;
}

describe("refusals", () => {
  it("come with a code, a sentence in each language, and the status of the code", async () => {
    const problem = await problemOf(await get("/entries/999"));
    expect(problem).toMatchObject({ code: "entry-unknown", status: 404, facts: { index: 999 } });
    expect(problem.title).toBe(refusals["entry-unknown"].zh.replace("{index}", "999"));
    expect(problem.titleEn).toBe(refusals["entry-unknown"].en.replace("{index}", "999"));
  });

  it.each([
    ["an address that is none", () => get("/nothing/here"), "not-found"],
    ["an index that is no number", () => get("/entries/-1"), "not-found"],
    ["an address that is not UTF-8", () => get("/p/%ff/b/x/s/y"), "not-found"],
    ["a capture that never was", () => get(`/capture/${"0".repeat(14)}-${"0".repeat(32)}`), "not-found"],
    ["a body that is not JSON", () => post("/entries", "{"), "body-not-json"],
    ["another media type", () => post("/entries", "<x/>", "application/xml"), "media-type-unsupported"],
    [
      "a body of five megabytes",
      () => post("/entries", JSON.stringify({ entries: ["x".repeat(5_000_000)] })),
      "body-too-large",
    ],
    [
      "JSON nested too deeply",
      () => post("/entries", `{"entries":[${"[".repeat(60)}${"]".repeat(60)}]}`),
      "field-invalid",
    ],
    ["no entry at all", () => post("/entries", '{"entries":[]}'), "field-invalid"],
    [
      "257 entries at once",
      () => post("/entries", JSON.stringify({ entries: Array.from({ length: 257 }, () => ({})) })),
      "too-many",
    ],
    [
      "an unknown field",
      () =>
        post("/acts", JSON.stringify({ contract: "LabelMint", act: "Mint", message: {}, signature: "0x00", extra: 1 })),
      "field-invalid",
    ],
    [
      "an act that does not exist",
      () => post("/acts", JSON.stringify({ contract: "LabelMint", act: "Burn", message: {}, signature: "0x00" })),
      "act-unknown",
    ],
    [
      "an act of another contract",
      () => post("/acts", JSON.stringify({ contract: "ActorRegistry", act: "Mint", message: {}, signature: "0x00" })),
      "act-unknown",
    ],
    ["a series that is none", () => get("/series?id=lot/1"), "field-invalid"],
    ["a batch that nobody opened", () => get("/batches/no-such"), "batch-unknown"],
    ["a tile that is not there", () => get("/log/tile/0/000"), "tile-unknown"],
  ])("refuse %s", async (_what, ask, code) => {
    expect((await problemOf(await ask())).code).toBe(code);
  });

  it("name the field that is wrong by its path", async () => {
    const entry = { statement: { type: "liangji:ProductDefined" }, actor: "x", key: "y", series: [], signature: "z" };
    expect((await problemOf(await post("/entries", JSON.stringify({ entries: [entry] })))).facts.path).toMatch(
      /^entries\.0\./,
    );
  });

  it("never show a stack, a path or a message of our own failures, only a number", async () => {
    const lines: string[] = [];
    const log = Object.assign(createLogger("silent"), {
      error: (one: { id: string; err: Error }) => lines.push(`${one.id} ${one.err.stack}`),
    });
    const broken = new Proxy({} as Context, {
      get: (_, name) => {
        if (name === "log") return log;
        if (name === "publicUrl") return "";
        if (name === "verifierDir" || name === "consoleDir") return "/nonexistent";
        if (name === "index" || name === "sequencer")
          return new Proxy(
            {},
            {
              get: () => {
                throw new TypeError("secret of the house");
              },
            },
          );
        return {};
      },
    });
    const { app } = createApp({
      ...Object.fromEntries(
        ["store", "sequencer", "index", "log", "publicUrl", "verifierDir", "consoleDir"].map((name) => [
          name,
          broken[name as keyof Context],
        ]),
      ),
    } as unknown as Context);
    const listening = await listen(app, "127.0.0.1", 0);
    const response = await fetch(`http://127.0.0.1:${listening.port}/batches`);
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toMatch(/secret|TypeError|\.ts|at /);
    const { code, facts } = JSON.parse(text) as Problem;
    expect(code).toBe("unexpected");
    expect(lines[0]).toContain(String(facts.id));
    expect(lines[0]).toContain("secret of the house");
    await listening.close();
  });
});

describe("the document of the service", () => {
  it("lists every route with every method, and nothing that is not served", async () => {
    const document = (await (await get("/openapi.json")).json()) as {
      openapi: string;
      paths: Record<string, Record<string, { responses: object }>>;
    };
    expect(document.openapi).toBe("3.1.0");
    const { specs } = createApp({
      verifierDir: "/nonexistent",
      consoleDir: "/nonexistent",
      publicUrl: "",
      log: createLogger("silent"),
    } as unknown as Context);
    const served = specs.map(({ method, path }) => `${method} ${path.replace("+}", "}")}`).sort();
    const listed = Object.entries(document.paths)
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`))
      .sort();
    expect(listed).toEqual(served);
    for (const path of [
      "post /capture",
      "post /entries",
      "post /acts",
      "post /mints",
      "post /rpc",
      "get /policy.json",
      "get /evidence/p/{product}/b/{batch}/s/{serial}",
    ])
      expect(served).toContain(path);
  });

  it("holds the schema of evidence with its serial's form", async () => {
    expect(await (await get("/openapi.json")).text()).toContain("^[0-9A-HJKMNP-TV-Z]{13}$");
  });
});

describe("what every answer carries", () => {
  it("lets a page load nothing from elsewhere, and over plain http demands no https", async () => {
    const { headers } = await get("/health/live");
    const csp = headers.get("content-security-policy") ?? "";
    expect(csp).toContain("default-src 'none'");
    expect(csp).toContain("connect-src 'self'");
    expect(csp).not.toMatch(/unsafe|upgrade-insecure|https?:/);
    expect(headers.get("strict-transport-security")).toBeNull();
    expect(headers.get("x-powered-by")).toBeNull();
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
  });

  it("answers 304 to who has the policy already", async () => {
    const etag = (await get("/policy.json")).headers.get("etag") ?? "";
    const status = await new Promise((resolve, reject) => {
      request(`${r.service.url}/policy.json`, { headers: { "if-none-match": etag } }, (res) =>
        resolve(res.resume().statusCode),
      )
        .on("error", reject)
        .end();
    });
    expect(status).toBe(304);
  });

  it("writes the same policy into the data folder, with a whole address for the chain", async () => {
    const served = parsePolicy(await (await get("/policy.json")).json());
    const written = parsePolicy(JSON.parse(await readFile(join(r.folder, "policy.json"), "utf8")));
    expect(written).toEqual({ ...served, chain: { ...served.chain, rpc: [`${r.service.url}/rpc`] } });
    expect(served).toEqual(r.service.policy);
  });
});

describe("the way to the chain", () => {
  const rpc = (body: unknown) => post("/rpc", JSON.stringify(body));
  const call = (method: string, params: unknown[] = [], id = 1) => ({ jsonrpc: "2.0", id, method, params });

  it("passes questions on, one or many", async () => {
    expect(await (await rpc(call("eth_chainId"))).json()).toMatchObject({ id: 1, result: "0x7a69" });
    const many = (await (await rpc([call("eth_chainId", [], 7), call("eth_blockNumber", [], 8)])).json()) as {
      id: number;
    }[];
    expect(many.map(({ id }) => id)).toEqual([7, 8]);
  });

  it.each([
    "eth_sendRawTransaction",
    "eth_sendTransaction",
    "evm_mine",
    "hardhat_setBalance",
    "debug_traceCall",
    "eth_accounts",
  ])("does not pass on %s", async (method) => {
    expect((await problemOf(await rpc(call(method)))).code).toBe("rpc-method-refused");
    expect((await problemOf(await rpc([call("eth_chainId"), call(method)]))).code).toBe("rpc-method-refused");
  });

  it("takes at most 64 questions at once", async () => {
    const many = Array.from({ length: 65 }, (_, id) => call("eth_chainId", [], id));
    expect((await rpc(many.slice(1))).status).toBe(200);
    expect((await problemOf(await rpc(many))).code).toBe("too-many");
  });
});
