import type { RequestHandler } from "express";
import { type Options, rateLimit } from "express-rate-limit";
import { Refusal } from "#core/refusal.ts";

const WINDOW_SECONDS = 60;
export const isLoopback = (address: string | undefined): boolean =>
  address === undefined || address === "::1" || /^(::ffff:)?127\./.test(address);

/** Per address, in memory only: no address is written anywhere. The machine itself is not limited. */
const perMinute = (limit: number, more: Partial<Options> = {}): RequestHandler =>
  rateLimit({
    windowMs: WINDOW_SECONDS * 1000,
    limit,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    skip: (req) => isLoopback(req.ip),
    handler: (_req, _res, next) => next(new Refusal("rate-limited", { seconds: WINDOW_SECONDS })),
    ...more,
  });

/** Codes asked for in vain, typed, scanned or counted: enough for slips, too few for guessing. Those that are found do not count. */
export function guessLimit(): RequestHandler {
  const limit = perMinute(10, { skipSuccessfulRequests: true });
  return (req, res, next) =>
    /^\/(s|u|units|evidence|receipts|exhibits|redemptions|scans|taps)(\/|$)/.test(req.path)
      ? limit(req, res, next)
      : next();
}

export const readLimit = (): RequestHandler => perMinute(1200);
export function writeLimit(): RequestHandler {
  const limit = perMinute(240);
  return (req, res, next) => (req.method === "POST" && req.path !== "/rpc" ? limit(req, res, next) : next());
}

/** Complaints from one address: a household has few. */
export function complaintLimit(): RequestHandler {
  const limit = perMinute(5);
  return (req, res, next) => (req.method === "POST" && req.path === "/complaints" ? limit(req, res, next) : next());
}

/** Signed answers cost a whole verification each, and a buyer wants one or two. */
export function receiptLimit(): RequestHandler {
  const limit = perMinute(10);
  return (req, res, next) => (/^\/(receipts|exhibits)\//.test(req.path) ? limit(req, res, next) : next());
}
