import type { Facts } from "#core/refusal.ts";
import { date, number } from "../format.ts";

type Value = Facts[string] | undefined;
export const n = (value: Value): string => number(Number(value ?? 0));
export const some = (value: Value, one: string, many: string): string =>
  `${n(value)} ${Number(value) === 1 ? one : many}`;

export const reasonZh = ({ reason }: Facts): string => String(reason || "没有写明");
export const reasonEn = ({ reason }: Facts): string => String(reason || "no reason given");
export const onZh = ({ at }: Facts): string => (at ? date(Number(at)) : "");
export const onEn = ({ at }: Facts): string => (at ? date(Number(at)) : "an unknown date");

const durationIn =
  (day: string, hour: string, minute: string) =>
  (seconds: number): string => {
    const minutes = Math.max(1, Math.floor(seconds / 60));
    const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
    if (days > 0) return hours > 0 ? `${days} ${day} ${hours} ${hour}` : `${days} ${day}`;
    return hours > 0 ? `${hours} ${hour}` : `${minutes} ${minute}`;
  };
export const durationZh = durationIn("天", "小时", "分钟");
export const durationEn = durationIn("d", "h", "min");
