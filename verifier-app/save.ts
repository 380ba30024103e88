import type { Scene } from "./scene.ts";

/** Hands the evidence over as a file, byte for byte as it came. */
export function saveProof({ proof, label }: Scene): void {
  if (proof === undefined) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([proof], { type: "application/json" }));
  link.download = `liangji-${label?.batch ?? "proof"}-${label?.serial ?? "0"}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
