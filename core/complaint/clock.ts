/** How fast complaints are answered: seconds from arrival to the first answer, of those that have one. */
export type Pace = {
  readonly received: number;
  readonly answered: number;
  /** Half of the answers came within this many seconds. */
  readonly medianSeconds?: number;
  /** How long the oldest one without an answer has waited. */
  readonly longestWaitSeconds?: number;
};

export function paceOf(
  complaints: readonly { readonly receivedAt: number; readonly answeredAt?: number | undefined }[],
  now: number,
): Pace {
  const times = complaints
    .flatMap(({ receivedAt, answeredAt }) => (answeredAt === undefined ? [] : [Math.max(0, answeredAt - receivedAt)]))
    .sort((a, b) => a - b);
  const waits = complaints.flatMap(({ receivedAt, answeredAt }) =>
    answeredAt === undefined ? [now - receivedAt] : [],
  );
  const median = times[Math.floor((times.length - 1) / 2)];
  return {
    received: complaints.length,
    answered: times.length,
    ...(median !== undefined && { medianSeconds: median }),
    ...(waits.length > 0 && { longestWaitSeconds: Math.max(0, ...waits) }),
  };
}
