const CHINA_SECONDS = 8 * 3600;
const iso = (seconds: number): string => new Date((seconds + CHINA_SECONDS) * 1000).toISOString();

/** China has kept UTC+8 without summer time since 1991, so no time zone table is needed. */
export const beijingDay = (seconds: number): string => iso(seconds).slice(0, 10);
export const beijing = (seconds: number): string => iso(seconds).slice(0, 19).replace("T", " ");
