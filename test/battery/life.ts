import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ServiceOptions } from "#backend/service.ts";
import { prepareService } from "../backend/running.ts";

const CHILD = fileURLToPath(new URL("service-child.ts", import.meta.url));
const CACHE = fileURLToPath(new URL("../../.out/compile-cache", import.meta.url));

export type Ended = { readonly code: number | null; readonly signal: NodeJS.Signals | null; readonly said: string };
/** One life of the service, from its start until it ends or is killed. */
export type Life = {
  readonly pid: number;
  /** Where it serves; undefined when it ends without having served. */
  readonly url: Promise<string | undefined>;
  /** How it ended, with what it had to say on stderr. */
  readonly ended: Promise<Ended>;
  kill(signal?: NodeJS.Signals): Promise<Ended>;
};
export type Ground = {
  readonly folder: string;
  /** Starts the service on this ground; `changes` are for this life only, `under` is a command that it runs under. */
  begin(changes?: Partial<ServiceOptions>, under?: readonly string[]): Promise<Life>;
  close(): Promise<void>;
};

/** A chain with the contracts on it, in this process, and a data folder: what lives of the service are begun on. */
export async function layGround(changes: Partial<ServiceOptions> = {}): Promise<Ground> {
  const prepared = await prepareService();
  let lives = 0;
  return {
    folder: prepared.folder,
    begin: async (more = {}, under = []) => {
      const { exit: _exit, ...options } = { ...prepared.options, ...changes, ...more };
      const file = join(prepared.folder, `options-${lives++}.json`);
      await writeFile(file, JSON.stringify(options));
      return live([...under, process.execPath, CHILD, file]);
    },
    close: prepared.close,
  };
}

function live([command = "", ...args]: readonly string[]): Life {
  const child = spawn(command, args, {
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, NODE_COMPILE_CACHE: CACHE },
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const ended = new Promise<Ended>((resolve) => {
    child.once("close", (code, signal) => resolve({ code, signal, said }));
  });
  const url = new Promise<string | undefined>((resolve) => {
    child.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString().trim()));
    child.once("close", () => resolve(undefined));
  });
  return {
    pid: child.pid ?? 0,
    url,
    ended,
    kill: (signal = "SIGKILL") => {
      child.kill(signal);
      return ended;
    },
  };
}
