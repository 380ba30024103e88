import { kilograms, percent } from "./amount.ts";

/** How much of a whole is used: filled, the next part light, the rest hatched. The numbers stand beside it in words. */
export function Bar({ used, whole, label, next = 0 }: { used: number; whole: number; label: string; next?: number }) {
  const [a, b] = [Math.min(percent(used, whole), 100), percent(next, whole)];
  return (
    <svg
      class={a >= 90 ? "used-bar late" : "used-bar"}
      viewBox="0 0 100 10"
      preserveAspectRatio="none"
      role="img"
      aria-label={`${label} ${kilograms(used)} / ${kilograms(whole)}`}
    >
      <rect class="rest" width="100" height="10" />
      <path class="hatch" d={HATCH} />
      <rect class="used" width={a} height="10" />
      <rect class="next" x={a} width={Math.min(b, 100 - a)} height="10" />
      <rect class="frame" width="100" height="10" />
    </svg>
  );
}
const HATCH = Array.from({ length: 28 }, (_, k) => `M${k * 4 - 4} 10l4-10`).join("");
