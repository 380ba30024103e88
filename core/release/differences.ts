import type { VerifierReleased } from "../statement/release.ts";

type Files = VerifierReleased["files"];
/** Paths of files, each list sorted. */
export type Differences = {
  /** In both, with other bytes. */
  readonly changed: readonly string[];
  /** Released, not served. */
  readonly missing: readonly string[];
  /** Served, not released. */
  readonly added: readonly string[];
};

/** In what the files that a service serves differ from those that were released. */
export function differences(released: Files, served: Files): Differences {
  const before = new Map(released.map(({ path, sha256 }) => [path, sha256]));
  const now = new Map(served.map(({ path, sha256 }) => [path, sha256]));
  return {
    changed: [...now].flatMap(([path, hash]) => (before.has(path) && before.get(path) !== hash ? [path] : [])).sort(),
    missing: [...before.keys()].filter((path) => !now.has(path)).sort(),
    added: [...now.keys()].filter((path) => !before.has(path)).sort(),
  };
}

export const isSame = ({ changed, missing, added }: Differences): boolean =>
  changed.length + missing.length + added.length === 0;
