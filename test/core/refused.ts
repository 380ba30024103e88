import { Refusal } from "#core/refusal.ts";
import type { RefusalCode } from "#core/refusals.ts";

/** The code that `act` is refused with, or "accepted". What is no refusal is a bug and goes through. */
export function refused(act: () => unknown): RefusalCode | "accepted" {
  try {
    act();
    return "accepted";
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

export async function refusedLater(act: () => Promise<unknown>): Promise<RefusalCode | "accepted"> {
  try {
    await act();
    return "accepted";
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}
