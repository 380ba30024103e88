import type { Request, Router } from "express";
import type * as z from "zod/mini";
import { fieldInvalid } from "#core/ledger/parse.ts";
import { Refusal } from "#core/refusal.ts";
import { readJson } from "../intake/json-body.ts";

type Schema = z.ZodMiniType;
/** What a status answers with: JSON of a schema, or bytes of a media type. */
export type Answer = { readonly json: Schema } | { readonly type: string };
export type RouteSpec = {
  readonly method: "get" | "post";
  /** OpenAPI style, `/log/proof/{index}`; `{path+}` takes the rest of the address. */
  readonly path: string;
  readonly summary: string;
  readonly params?: Schema;
  readonly query?: Schema;
  readonly body?: Schema;
  /** The handler gets the body as bytes, and reads it by itself: the schema is for the document. */
  readonly unread?: true;
  /** Media types of a body that is bytes. */
  readonly upload?: readonly string[];
  readonly answers: Readonly<Record<number, Answer>>;
};
type Parsed<S> = S extends Schema ? z.output<S> : undefined;
export type Reply = {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};
type Handler<S extends RouteSpec> = (input: {
  params: Parsed<S["params"]>;
  query: Parsed<S["query"]>;
  body: Parsed<S["body"]>;
  /** Empty unless the route takes an upload or a body unread. */
  bytes: Uint8Array;
  req: Request;
}) => Reply | Promise<Reply>;

/** Registers a path once: for parsing, for answering and for /openapi.json. */
export function route<const S extends RouteSpec>(
  router: Router,
  specs: RouteSpec[],
  spec: S,
  handler: Handler<S>,
): void {
  specs.push(spec);
  router[spec.method](pathOf(spec), async (req, res) => {
    const input = {
      params: parse(spec.params, joined(req.params), "params"),
      query: parse(spec.query, req.query, "query"),
      body: spec.body && !spec.unread ? parse(spec.body, readJson(jsonOf(req)), "") : undefined,
      bytes: bytesOf(spec, req),
      req,
    };
    const { status, body, headers = {} } = await handler(input as Parameters<Handler<S>>[0]);
    const answer = spec.answers[status];
    if (!answer) throw new Error(`${spec.path} does not declare status ${status}`);
    res.status(status).set({ "cache-control": "no-cache", ...headers });
    if ("json" in answer) return void res.json(body);
    res
      .set("content-type", headers["content-type"] ?? answer.type)
      .send(typeof body === "string" ? body : Buffer.from(body as Uint8Array));
  });
}

/** After all routes: an address that is there, asked in a way that it does not know. */
export function refuseOtherMethods(router: Router, specs: readonly RouteSpec[]): void {
  for (const path of new Set(specs.map(pathOf))) {
    const methods = specs.filter((spec) => pathOf(spec) === path).map(({ method }) => method.toUpperCase());
    router.all(path, (_req, _res, next) => next(new Refusal("method-not-allowed", { allowed: methods.join(", ") })));
  }
}

/** OpenAPI's way to write an address in Express's. */
const pathOf = ({ path }: RouteSpec): string => path.replace(/\{(\w+)\+\}/g, "*$1").replace(/\{(\w+)\}/g, ":$1");

function bytesOf({ unread, upload }: RouteSpec, req: Request): Uint8Array {
  if (unread) return jsonOf(req);
  return upload ? receivedAs(upload.join(", "), req) : new Uint8Array();
}

const jsonOf = (req: Request): Uint8Array => receivedAs("application/json", req);

/** What the parser of the accepted types has left: nothing, for any other. */
function receivedAs(accepted: string, { body }: Request): Uint8Array {
  if (!Buffer.isBuffer(body)) throw new Refusal("media-type-unsupported", { accepted });
  return body;
}

function parse(schema: Schema | undefined, value: unknown, at: string): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  // An address that does not fit is simply no address.
  if (at === "params") throw new Refusal("not-found");
  throw fieldInvalid(parsed.error.issues, at);
}

/** Express gives the rest of an address in pieces. */
const joined = (params: Request["params"]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, Array.isArray(value) ? value.join("/") : String(value)]),
  );
