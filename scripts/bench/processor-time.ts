/** One event of a Chromium trace; times in microseconds, `tdur` in processor time of its thread. */
type TraceEvent = {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
};

/** The page's own mark of the moment when its verdict was painted. */
export const VERDICT_MARK = "bench-verdict";
export const TRACED = ["toplevel", "devtools.timeline", "v8.execute", "blink.user_timing"];
export type ProcessorTime = {
  readonly blockingMs: number;
  readonly scriptMs: number;
  readonly checkerMs: number;
  /** Of `checkerMs` what is left when its script has been read: asking, parsing, checking. */
  readonly checksMs: number;
};
const WORKER = "DedicatedWorker thread";
const TASK = /RunTask$/;
/** All that script does on the page's thread: reading it, running it, what its promises go on with. */
const SCRIPT =
  /^(v8\.(compileModule|evaluateModule)|EvaluateScript|FunctionCall|RunMicrotasks|TimerFire|FireAnimationFrame)$/;
/** The same without reading a script and running what stands outside its functions. */
const RUNNING = /^(FunctionCall|RunMicrotasks|TimerFire)$/;
const LONG_MS = 50;

/**
 * Milliseconds of processor time before the verdict: on the page's thread, which Chromium slows down, and of script on that of its checker,
 * which it does not. Other work on the machine does not count.
 */
export function processorTimeIn(trace: Buffer): ProcessorTime {
  const { traceEvents } = JSON.parse(trace.toString()) as { readonly traceEvents: readonly TraceEvent[] };
  const mark = traceEvents.find(({ name }) => name === VERDICT_MARK);
  const began = traceEvents.findLast(
    ({ name, pid, ts }) => name === "navigationStart" && pid === mark?.pid && ts < mark.ts,
  );
  if (!mark || !began) throw new Error("no visit with a verdict in the trace");
  const checkers = traceEvents
    .filter(({ name, pid, args }) => name === "thread_name" && pid === mark.pid && args?.name === WORKER)
    .map(({ tid }) => tid);
  const on = (threads: readonly number[], name: RegExp) =>
    threads.flatMap((thread) =>
      outermost(
        traceEvents
          .filter(
            ({ ph, pid, tid, ts }) =>
              ph === "X" && pid === mark.pid && tid === thread && ts >= began.ts && ts < mark.ts,
          )
          .sort((a, b) => a.ts - b.ts),
        name,
      ),
    );
  const sum = (all: readonly number[]) => all.reduce((sum, ms) => sum + ms, 0);
  return {
    blockingMs: sum(on([mark.tid], TASK).map((ms) => Math.max(0, ms - LONG_MS))),
    scriptMs: sum(on([mark.tid], SCRIPT)),
    checkerMs: sum(on(checkers, SCRIPT)),
    checksMs: sum(on(checkers, RUNNING)),
  };
}

/** Of the events with such a name, those inside none of their kind. */
function outermost(events: readonly TraceEvent[], name: RegExp): number[] {
  let end = 0;
  return events.flatMap((event) => {
    if (!name.test(event.name) || event.ts < end) return [];
    end = event.ts + (event.dur ?? 0);
    return [(event.tdur ?? 0) / 1000];
  });
}
