import { readFileSync } from "node:fs";
import { Contract, Interface, keccak256, toBeHex, toUtf8Bytes, Wallet } from "ethers";
import { describe, expect, it } from "vitest";
import { readArtifact } from "#scripts/deploy.ts";
import { LOG_KEY, ORIGIN, openWorld } from "./chain.ts";

const spec = readFileSync(new URL("../../docs/spec/anchor.md", import.meta.url), "utf8");
/** The cells of the table row that begins like this. */
const row = (start: string): string[] =>
  spec
    .split("\n")
    .find((line) => line.startsWith(`| ${start}`))
    ?.split("|")
    .map((cell) => cell.replaceAll("`", "").trim())
    .slice(1, -1) ?? [];
const INTERFACE = ".out/artifacts/contracts/interfaces/ILogAnchor.sol/ILogAnchor.json";
const HERE = "0x5fc8d32690cc91d4c39d9d3abcbd16989f875707";
const WITNESS = new Wallet(`0x${"09".repeat(32)}`).address;
const ROOT = `0x${"ab".repeat(32)}`;
const INDEX = 42n;

describe("docs/spec/anchor.md", () => {
  it("gives signatures that the contract takes at that address on that chain, and none with a digit changed", async () => {
    const { contracts, deployment, provider, relay } = await openWorld();
    await provider.send("hardhat_setCode", [HERE, await provider.getCode(deployment.contracts.LogAnchor)]);
    const log = new Contract(HERE, (await readArtifact("LogAnchor")).abi, contracts.LogAnchor.runner);
    const logId = `0x${row("`log.baisha.example/2026`")[2]}`;
    const ask = async (method: string, ...args: unknown[]) =>
      (await log.getFunction(method).send(logId, ...args)).wait();
    const changed = (signature: string): string =>
      signature.replace(/^0x(.)/, (_, digit: string) => `0x${digit === "1" ? "2" : "1"}`);
    await ask("register", ORIGIN, LOG_KEY, relay, [WITNESS], 1);

    expect(await log.getFunction("domainSeparator")()).toBe(`0x${row("domain separator")[1]}`);
    const head = `0x${row("signature |")[1]}`;
    await expect(ask("anchor", 1_234_567, ROOT, [], [changed(head)])).rejects.toThrow();
    await ask("anchor", 1_234_567, ROOT, [], [head]);

    // The 42nd head, without the 41 before it: `index` stands where the specification says.
    const slot = toBeHex(BigInt(keccak256(`${logId}${"0".repeat(64)}`)) + 1n, 32);
    const word = BigInt(await provider.getStorage(HERE, slot));
    await provider.send("hardhat_setStorageAt", [HERE, slot, toBeHex(word + ((INDEX - 1n) << 128n), 32)]);
    const heartbeat = `0x${row("`Heartbeat(")[2]}`;
    await expect(ask("heartbeat", [changed(heartbeat)])).rejects.toThrow();
    await ask("heartbeat", [heartbeat]);
    const freeze = `0x${row("`Freeze(")[2]}`;
    await expect(ask("freeze", [changed(freeze)])).rejects.toThrow();
    await ask("freeze", [freeze]);
    expect((await log.getFunction("headOf")(logId)).slice(3)).toEqual([INDEX, true, 1n]);
  });

  it("gives the hashes on the way to a signature", () => {
    const type = "Head(bytes32 logId,uint64 size,bytes32 root)";
    expect(spec).toContain(`anchor     ${type}`);
    expect(`0x${row("type hash")[1]}`).toBe(keccak256(toUtf8Bytes(type)));
    const [separator, structHash] = [row("domain separator")[1], row("struct hash")[1]];
    expect(`0x${row("digest |")[1]}`).toBe(keccak256(`0x1901${separator}${structHash}`));
  });

  it("gives the costs that are pinned", () => {
    const { log } = JSON.parse(readFileSync("test/contracts/gas.json", "utf8")) as { log: Record<string, number> };
    for (const [told, what] of [
      ["anchor, shortest", "anchor 2^30 → 2^30+1"],
      ["anchor, dearest", "anchor 2^30−1 → 2^30"],
      ["anchor, first", "anchor first"],
      ["heartbeat |", "heartbeat"],
    ] as const)
      expect(row(told).slice(1)).toEqual(
        [0, 3].map((quorum) => log[`${what}, quorum ${quorum}`]?.toLocaleString("en-US")),
      );
  });

  it("names every function, event and error of the contract, the events in full", () => {
    const abi = JSON.parse(readFileSync(INTERFACE, "utf8")) as { abi: [] };
    const declared = new Interface(abi.abi);
    const lines = [...spec.matchAll(/^(event .*);$/gm)].map(([, line]) => line);
    declared.forEachEvent((event) => expect(lines).toContain(event.format("full")));
    declared.forEachFunction(({ name }) => expect(spec).toContain(`\`${name}(`));
    declared.forEachError(({ name }) => expect(spec).toMatch(new RegExp(`\`${name}[(\`]`)));
  });
});
