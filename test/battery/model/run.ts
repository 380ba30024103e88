import fc from "fast-check";
import type { History } from "#backend/chain/history.ts";
import { found, times } from "../scale.ts";
import type { Fault } from "./actors.ts";
import { type Models, modelsFor } from "./models.ts";
import { type Script, scriptOn } from "./script.ts";
import type { Line, Stage } from "./stage.ts";

/** One thing that may be done in a run; its numbers choose among what there is when it is done. */
export type Deed = (script: Script, models: Models) => void;
type Command = fc.Command<Models, Script>;

/** Nineteen times in twenty the act is signed as it should be. */
export const fault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 57, arbitrary: fc.constant("none" as const) },
  { weight: 3, arbitrary: fc.constantFrom("expired", "nonce", "signature") },
);
/** The n-th of a list, or now and then something that is not in it. */
export const choose = <T>(list: readonly T[], n: number, otherwise: T): T =>
  list.length === 0 || n % 16 === 15 ? otherwise : (list[n % list.length] as T);

/** A command from numbers that fast-check can make smaller. */
export const deed = <T>(name: string, from: fc.Arbitrary<T>, act: (one: T) => Deed): fc.Arbitrary<Command> =>
  from.map((one) => ({
    check: () => true,
    run: (models, script) => act(one)(script, models),
    toString: () => `${name} ${JSON.stringify(one, (_, value) => (typeof value === "bigint" ? String(value) : value))}`,
  }));

const RUNS = 2000;
const SEED = 20_261_127;

/**
 * Plays runs of up to a hundred commands against the contracts, and each step against the model. Most runs are short.
 *
 * @param prepare  what every run begins with: done once, and known to each run's models
 * @param finish   what is looked at when the commands are over
 * @param compare  what the chain's events add up to, and what core makes of all the steps, against the models
 */
export async function playRuns(
  model: string,
  stage: Stage,
  players: Readonly<Record<string, number>>,
  commands: fc.Arbitrary<Command>[],
  prepare: Deed,
  finish: Deed,
  compare: (history: History, models: Models, lines: readonly Line[]) => void,
  runs = RUNS,
): Promise<void> {
  const numRuns = times(runs);
  let [steps, acts] = [0, 0];
  const outcomes = new Map<string, number>();
  const size = (most: "small" | "medium") => fc.commands(commands, { maxCommands: 100, size: most });
  const begun = (): { models: Models; script: Script } => {
    const models = modelsFor(players);
    const script = scriptOn(stage, models);
    prepare(script, models);
    return { models, script };
  };
  const first = begun().script.lines;
  await stage.settle(first);
  await fc.assert(
    fc.asyncProperty(
      fc.oneof({ weight: 5, arbitrary: size("small") }, { weight: 1, arbitrary: size("medium") }),
      async (chosen) => {
        const { models, script } = begun();
        script.lines.length = 0;
        script.later(1);
        fc.modelRun(() => ({ model: models, real: script }), chosen as Iterable<Command>);
        finish(script, models);
        compare(await stage.play(script.lines), models, [...first, ...script.lines]);
        steps += script.lines.length;
        for (const line of script.lines) {
          if (!("act" in line)) continue;
          acts += 1;
          outcomes.set(line.act.expected, (outcomes.get(line.act.expected) ?? 0) + 1);
        }
      },
    ),
    { numRuns, seed: Number(process.env.BATTERY_SEED ?? SEED) },
  );
  const accepted = outcomes.get("accepted") ?? 0;
  found("R13", { model, runs: numRuns, acts, accepted, "ways to refuse": outcomes.size - 1, steps, divergences: 0 });
}
