import compression from "compression";
import type { RequestHandler } from "express";

const BUNDLE = /^\/log\/tile\/entries\//;

/**
 * gzip or brotli for who asks for it. Entry bundles are octets by name, JSON by content: they are compressed too, as C2SP
 * tlog-tiles wants; tiles of hashes would not shrink.
 */
export const compress = (): RequestHandler =>
  compression({ filter: (req, res) => BUNDLE.test(req.originalUrl) || compression.filter(req, res) });
