import { readFileSync } from "node:fs";
import { Result } from "ethers";
import { type ContractName, readInterfaces } from "#backend/chain/contracts.ts";
import { followChain } from "#backend/chain/follow.ts";
import type { History } from "#backend/chain/history.ts";
import { type ActMessage, type ActName, actDigest, acts, p256Signer } from "#core/act/acts.ts";
import { fromBase64url, hex } from "#core/bytes.ts";
import { type Author, sampleAuthor } from "#scripts/author.ts";
import { FAR, id, openWorld } from "../../contracts/chain.ts";
import type { Fault, Outcome } from "./actors.ts";

type Act = {
  readonly name: ActName;
  readonly actor: string;
  readonly key: string;
  readonly message: ActMessage;
  readonly fault: Fault;
  readonly expected: Outcome;
};
type Look = {
  readonly contract: ContractName;
  readonly view: string;
  readonly args: readonly unknown[];
  readonly expected: unknown;
};
/** One step for the chain, at a second of its own or of several, and what the model says of it. */
export type Line = { readonly now: number } & ({ readonly act: Act } | { readonly look: Look });

const RUNNER = "0x00000000000000000000000000000000000a11ce";
const RUNNER_FILE = new URL("../../../.out/artifacts/test/contracts/Runner.sol/Runner.json", import.meta.url);
const GAS = `0x${(2_000_000_000).toString(16)}`;

export const NONE = `0x${"0".repeat(64)}`;
const MOST_KEPT = 20_000;
/** Remembers what it made: the same few names come again and again. */
function once<T>(make: (name: string) => T): (name: string) => T {
  const made = new Map<string, T>();
  return (name) => {
    const known = made.get(name) ?? make(name);
    if (made.size > MOST_KEPT) made.clear();
    made.set(name, known);
    return known;
  };
}
/** An id as the contracts know it; "" is none. */
export const idOf = once((text) => (text === "" ? NONE : id(text)));
const authorNamed = once<Author>(sampleAuthor);
/** A signer's key as the registry names it. */
export const keyHash = (key: string): string => `0x${hex(fromBase64url(authorNamed(key).key))}`;

export type Stage = {
  /** The chain's time when every run begins. */
  readonly start: number;
  /** ERC-7913 bytes of the signer with this name. */
  readonly signerOf: (key: string) => string;
  /** Plays what every run begins with, once and for good. */
  settle(lines: readonly Line[]): Promise<void>;
  /** Plays a run against the contracts and holds each step against what the model said; returns what the chain's events add up to. */
  play(lines: readonly Line[]): Promise<History>;
};

