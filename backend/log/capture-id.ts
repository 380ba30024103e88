import { hex, utf8 } from "#core/bytes.ts";
import type { Prepared } from "#core/ledger/prepare.ts";
import { sha256 } from "../crypto.ts";

/** A capture is known by what is in it: sent again it is the same capture. */
export const captureHash = (prepared: readonly Prepared[]): string =>
  hex(sha256(utf8(prepared.map(({ leafHash }) => hex(leafHash)).join("\n")))).slice(0, 32);

/** Its name begins with the index of its first entry: names that come in the order of the log are the cheapest to keep. */
export const captureId = (first: number, hash: string): string => `${first.toString(16).padStart(14, "0")}-${hash}`;
