import type { ScanReason } from "#core/scan/scan.ts";

/** A code whose scans looked like those of copies; `code` is masked. Times in seconds since 1970. */
export type ScanCase = {
  readonly case: string;
  readonly product: string;
  readonly batch: string;
  readonly code: string;
  readonly openedAt: number;
  readonly reasons: readonly ScanReason[];
  readonly closed?: {
    readonly outcome: "false-alarm" | "copied";
    readonly reason: string;
    readonly actor: string;
    readonly occurredAt: string;
    readonly index: number;
  };
};
