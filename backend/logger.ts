import { destination, type Logger, pino } from "pino";

/** To stderr, one JSON line each. No address of a reader is ever written. */
export const createLogger = (level: string): Logger => pino({ level, base: null }, destination({ fd: 2, sync: true }));
