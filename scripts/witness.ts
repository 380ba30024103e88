import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { startWitness, type Witness, type WitnessOptions } from "#backend/witness/start.ts";
import { Refusal, sentence } from "#core/refusal.ts";
import { openFolder, refuseTakenPort } from "./refuse-start.ts";
import { CannotStart } from "./settings.ts";

const USAGE = `用法 usage:
  npm run witness -- --data DIR --name NAME --log VKEY [--log VKEY …] [--host 127.0.0.1] [--port 8090]
                     [--chain-id N --contract 0x… --rpc URL]
  --name   见证人的名字，如 witness.example/w1 · how it signs, a URL without https://
  --log    账本公布的验证公钥 · a log's verifier key, as the log publishes it (ready.json, policy.json)
  --rpc    自己的链节点，有它才为 LogAnchor 签名 · a node of its own: with it, it signs for LogAnchor too`;

const options = {
  data: { type: "string" },
  name: { type: "string" },
  log: { type: "string", multiple: true },
  host: { type: "string", default: "127.0.0.1" },
  port: { type: "string", default: "8090" },
  "chain-id": { type: "string" },
  contract: { type: "string" },
  rpc: { type: "string" },
} as const;

/** Command line → what starts a witness; CannotStart says what is missing. */
export function witnessOptions(argv: readonly string[]): WitnessOptions {
  const { values } = readArgs(argv);
  const { data, name, log = [], host, port, contract, rpc } = values;
  const chainId = values["chain-id"];
  if (!data || !name || log.length === 0) throw new CannotStart("缺少 --data、--name 或 --log。", `\n${USAGE}`);
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new CannotStart(`--port 要填 0 到 65535，现在是“${port}”。`, `--port must be 0 to 65535; it is "${port}".`);
  if (!/^[^\p{White_Space}+]{1,200}$/u.test(name))
    throw new CannotStart("--name 里不能有空格和加号。", "--name has neither spaces nor plus signs.");
  const given = [chainId, contract, rpc].filter((one) => one !== undefined).length;
  const isWhole =
    given === 0 ||
    (/^[1-9]\d{0,14}$/.test(chainId ?? "") &&
      /^0x[0-9a-fA-F]{40}$/.test(contract ?? "") &&
      /^https?:\/\//.test(rpc ?? "") &&
      URL.canParse(rpc ?? ""));
  if (!isWhole)
    throw new CannotStart(
      "--chain-id（数字）、--contract（0x 地址）、--rpc（网址）要么都填，要么都不填。",
      "Give --chain-id (a number), --contract (0x address) and --rpc (a URL) together, or none of them.",
    );
  return {
    dataDir: resolve(data),
    name,
    logs: log,
    host,
    port: Number(port),
    ...(given > 0 && {
      chain: { chainId: Number(chainId), contract: (contract ?? "").toLowerCase(), rpc: rpc ?? "" },
    }),
  };
}

function readArgs(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options });
  } catch (error) {
    throw new CannotStart(`看不懂：${(error as Error).message}`, `\n${USAGE}`);
  }
}

/** Starts one; what stands in the way is said in one sentence. */
async function begin(argv: readonly string[]): Promise<Witness> {
  const options = witnessOptions(argv);
  try {
    await refuseTakenPort(options);
    return await startWitness({ ...options, database: await openFolder(options.dataDir, "--data") });
  } catch (error) {
    throw told(error, options);
  }
}

function told(error: unknown, { host, port, dataDir }: WitnessOptions): unknown {
  if (error instanceof CannotStart) return error;
  const { code } = error as { code?: string };
  if (error instanceof Refusal)
    return new CannotStart(sentence(error.code, error.facts, "zh"), sentence(error.code, error.facts, "en"));
  if (code === "EADDRINUSE")
    return new CannotStart(
      `端口 ${port} 已被占用，请用 --port 换一个。`,
      `Port ${port} is taken; choose another with --port.`,
    );
  if (code === "EACCES" || code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return new CannotStart(
      `不能在 ${host} 的端口 ${port} 上接听（${code}）。`,
      "Cannot listen there; change --host or --port.",
    );
  if (!(error instanceof Error) || error instanceof TypeError || error instanceof RangeError) return error;
  return new CannotStart(`见证人没有启动，${dataDir} 没有改动。`, `Not started: ${error.message}`);
}

if (import.meta.main) {
  try {
    const witness = await begin(process.argv.slice(2));
    console.log(`见证人 witness   ${witness.url}`);
    console.log(`公钥 vkey        ${witness.vkey}`);
    if (witness.anchorVkey) console.log(`链上 anchor vkey ${witness.anchorVkey}\n地址 address     ${witness.address}`);
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      process.once(signal, async () => {
        await witness.close();
        process.exit(0);
      });
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
