import compression from "compression";
import type { RequestHandler } from "express";

const HASHES = /^\/log\/tile\/\d/;

/** gzip or brotli for who asks for it: entry bundles too, as C2SP tlog-tiles wants. Tiles of hashes would only grow. */
export const compress = (): RequestHandler =>
  compression({ filter: (req, res) => !HASHES.test(req.originalUrl) && compression.filter(req, res) });
