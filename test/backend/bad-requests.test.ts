import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listen } from "#backend/listen.ts";
import { refusals } from "#core/refusals.ts";
import { type Running, run } from "./running.ts";

let r: Running;
beforeAll(async () => {
  r = await run();
});
afterAll(() => r.close());

type Problem = { code: string; title: string; titleEn: string; status: number };
const JSON_TYPE = { "content-type": "application/json" };

/** The refusal in an answer, after looking that it is a whole one. */
async function problemIn(response: Response): Promise<string> {
  expect(response.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  return wholeProblem((await response.json()) as Problem, response.status);
}
function wholeProblem({ code, title, titleEn, status }: Problem, answered: number): string {
  expect([code, status]).toEqual([code, answered]);
  expect(refusals[code as keyof typeof refusals].status).toBe(status);
  // Every place in the sentence is filled.
  expect(title + titleEn).not.toMatch(/[{}—]/);
  return code;
}
const post = (path: string, body: BodyInit | undefined, headers: Record<string, string> = JSON_TYPE) =>
  fetch(r.service.url + path, { method: "POST", headers, ...(body !== undefined && { body }) });

describe("a body is refused", () => {
  const deep = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
  const utf16 = Buffer.from('{"entries":[1]}', "utf16le");
  it.each<[string, string, () => Promise<Response>]>([
    ["of another media type", "media-type-unsupported", () => post("/entries", "{}", { "content-type": "text/plain" })],
    ["of a form", "media-type-unsupported", () => post("/entries", new URLSearchParams({ entries: "1" }), {})],
    ["of no media type", "media-type-unsupported", () => post("/entries", new Uint8Array(Buffer.from("{}")), {})],
    ["that is not there", "media-type-unsupported", () => post("/entries", undefined, {})],
    ["of no length", "body-not-json", () => post("/entries", "")],
    ["cut off", "body-not-json", () => post("/entries", '{"entries":[')],
    ["with something behind it", "body-not-json", () => post("/entries", '{"entries":[{}]} {}')],
    ["behind a byte order mark", "body-not-json", () => post("/entries", '\ufeff{"entries":[{}]}')],
    [
      "in UTF-16",
      "body-not-json",
      () => post("/entries", utf16, { "content-type": "application/json; charset=utf-16" }),
    ],
    ["in broken UTF-8", "body-not-json", () => post("/entries", Buffer.from('{"entries":["\xff"]}', "latin1"))],
    [
      "in an overlong UTF-8",
      "body-not-json",
      () => post("/entries", Buffer.from('{"entries":["\xc0\xaf"]}', "latin1")),
    ],
    ["with a control character in a text", "body-not-json", () => post("/entries", '{"entries":["\u0000"]}')],
    ["that is one number", "field-invalid", () => post("/entries", "7")],
    ["that is a list", "field-invalid", () => post("/entries", "[]")],
    ["with a name twice", "field-invalid", () => post("/entries", '{"entries":[],"entries":[{}]}')],
    [
      "with a name twice in two spellings",
      "field-invalid",
      () => post("/entries", '{"entries":[],"\\u0065ntries":[{}]}'),
    ],
    ["with a number that has two spellings", "field-invalid", () => post("/entries", '{"entries":[1.0]}')],
    ["with minus nothing", "field-invalid", () => post("/entries", '{"entries":[-0]}')],
    ["with a trap for prototypes", "field-invalid", () => post("/entries", '{"entries":[{}],"__proto__":{"a":1}}')],
    ["with a field that nobody knows", "field-invalid", () => post("/entries", '{"entries":[{}],"note":1}')],
    ["nested 33 deep", "field-invalid", () => post("/entries", `{"entries":${deep(33)}}`)],
    ["nested 100,000 deep", "field-invalid", () => post("/rpc", deep(100_000))],
    ["of more than four megabytes", "body-too-large", () => post("/capture", `"${"x".repeat(4_200_000)}"`)],
    [
      "that only unpacked is larger than four megabytes",
      "body-too-large",
      () => post("/acts", gzipSync(`"${"x".repeat(4_200_000)}"`), { ...JSON_TYPE, "content-encoding": "gzip" }),
    ],
    [
      "that says it is packed and is not",
      "body-not-json",
      () => post("/acts", '{"act":"Mint"}', { ...JSON_TYPE, "content-encoding": "gzip" }),
    ],
    [
      "packed in a way that nobody knows",
      "body-not-json",
      () => post("/acts", "{}", { ...JSON_TYPE, "content-encoding": "zstd-of-mine" }),
    ],
    ["of 257 entries", "too-many", () => post("/entries", JSON.stringify({ entries: Array(257).fill({}) }))],
    [
      "of 257 events",
      "too-many",
      () => {
        const proof = { actor: "a", key: "k", series: [], signature: "s" };
        const eventList = Array(257).fill({ type: "ObjectEvent", "liangji:proof": proof });
        return post(
          "/capture",
          JSON.stringify({ type: "EPCISDocument", schemaVersion: "2.0", epcisBody: { eventList } }),
        );
      },
    ],
    [
      "of 200,001 serials",
      "field-invalid",
      () => post("/mints", JSON.stringify({ message: {}, signature: "0x00", serials: Array(200_001).fill("0") })),
    ],
  ])("%s: %s", async (_what, code, send) => {
    expect(await problemIn(await send())).toBe(code);
  });

  it("and taken packed, or as another kind of JSON, when it is right", async () => {
    const call = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId" });
    for (const [body, headers] of [
      [gzipSync(call), { ...JSON_TYPE, "content-encoding": "gzip" }],
      [call, { "content-type": "application/ld+json; charset=utf-8" }],
    ] as const)
      expect(await (await post("/rpc", body, headers)).json()).toMatchObject({ result: "0x7a69" });
  });
});

describe("an address is refused", () => {
  const ask = (method: string, path: string) => fetch(r.service.url + path, { method });
  it.each([
    ["PUT", "/entries", "POST"],
    ["DELETE", "/entries/0", "GET"],
    ["POST", "/entries/0", "GET"],
    ["GET", "/acts", "POST"],
    ["PATCH", "/policy.json", "GET"],
    ["OPTIONS", "/capture", "POST"],
    ["POST", "/log/checkpoint", "GET"],
  ])("%s %s, and told that it takes %s", async (method, path, allowed) => {
    const response = await ask(method, path);
    expect(response.headers.get("allow")).toBe(allowed);
    expect(await problemIn(response)).toBe("method-not-allowed");
  });

  it.each([
    ["/entries/00", "not-found"],
    ["/entries/1e3", "not-found"],
    ["/entries/9007199254740993", "not-found"],
    ["/entries/%00", "not-found"],
    ["/evidence/p/..%2f..%2fb/b/b/s/y", "label-unknown"],
    ["/evidence/p/a/b/b/s/%e2%80%ae", "label-unknown"],
    ["/batches/__proto__", "not-found"],
    ["/batches/constructor", "batch-unknown"],
    ["/series?id=batch/a&id=batch/b", "field-invalid"],
    ["/series?id[]=batch/a", "field-invalid"],
    ["/series", "field-invalid"],
    ["/acts/nonce?contract=LogAnchor&actor=a", "field-invalid"],
    ["/acts/nonce?contract=LabelMint&actor=__proto__", "field-invalid"],
    [`/batches/${"a".repeat(8000)}`, "not-found"],
  ])("GET %s: %s", async (path, code) => {
    const response = await ask("GET", path);
    if (response.headers.get("content-type")?.startsWith("text/html")) expect(response.status).toBe(404);
    else expect(await problemIn(response)).toBe(code);
  });
});

describe("what comes over the wire is refused", () => {
  /** Sends bytes as they are and reads until the other side hangs up. */
  const wire = (port: number, bytes: string): Promise<string> =>
    new Promise((resolve, reject) => {
      let said = "";
      const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
      socket.on("data", (chunk) => {
        said += chunk.toString();
      });
      socket.on("error", reject).on("close", () => resolve(said));
    });
  const problemOn = async (port: number, bytes: string): Promise<string> => {
    const [head = "", body = ""] = (await wire(port, bytes)).split("\r\n\r\n");
    expect(head.toLowerCase()).toContain("content-type: application/problem+json");
    return wholeProblem(JSON.parse(body) as Problem, Number(head.split(" ")[1]));
  };
  const port = () => Number(new URL(r.service.url).port);

  it.each([
    ["that is not HTTP", "GEHT /entries\r\n\r\n", "request-malformed"],
    [
      "whose length is said in two ways",
      "POST /entries HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
      "request-malformed",
    ],
    [
      "whose length is no number",
      "POST /entries HTTP/1.1\r\nhost: x\r\ncontent-length: 1e3\r\n\r\n{}",
      "request-malformed",
    ],
    ["with 17 KB of headers", `GET / HTTP/1.1\r\nhost: x\r\nx: ${"y".repeat(17_000)}\r\n\r\n`, "headers-too-large"],
  ])("%s", async (_what, bytes, code) => {
    expect(await problemOn(port(), bytes)).toBe(code);
  });

  it.each([
    ["a body that never ends", "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{"],
    ["headers that never end", "POST / HTTP/1.1\r\nhost: x\r\n"],
  ])("%s, as soon as its time is over", async (_what, bytes) => {
    const impatient = { requestTimeout: 40, headersTimeout: 30, connectionsCheckingInterval: 10 };
    const slow = await listen((req) => void req.resume(), "127.0.0.1", 0, impatient);
    expect(await problemOn(slow.port, bytes)).toBe("request-too-slow");
    await slow.close();
  });

  it("and a body that breaks off leaves the service as it was", async () => {
    const before = await (await fetch(`${r.service.url}/log/checkpoint`)).text();
    await new Promise<void>((resolve, reject) => {
      const head = "POST /entries HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{";
      const socket = connect(port(), "127.0.0.1", () => socket.write(head, () => socket.destroy()));
      socket.on("error", reject).on("close", () => resolve());
    });
    expect(await (await fetch(`${r.service.url}/log/checkpoint`)).text()).toBe(before);
  });
});
