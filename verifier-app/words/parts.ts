import type { Facts } from "#core/refusal.ts";
import { date, number } from "../format.ts";

export type Value = Facts[string] | undefined;
export const n = (value: Value): string => number(Number(value ?? 0));

export const reason = ({ reason }: Facts): string => String(reason || "没有写明");
export const on = ({ at }: Facts): string => (at ? date(Number(at)) : "");

export const durationIn =
  (day: string, hour: string, minute: string) =>
  (seconds: number): string => {
    const minutes = Math.max(1, Math.floor(seconds / 60));
    const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
    if (days > 0) return hours > 0 ? `${days} ${day} ${hours} ${hour}` : `${days} ${day}`;
    return hours > 0 ? `${hours} ${hour}` : `${minutes} ${minute}`;
  };
export const duration = durationIn("天", "小时", "分钟");
