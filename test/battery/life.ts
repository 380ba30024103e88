import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Service, type ServiceOptions, startService } from "#backend/service.ts";
import { gateTo } from "../backend/gate.ts";
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
  /** Lets it go: it ends as when its parent does. */
  leave(): Promise<Ended>;
};
/** `smallStore`: LevelDB's buffers and blocks are small, so that a few commits go through all that it does. */
export type LifeOptions = ServiceOptions & { readonly smallStore?: boolean };
export type Ground = {
  readonly folder: string;
  /** Starts the service on this ground; `changes` are for this life only, `under` is a command that it runs under. */
  begin(changes?: Partial<LifeOptions>, under?: readonly string[]): Promise<Life>;
  /** The service in this process: quicker to start where nothing is to be done to it. */
  serve(changes?: Partial<ServiceOptions>): Promise<Service>;
  close(): Promise<void>;
};

/** A chain with the contracts on it, in this process, and a data folder: what lives of the service are begun on. `never` is a call to the chain that fails. */
export async function layGround(changes: Partial<LifeOptions> = {}, never?: string): Promise<Ground> {
  const prepared = await prepareService();
  const gate = await gateTo(prepared.chain.url, never);
  let lives = 0;
  return {
    folder: prepared.folder,
    begin: async (more = {}, under = []) => {
      const { exit: _exit, ...options } = { ...prepared.options, chainRpcUrls: [gate.url], ...changes, ...more };
      const file = join(prepared.folder, `options-${lives++}.json`);
      await writeFile(file, JSON.stringify(options));
      return live([...under, process.execPath, CHILD, file]);
    },
    serve: (more = {}) => startService({ ...prepared.options, chainRpcUrls: [gate.url], ...changes, ...more }),
    close: async () => {
      await gate.close();
      await prepared.close();
    },
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
    leave: () => {
      child.stdin.end();
      return ended;
    },
  };
}