/** The contracts on an engine in this process, as every run finds them: what it changes is taken back after it. `players` are admitted. */
export async function openStage(players: Readonly<Record<string, number>>): Promise<Stage> {
  const world = await openWorld({ blockGasLimit: false, transactionGasCap: false });
  const { provider, deployment } = world;
  const signerOf = (key: string): string =>
    p256Signer(deployment.contracts.WebCryptoP256Verifier, authorNamed(key).publicKey);
  for (const root of ["operator", "accreditor", "regulator"])
    await world.act("Rotate", root, { signer: signerOf(root) });
  for (const [subject, roles] of Object.entries(players)) {
    const admitter = roles === 4 ? "accreditor" : "operator";
    const message = { subject: id(subject), signer: signerOf(subject), roles, validFrom: 0, validTo: FAR };
    const { sign } = authorNamed(admitter);
    await world.act("Admit", admitter, message, {
      signer: signerOf(admitter),
      sign: async (digest) => `0x${hex(sign(digest))}`,
    });
  }
  const runner = JSON.parse(readFileSync(RUNNER_FILE, "utf8")) as { deployedBytecode: string };
  await provider.send("hardhat_setCode", [RUNNER, runner.deployedBytecode]);
  const [from] = (await provider.send("eth_accounts", [])) as string[];
  const interfaces = readInterfaces();
  const base = (await provider.getBlock("latest")) as { number: number; timestamp: number };
  const nonces = new Map<string, number>();
  for (const [contract, abi] of Object.entries(interfaces))
    if (abi.getFunction("nonces"))
      for (const actor of ["operator", "accreditor", "regulator", ...Object.keys(players)])
        nonces.set(
          `${contract}/${actor}`,
          Number(await world.contracts[contract as ContractName].getFunction("nonces")(id(actor))),
        );

  const question = once((text) => {
    const [contract, view, args] = JSON.parse(text) as [ContractName, string, unknown[]];
    return interfaces[contract].encodeFunctionData(view, args);
  });

  const answered = once((text) => {
    const [contract, view = "", data = ""] = text.split(" ") as [ContractName, string, string];
    return plain(interfaces[contract].decodeFunctionResult(view, data));
  });

  /** Calldata of the step; an accepted act uses up its nonce. */
  function calldata(line: Line, used: Map<string, number>): readonly [to: string, data: string] {
    if ("look" in line) {
      const { contract, view, args } = line.look;
      return [deployment.contracts[contract], question(JSON.stringify([contract, view, args]))];
    }
    const { name, actor, key, message, fault, expected } = line.act;
    const { contract, function: verb } = acts[name];
    const counter = `${contract}/${actor}`;
    const nonce = used.get(counter) ?? nonces.get(counter) ?? 0;
    const whole = {
      actor: idOf(actor),
      ...message,
      nonce: fault === "nonce" ? nonce + 1 : nonce,
      deadline: fault === "expired" ? line.now - 1 : FAR,
    };
    const digest = actDigest(deployment, name, whole);
    const signer = authorNamed(fault === "signature" ? `${key}, forged` : key);
    if (expected === "accepted") used.set(counter, nonce + 1);
    const abi = interfaces[contract];
    return [deployment.contracts[contract], abi.encodeFunctionData(verb, [whole, `0x${hex(signer.sign(digest))}`])];
  }

  async function playAt(now: number, lines: readonly Line[], used: Map<string, number>): Promise<void> {
    const data = `0x${lines.map((line) => packed(...calldata(line, used))).join("")}`;
    await provider.send("evm_setNextBlockTimestamp", [now]);
    const hash = await provider.send("eth_sendTransaction", [{ from, to: RUNNER, data, gas: GAS }]);
    const { logs } = (await provider.send("eth_getTransactionReceipt", [hash])) as {
      logs: { address: string; topics: string[]; data: string }[];
    };
    const told = logs.filter(({ address }) => address === RUNNER);
    for (const [n, line] of lines.entries()) {
      const one = told[n];
      if (!one) throw new Error(`no outcome of step ${n}`);
      compare(line, BigInt(one.topics[0] ?? 0) === 1n, one.data);
    }
  }

  function compare(line: Line, done: boolean, data: string): void {
    const what = "act" in line ? line.act : line.look;
    const answer = (): unknown =>
      "act" in line ? "accepted" : answered(`${line.look.contract} ${line.look.view} ${data}`);
    const [real, model] = [spelled(done ? answer() : errorIn(data)), spelled(what.expected)];
    if (real !== model)
      throw new Error(`the contract and the model part at second ${line.now}: ${spelled(what)}\n${real}\n${model}`);
  }

  /** The name of a contract's error; the contracts call each other, so any may be it. */
  function errorIn(data: string): Outcome {
    for (const abi of Object.values(interfaces)) {
      const parsed = abi.parseError(data);
      if (parsed) return parsed.name;
    }
    return `unknown error ${data.slice(0, 10)}`;
  }

  async function playAll(lines: readonly Line[], used: Map<string, number>): Promise<void> {
    for (const now of new Set(lines.map((line) => line.now)))
      await playAt(
        now,
        lines.filter((line) => line.now === now),
        used,
      );
  }

  return {
    start: base.timestamp,
    signerOf,
    settle: (lines) => playAll(lines, nonces),
    async play(lines) {
      const before = await provider.send("evm_snapshot", []);
      try {
        await playAll(lines, new Map());
        const index = followChain(provider, { ...deployment, startBlock: base.number + 1 }, interfaces);
        await index.refresh();
        return index.history;
      } finally {
        await provider.send("evm_revert", [before]);
      }
    },
  };
}

/** As the runner reads it: address, length, calldata. */
const packed = (to: string, data: string): string =>
  `${to.slice(2)}${(data.length / 2 - 1).toString(16).padStart(8, "0")}${data.slice(2)}`;

/** What a view answers, as lists; a single answer as itself. */
function plain(answer: Result): unknown {
  const list = listed(answer) as readonly unknown[];
  return list.length === 1 ? list[0] : list;
}
const listed = (value: unknown): unknown => (value instanceof Result ? value.toArray().map(listed) : value);
const spelled = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) => (typeof one === "bigint" || typeof one === "number" ? String(one) : one));
