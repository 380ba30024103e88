import type { Read } from "./sun.ts";

/** What is known of one tag. Times are whole hours, in seconds since 1970; `token` is SHA-256 of what a device drew for itself, hex. */
export type Taps = {
  /** The highest counter that was accepted; −1 before the first. */
  readonly counter: number;
  readonly last?: { readonly at: number; readonly token: string };
  readonly firstAt?: number;
  /** When the loop was first reported broken. It never heals. */
  readonly openedAt?: number;
  /** Taps that were accepted; a reload counts once. */
  readonly accepted: number;
};
export const untapped: Taps = { counter: -1, accepted: 0 };

/** `none`: this tag has no tamper loop, or was never told to report it. `unclear`: it could not measure. */
export type Loop = "closed" | "open" | "unclear" | "none";
/**
 * `now`: the tag answered for the first time with this counter. `again`: the same page, loaded again by the same device.
 * `old`: a link that was used before, or was overtaken by a later tap; nothing says that the tag is here.
 */
export type TapState = "now" | "again" | "old";

const SAME_TAP_SECONDS = 600;
const HOUR_SECONDS = 3600;
const hourOf = (now: number): number => Math.floor(now / HOUR_SECONDS) * HOUR_SECONDS;

/** The tag's two letters: whether the loop was ever broken, and whether it is now (NT4H2421Tx §9.3.8: C, O, I). */
export function loopOf(file: Uint8Array): Loop {
  const said = String.fromCharCode(...file.subarray(0, 2));
  if (!/^[COI]{2}$/.test(said)) return "none";
  if (said.includes("O")) return "open";
  return said === "CC" ? "closed" : "unclear";
}

/**
 * One tap, after its signature was found right.
 * @param now seconds since 1970
 */
export function afterTap(
  before: Taps,
  { counter, file }: Pick<Read, "counter" | "file">,
  token: string,
  now: number,
): { readonly after: Taps; readonly state: TapState } {
  const hour = hourOf(now);
  const loop = loopOf(file);
  const openedAt = before.openedAt ?? (loop === "open" ? hour : undefined);
  const known = { ...before, ...(openedAt !== undefined && { openedAt }) };
  const { last } = before;
  const same = counter === before.counter && last?.token === token && now - last.at <= SAME_TAP_SECONDS;
  if (counter <= before.counter) return { after: known, state: same ? "again" : "old" };
  const after = {
    ...known,
    counter,
    last: { at: now, token },
    firstAt: before.firstAt ?? hour,
    accepted: before.accepted + 1,
  };
  return { after, state: "now" };
}
