import { setTimeout as pause } from "node:timers/promises";

const TRIES = 600;
const PAUSE_MS = 100;

/** Waits until the chain holds every entry that the log has now; false after a minute. */
export async function untilAnchored(service: string): Promise<boolean> {
  const { entries } = (await (await fetch(`${service}/health`)).json()) as { entries: number };
  for (let tries = 0; tries < TRIES; tries++) {
    const { anchors } = (await (await fetch(`${service}/log/anchors`)).json()) as { anchors: { size: number }[] };
    if ((anchors.at(-1)?.size ?? 0) >= entries) return true;
    await pause(PAUSE_MS);
  }
  return false;
}
