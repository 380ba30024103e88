/** What is known of one label's hidden code. Times are seconds since 1970; `token` is SHA-256 of what a device drew for itself, hex. */
export type Redemptions = {
  readonly first?: { readonly at: number; readonly province: string; readonly token: string };
  /** Times that the right code was entered; a reload by the same device counts once. */
  readonly checks: number;
  /** How many said "that was not me". */
  readonly disowned: number;
  readonly recent: readonly { readonly token: string; readonly at: number }[];
  readonly wrong: { readonly day: number; readonly count: number };
};
export const unredeemed: Redemptions = {
  checks: 0,
  disowned: 0,
  recent: [],
  wrong: { day: 0, count: 0 },
};

export const MOST_WRONG_A_DAY = 5;
const SAME_DEVICE_SECONDS = 30 * 60;
const MOST_RECENT = 32;
const DAY_SECONDS = 86_400;
const HOUR_SECONDS = 3600;

/** Seconds until a code may be tried again; 0 when it may be tried now. A wrong code never uses the label up. */
export function waitBefore({ wrong }: Redemptions, now: number): number {
  const day = Math.floor(now / DAY_SECONDS);
  return wrong.day === day && wrong.count >= MOST_WRONG_A_DAY ? (day + 1) * DAY_SECONDS - now : 0;
}

export function afterWrong(before: Redemptions, now: number): Redemptions {
  const day = Math.floor(now / DAY_SECONDS);
  return { ...before, wrong: { day, count: before.wrong.day === day ? before.wrong.count + 1 : 1 } };
}

export type Who = { readonly token: string; readonly province: string };

/** The right code was entered. `first`: by nobody before, or by the same device within half an hour of the last time it did. */
export function afterRight(
  before: Redemptions,
  { token, province }: Who,
  now: number,
): { readonly after: Redemptions; readonly state: "first" | "again" } {
  const known = before.recent.filter(({ at }) => now - at <= SAME_DEVICE_SECONDS);
  const reload = known.some((one) => one.token === token);
  const first = before.first ?? { at: hourOf(now), province, token };
  const after: Redemptions = {
    ...before,
    first,
    checks: before.checks + (reload ? 0 : 1),
    recent: [...known.filter((one) => one.token !== token), { token, at: now }].slice(-MOST_RECENT),
  };
  return { after, state: !before.first || (reload && first.token === token) ? "first" : "again" };
}

export const afterDisowned = (before: Redemptions): Redemptions => ({ ...before, disowned: before.disowned + 1 });

/** Only the hour is kept: when somebody was at home is nobody's business. */
const hourOf = (now: number): number => Math.floor(now / HOUR_SECONDS) * HOUR_SECONDS;

export type Receipt = {
  readonly product: string;
  readonly batch: string;
  readonly serial: string;
  readonly at: number;
  readonly province: string;
};

/** Text that the log's key signs as a C2SP note for whoever redeemed first. Its first line is no origin, so no checkpoint reads like it. */
export const receiptText = ({ product, batch, serial, at, province }: Receipt): string =>
  `${RECEIPT}\n/p/${product}/b/${batch}/s/${serial}\n${at}\n${province}\n`;
export const RECEIPT = "liangji hidden code first redeemed/v1";
