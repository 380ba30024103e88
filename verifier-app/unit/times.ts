/** As its author wrote it, to the minute, at the author's own offset: 2026-03-24T10:00:00+08:00 → 2026-03-24 10:00. */
export const minute = (time: string): string => time.slice(0, 16).replace("T", " ");
export const day = (time: string): string => time.slice(0, 10);
