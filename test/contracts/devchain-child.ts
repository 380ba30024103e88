import { argv, env } from "node:process";
import { startDevChain } from "#backend/chain/devchain.ts";

// Holds a development chain until it is killed; says where on its first line.
const [, , journalFile] = argv;
if (journalFile === undefined) throw new Error(`usage: ${argv[1]} journalFile (${env.PWD})`);
const chain = await startDevChain({ journalFile });
console.log(JSON.stringify({ url: chain.url, accounts: chain.accounts }));
