import type { icons } from "./icons.ts";

/** One 24-grid set, stroke 2, round caps: those that the verdict itself needs. */
const above = {
  sound: "M4 9.5v5h3.5L12 18V6L7.5 9.5zM15 9.5a3.5 3.5 0 0 1 0 5M17.8 7a7 7 0 0 1 0 10",
  again:
    "M5 11V9.5A2.5 2.5 0 0 1 7.5 7H18M15.5 4.2 18.5 7l-3 2.8M19 13v1.5a2.5 2.5 0 0 1-2.5 2.5H6M8.5 14.2 5.5 17l3 2.8",
  warning: "M12 4.5 2.8 20h18.4zM12 10v4.5M12 17.3v.01",
} as const;
type Name = keyof typeof above | keyof typeof icons;

const paths: Partial<Record<Name, string>> = above;
/** The second chunk brings the rest. */
export const addIcons = (more: typeof icons): void => void Object.assign(paths, more);

export const Icon = ({ name }: { name: Name }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={paths[name] ?? ""} />
  </svg>
);
