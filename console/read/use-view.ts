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
