import { useEffect, useRef } from "preact/hooks";

/** Calls the newest `tick` again and again while the screen is shown. */
export function useInterval(tick: () => void, everyMs: number): void {
  const newest = useRef(tick);
  newest.current = tick;
  useEffect(() => {
    const timer = setInterval(() => newest.current(), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
}
