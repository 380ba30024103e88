import { useCallback, useEffect, useState } from "preact/hooks";
import { read } from "../api.ts";
import type { Problem } from "../send/job.ts";
import { problemOf, watchOutbox } from "../send/outbox.ts";
import type { Views } from "./views.ts";

export type Loaded<T> = { readonly data?: T; readonly keptAt?: number; readonly problem?: Problem };

/** Something read once and again whenever `again` is called. */
export function useLoaded<T>(
  load: () => Promise<{ body: T; keptAt?: number }>,
  deps: readonly unknown[],
): Loaded<T> & { again: () => void } {
  const [loaded, setLoaded] = useState<Loaded<T>>({});
  const again = useCallback(() => {
    load()
      .then(({ body, keptAt }) => setLoaded({ data: body, ...(keptAt !== undefined && { keptAt }) }))
      .catch((error: unknown) => setLoaded({ problem: problemOf(error) }));
  }, deps);
  useEffect(again, [again]);
  return { ...loaded, again };
}

/** A read view of the service. */
export const useView = <P extends keyof Views>(path: P): Loaded<Views[P]> & { again: () => void } =>
  useLoaded(() => read<Views[P]>(path), [path]);

/** The same, read again whenever something was sent: for lists, not for forms, which must not change under the hand. */
export function useLiveView<P extends keyof Views>(path: P): Loaded<Views[P]> {
  const { again, ...loaded } = useView(path);
  useEffect(() => watchOutbox(again), [again]);
  return loaded;
}

type Several = Readonly<Record<string, Loaded<unknown>>>;
type AllOf<T extends Several> = { readonly [K in keyof T]: NonNullable<T[K]["data"]> };
/** Several views as one: there when all are, with the age of the oldest; not to be had when one is not. */
export function together<T extends Several>(views: T): Loaded<AllOf<T>> {
  const all = Object.values(views);
  const problem = all.find((one) => one.problem)?.problem;
  if (problem) return { problem };
  if (all.some(({ data }) => data === undefined)) return {};
  const kept = all.flatMap(({ keptAt }) => (keptAt === undefined ? [] : [keptAt]));
  const data = Object.fromEntries(Object.entries(views).map(([name, one]) => [name, one.data])) as AllOf<T>;
  return { data, ...(kept.length > 0 && { keptAt: Math.min(...kept) }) };
}
