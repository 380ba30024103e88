import type { ChainEvent, History } from "./history.ts";

/** An event's arguments by name; what is missing is empty. */
export type Args = {
  readonly text: (name: string) => string;
  readonly number: (name: string) => number;
  readonly list: <T>(name: string) => readonly T[];
  readonly flag: (name: string) => boolean;
};
export type Step = (history: History, args: Args, event: ChainEvent) => void;

export function change<T>(map: Map<string, T>, key: string, to: (value: T) => T): void {
  const value = map.get(key);
  if (value !== undefined) map.set(key, to(value));
}
