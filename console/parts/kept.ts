import { useState } from "preact/hooks";

/** What was filled in last time on this device, as the start of this time. */
export function useKept<T>(name: string, usual: T): [T, (value: T) => void] {
  const place = `liangji-kept-${name}`;
  const [value, setValue] = useState<T>(() => readKept(place) ?? usual);
  const keep = (next: T): void => {
    setValue(next);
    localStorage.setItem(place, JSON.stringify(next));
  };
  return [value, keep];
}

function readKept<T>(place: string): T | undefined {
  try {
    return JSON.parse(localStorage.getItem(place) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}
