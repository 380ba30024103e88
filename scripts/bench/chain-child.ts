import { startDevChain } from "#backend/chain/devchain.ts";

/** A chain in a process of its own, so that signing in another does not keep it from answering. Argument: its journal. It ends with its parent. */
process.stdin.once("end", () => process.exit(0)).resume();
const chain = await startDevChain({ journalFile: process.argv[2] ?? "" });
console.log(JSON.stringify({ url: chain.url, key: chain.accounts[0]?.privateKey ?? "" }));
