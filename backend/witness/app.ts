import express, { type Express, type Response } from "express";
import helmet from "helmet";
import type { Logger } from "pino";
import * as z from "zod/mini";
import { base64, hex } from "#core/bytes.ts";
import { fieldInvalid } from "#core/ledger/parse.ts";
import { Refusal } from "#core/refusal.ts";
import { readLimit, writeLimit } from "../http/limits.ts";
import { errorHandler } from "../http/problem.ts";
import { rfc3339 } from "../log/record.ts";
import type { Cosigner, WitnessedChain } from "./cosigner.ts";
import type { WitnessKey } from "./keys.ts";

const MOST_BYTES = 256 * 1024;
const TEXT = "text/plain; charset=utf-8";
const count = z.int().check(z.minimum(1), z.maximum(Number.MAX_SAFE_INTEGER));
const heartbeat = z.strictObject({
  logId: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  index: count,
  beat: count,
});

/** A witness over HTTP (docs/spec/witness.md). */
export function witnessApp(
  cosigner: Cosigner,
  { name, vkey }: WitnessKey,
  chain: WitnessedChain | undefined,
  log: Logger,
): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", "loopback");
  app.set("query parser", "simple");
  app.use(helmet({ strictTransportSecurity: false }), readLimit(), writeLimit());
  const vkeys = [vkey, ...(chain ? [chain.key.vkey] : [])].map((one) => `${one}\n`).join("");

  app.post("/add-checkpoint", express.raw({ limit: MOST_BYTES, type: () => true }), async (req, res) => {
    res.set("cache-control", "no-store");
    try {
      const lines = await cosigner.addCheckpoint(textOf(req.body));
      res.set("content-type", TEXT).send(lines);
    } catch (error) {
      if (!(error instanceof Refusal) || (error.code !== "old-size-differs" && error.code !== "head-forked"))
        throw error;
      conflict(res, Number(error.facts.size));
    }
  });

  app.post("/sign-heartbeat", express.json({ limit: MOST_BYTES }), async (req, res) => {
    const asked = heartbeat.safeParse(req.body);
    if (!asked.success) throw fieldInvalid(asked.error.issues, "");
    res.set("cache-control", "no-store").json({ signature: `0x${hex(await cosigner.signHeartbeat(asked.data))}` });
  });

  app.get("/vkey", (_req, res) => void res.set("content-type", TEXT).send(vkeys));

  app.get("/", async (_req, res) => {
    const lines = (await cosigner.heads()).map(({ origin, head }) =>
      head
        ? `${origin}\n  size ${head.size}\n  root ${base64(head.root)}\n  cosigned ${rfc3339(head.time)}\n`
        : `${origin}\n  nothing yet\n`,
    );
    const about = `见证人 witness ${name}\n\n${vkeys}\n`;
    res.set({ "content-type": TEXT, "cache-control": "no-cache" }).send(`${about}${lines.join("\n")}`);
  });

  app.use((_req, _res, next) => next(new Refusal("not-found")));
  app.use(errorHandler(log));
  return app;
}

/** tlog-witness: the decimal size under this very media type; Express would add a charset to it. */
function conflict(res: Response, size: number): void {
  res.status(409).setHeader("content-type", "text/x.tlog.size");
  res.send(Buffer.from(`${size}\n`));
}

function textOf(body: unknown): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body as Uint8Array);
  } catch {
    throw new Refusal("witness-request-malformed");
  }
}
