import type { Kind, SealState } from "./scene.ts";

/** Drawn, not typed, so that a seal is the same on every phone (look §3). */
const silhouettes: Readonly<Record<Kind, string>> = {
  record: "M8.4 5.3 56.2 4.6q2.9.2 3 3.2l.3 47.6q-.2 3.8-3.4 3.9L8 59.1q-3.2-.2-3.3-3.5L4.5 8.9q.2-3.5 3.9-3.6z",
  code: "M32.6 3.6c15.8.1 27.8 12.4 27.8 28.2S48 60.4 31.8 60.4 3.7 48 3.6 32.2 16.4 3.5 32.6 3.6z",
  pack: "M20.6 3.7 43.8 3.5q2.1.1 2.1 2.2l.1 6.6q0 1.2 1.2 1.7 9.3 3.6 9.4 12l.2 29.2q-.2 4.6-4.6 4.7l-40.6.1q-4.3-.2-4.4-4.6L7.1 26.2q.2-8.6 9.5-12.2 1.3-.5 1.3-1.8l.1-6.3q.1-2.1 2.6-2.2z",
};
const characters: Readonly<Record<Kind, readonly [transform: string, path: string]>> = {
  record: [
    "translate(16.2 15.6) scale(1.33)",
    "M6 3h12v8M7 7h11M2.6 11h18.8M12 11v9.6l-2.6-.8M5.2 13.6l2.8 2.2M3.6 20.4l4.6-3.2M19.6 13.6l-3.4 2.4M15.4 16.8l5.2 3.6",
  ],
  code: [
    "translate(17 16.3) scale(1.28)",
    "M2.8 4.4h8.4M6.6 4.4 3 12.2M5 10.8h5.2v8H5zM13 4.4h6.6l-.5 5.9M14.7 6.8l-.5 3.9h6.9l-.4 8-2.2 1M12.4 15h6",
  ],
  pack: [
    "translate(16.6 22.6) scale(1.28)",
    "M4.9 4.6 3.8 8.9M4.4 8h6M3 14.4l7.6-2M7.3 3.4v17.4M14.2 3.4 11.9 9M13.2 7h7.4l-.8 11.6-2.4 1.2M16.6 7.2 11.6 14M19.2 10.2l-6.8 9.4",
  ],
};
const CUT = "38 -4 33 12 38.5 20 29 33 35 43 27.5 54 31 68";

export function Seal({ kind, state }: { kind: Kind; state: SealState }) {
  return (
    <svg class={`seal ${state}`} viewBox="-2 -2 68 68" overflow="visible" aria-hidden="true">
      <Drawing kind={kind} state={state} />
    </svg>
  );
}

function Drawing({ kind, state }: { kind: Kind; state: SealState }) {
  const silhouette = silhouettes[kind];
  if (state === "passed") return <Solid kind={kind} />;
  if (state === "failed") return <Broken kind={kind} />;
  if (state === "unknown")
    return (
      <>
        <path class="dots" d={silhouette} pathLength={160} />
        <Character kind={kind} />
      </>
    );
  return <path class="outline" d={silhouette} />;
}

const Solid = ({ kind }: { kind: Kind }) => (
  <>
    <path class="ground" d={silhouettes[kind]} />
    <path class="inner" d={silhouettes[kind]} transform="translate(4.8 4.8) scale(.85)" />
    <Character kind={kind} />
  </>
);

function Broken({ kind }: { kind: Kind }) {
  // The same drawing may stand twice on the page; both clip alike, so they may share the name.
  const id = `cut-${kind}-`;
  const halves = [
    { side: "l", edge: "-9 68 -9 -4", transform: "translate(-2.5 -.5) rotate(-3 32 60)" },
    { side: "r", edge: "73 68 73 -4", transform: "translate(3.5 1.5) rotate(5 32 60)" },
  ];
  return (
    <>
      {halves.map(({ side, edge, transform }) => (
        <g key={side} transform={transform}>
          <clipPath id={`${id}${side}`}>
            <polygon points={`${CUT} ${edge}`} />
          </clipPath>
          <g clip-path={`url(#${id}${side})`}>
            <Solid kind={kind} />
          </g>
        </g>
      ))}
    </>
  );
}

function Character({ kind }: { kind: Kind }) {
  const [transform, path] = characters[kind];
  return <path class="character" transform={transform} d={path} />;
}
