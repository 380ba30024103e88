import { calldata } from "#core/chain/abi.ts";
import { views } from "#core/chain/views.ts";
import type { Answer, Call, Lie } from "../backend/lying-node.ts";

/** Changes answers after the truth was asked. */
const after =
  (change: (answers: readonly Answer[], calls: readonly Call[]) => readonly Answer[]): Lie =>
  async (calls, honest) =>
    change(await honest(calls), calls);
const results = (change: (result: unknown, call: Call) => unknown): Lie =>
  after((answers, calls) =>
    answers.map((answer) => {
      const call = calls.find(({ id }) => id === answer.id);
      return call ? { ...answer, result: change(answer.result, call) } : answer;
    }),
  );
const asks = (call: Call, view: keyof typeof views): boolean =>
  call.method === "eth_call" &&
  String((call.params[0] as { data?: string }).data).startsWith(calldata(views[view].selector, []));
const word = (result: unknown, at: number, to: string): string => {
  const text = String(result);
  return text.slice(0, 2 + at * 64) + to + text.slice(2 + (at + 1) * 64);
};
const whole = (calls: readonly Call[]): boolean => calls.length > 2;

/** Twelve lies, each of which would hide a recall or break a careless reader. `before` is a block from before it. */
export const lies = (before: string): Readonly<Record<string, Lie>> => ({
  "an old head": async (calls, honest) =>
    honest(
      calls.map((call) => ({
        ...call,
        params: call.params.map((one) => (one === "latest" || /^0x[0-9a-f]{1,6}$/.test(String(one)) ? before : one)),
      })),
    ),
  "a batch never recalled": results((result, call) =>
    asks(call, "batchOf") ? word(result, 11, "0".repeat(64)) : result,
  ),
  "another root": results((result, call) => (asks(call, "headOf") ? word(result, 0, "ab".repeat(32)) : result)),
  "another chain": results((result, call) => (call.method === "eth_chainId" ? "0x1" : result)),
  "half of the answers": after((answers, calls) => (whole(calls) ? answers.slice(0, -1) : answers)),
  "a page instead of JSON": async (_calls, _honest, say) => {
    say.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>502</title>");
    return undefined;
  },
  "one byte and then nothing": async (_calls, _honest, say) => {
    say.writeHead(200, { "content-type": "application/json" });
    say.write("[");
    return undefined;
  },
  "another block's hash": results((result, call) =>
    call.method === "eth_getBlockByNumber" ? { ...(result as object), hash: `0x${"cd".repeat(32)}` } : result,
  ),
  "answers under each other's numbers": after((answers, calls) =>
    whole(calls) ? answers.map((answer, n) => ({ ...answer, id: answers[(n + 1) % answers.length]?.id })) : answers,
  ),
  "one answer twice": after((answers) => answers.map((answer) => ({ ...answer, id: answers[0]?.id }))),
  "numbers beyond any": results((result, call) => (asks(call, "batchOf") ? word(result, 11, "f".repeat(64)) : result)),
  "a block of the future": results((result, call) =>
    call.method === "eth_getBlockByNumber" && call.params[0] === "latest"
      ? { ...(result as object), number: "0xffffff" }
      : result,
  ),
});
