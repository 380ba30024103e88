import { cp, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** A data folder with the whole sample, that no system runs on. */
    readonly sample: string;
  }
}

/** A copy of it, for a system of its own; whoever asks removes it. */
export async function sampleFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "liangji-test-"));
  await cp(inject("sample"), folder, { recursive: true });
  return folder;
}
