/** One call of the service on one of its files, as strace saw it. */
export type Call = { readonly thread: string; readonly call: string; readonly path: string };

/** strace (1) on the service, with one worker for LevelDB, so that the order of its calls is the same each time. */
export const traced = (trace: string, more: readonly string[]): readonly string[] => [
  ...["env", "UV_THREADPOOL_SIZE=1", "strace", "-f", "--seccomp-bpf", "-ttt", "-y", "-o", trace],
  ...more,
];

const CALL =
  /^(\d+) +[\d.]+ (openat|read|write|fdatasync|fsync|rename)\((?:AT_FDCWD<[^>]*>, )?(?:\d+<([^>]*)>|"([^"]*)")/;

/** The calls on files in `folder`; `path` is from there. */
export const callsIn = (trace: string, folder: string): readonly Call[] =>
  trace.split("\n").flatMap((line) => {
    const [, thread = "", call = "", byNumber, byName] = CALL.exec(line) ?? [];
    const path = byNumber ?? byName ?? "";
    return path === folder || path.startsWith(`${folder}/`)
      ? [{ thread, call, path: path.slice(folder.length + 1) }]
      : [];
  });

/** Whether each answer of `201 Created` left after the log's last write had been synced, and how many there were. */
export function answersAfterSync(trace: string): { readonly answers: number; readonly early: number } {
  let [answers, early, synced] = [0, 0, true];
  for (const line of trace.split("\n")) {
    if (/ write\(\d+<[^>]*\.log>/.test(line)) synced = false;
    if (/ fdatasync(\(\d+<[^>]*\.log>\)| resumed>\)) += 0$/.test(line)) synced = true;
    if (!line.includes('"HTTP/1.1 201')) continue;
    answers += 1;
    if (!synced) early += 1;
  }
  return { answers, early };
}

/**
 * Seconds until the process was gone: since the first call that was made to fail, and since LevelDB told of it (of what it
 * does in the background, only with the next write).
 */
export type Left = { readonly sinceCall: number; readonly sinceTold: number };

/** `said` is what the service wrote on stderr. Undefined when no call was made to fail. */
export function timesOf(trace: string, said: string): Left | undefined {
  const lines = trace.split("\n");
  const timeOf = (line = ""): number => Number(line.split(/ +/)[1]);
  const failed = lines.find((line) => line.endsWith("(INJECTED)"));
  if (failed === undefined) return undefined;
  const gone = timeOf(lines.findLast((line) => line.includes("+++ exited with")));
  const [, told] = /"level":60,"time":(\d+)/.exec(said) ?? [];
  return { sinceCall: gone - timeOf(failed), sinceTold: gone - (told ? Number(told) / 1000 : timeOf(failed)) };
}
