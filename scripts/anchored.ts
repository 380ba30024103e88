import { setTimeout as pause } from "node:timers/promises";

const TRIES = 600;
const PAUSE_MS = 100;

/** Waits until the chain holds the log's head as it is now; false after a minute. */
export async function untilAnchored(service: string): Promise<boolean> {
  const size = Number((await (await fetch(`${service}/log/checkpoint`)).text()).split("\n")[1]);
  for (let tries = 0; tries < TRIES; tries++) {
    const { anchors } = (await (await fetch(`${service}/log/anchors`)).json()) as { anchors: { size: number }[] };
    if ((anchors.at(-1)?.size ?? 0) >= size) return true;
    await pause(PAUSE_MS);
  }
  return false;
}
