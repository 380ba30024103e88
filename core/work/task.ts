import type { ActName, ActValue } from "../act/acts.ts";
import type { Statement } from "../entry.ts";

/** An act still without who signs it, its nonce and its deadline; ids are hashed here, once. */
export type PlannedAct = { readonly act: ActName; readonly message: Readonly<Record<string, ActValue>> };
/** A statement still without its place in the series it belongs to. */
export type PlannedEntry = { readonly statement: Statement; readonly series: readonly string[] };

/** What one task of a person comes to, in the order in which it must happen: each step is an act for the chain or an entry for the log. */
export type Step = ({ readonly kind: "act" } & PlannedAct) | ({ readonly kind: "entry" } & PlannedEntry);

export const act = (name: ActName, message: PlannedAct["message"]): Step => ({ kind: "act", act: name, message });
export const entry = (statement: Statement, ...series: readonly string[]): Step => ({
  kind: "entry",
  statement,
  series,
});

/** Time as the author's clock shows it, and its offset: `2026-03-18T07:40:00+08:00`. */
export const eventTimes = (time: string) => ({
  eventTime: time,
  eventTimeZoneOffset: time.endsWith("Z") ? "+00:00" : time.slice(-6),
});
