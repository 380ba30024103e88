/** When heads go to the chain. */
export type Cadence = {
  /** No entry waits longer than this for its anchor. */
  readonly seconds: number;
  /** Nor do this many wait together. */
  readonly entries: number;
  /** An anchored head that nothing was added to is confirmed when it is this old. */
  readonly heartbeatSeconds: number;
};
/** Times are seconds since 1970. */
export type Standing = {
  /** Entries in the log. */
  readonly size: number;
  /** Entries recorded at least `seconds` ago. */
  readonly sizeDue: number;
  /** What the chain holds; `time` is when it took or last confirmed that head. */
  readonly anchored: { readonly size: number; readonly time: number; readonly frozen: boolean };
  readonly now: number;
};
export type Move =
  | { readonly kind: "anchor"; readonly size: number }
  | { readonly kind: "heartbeat" }
  | { readonly kind: "wait" };

/** A full tile of C2SP tlog-tiles: a proof between two multiples of it has nothing to say about the tree's ragged edge. */
const TILE = 256;

/**
 * What the chain should be sent, from nothing but what stands there and here; asked again, it says the same.
 *
 * A head is due once its oldest entry has waited `seconds`, or `entries` of them wait, or the chain's head wants confirming:
 * a head that grows confirms itself. The last whole tile is enough if it covers every entry that is due and leaves
 * nothing else due; otherwise the whole log is anchored.
 */
export function whatToAnchor({ size, sizeDue, anchored, now }: Standing, cadence: Cadence): Move {
  if (anchored.frozen || size < anchored.size || size === 0) return { kind: "wait" };
  const stale = anchored.size > 0 && now - anchored.time >= cadence.heartbeatSeconds;
  if (size === anchored.size) return { kind: stale ? "heartbeat" : "wait" };
  if (!stale && sizeDue <= anchored.size && size - anchored.size < cadence.entries) return { kind: "wait" };

  const whole = size - (size % TILE);
  const enough = whole > anchored.size && whole >= sizeDue && size - whole < cadence.entries;
  return { kind: "anchor", size: enough ? whole : size };
}
