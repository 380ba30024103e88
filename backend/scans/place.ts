import type { Request } from "express";
import { type Cell, cellAt } from "#core/scan/cell.ts";
import { isLoopback } from "../http/limits.ts";

/** Names of the headers in which the deployment's own proxy says where a network is, in degrees. */
export type PlaceHeaders = { readonly latitude: string; readonly longitude: string };

/**
 * The cell that a request comes from, if the deployment is set up to know. Only what its own proxy on this machine says counts;
 * degrees become a cell here and are dropped.
 */
export function cellOf(req: Pick<Request, "get" | "socket">, headers: PlaceHeaders | undefined): Cell | undefined {
  if (!headers || !isLoopback(req.socket.remoteAddress)) return undefined;
  const [latitude, longitude] = [degrees(req.get(headers.latitude)), degrees(req.get(headers.longitude))];
  return cellAt(latitude, longitude);
}

const DEGREES = /^-?\d{1,3}(\.\d{1,12})?$/;
const degrees = (text: string | undefined): number =>
  text !== undefined && DEGREES.test(text) ? Number(text) : Number.NaN;
