import type { Facts } from "#core/refusal.ts";
import { date } from "../format.ts";
import { durationIn, n, type Value } from "./parts.ts";

/** What parts.ts has in Chinese, apart from it: the first verdict loads no English. */
export const some = (value: Value, one: string, many: string): string =>
  `${n(value)} ${Number(value) === 1 ? one : many}`;
export const reason = ({ reason }: Facts): string => String(reason || "no reason given");
export const on = ({ at }: Facts): string => (at ? date(Number(at)) : "an unknown date");
export const duration = durationIn("d", "h", "min");
