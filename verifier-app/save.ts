import type { Scene } from "./scene.ts";

/** Hands the evidence over as a file, byte for byte as it came. */
export function saveProof({ proof, label }: Scene): void {
  if (proof !== undefined) saveFile(proof, `liangji-${label?.batch ?? "proof"}-${label?.serial ?? "0"}.json`);
}

export function saveFile(text: string, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
