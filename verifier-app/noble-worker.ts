import { nobleCrypto } from "#core/noble.ts";

export type Question = {
  readonly id: number;
  readonly verify: "verifyP256" | "verifyEd25519";
  readonly parts: readonly [publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array];
};
export type Answer = { readonly id: number; readonly holds: boolean };

/** Slow verification beside the page, so that it never blocks a finger. */
addEventListener("message", ({ data: { id, verify, parts } }: MessageEvent<Question>) => {
  void nobleCrypto[verify](...parts).then((holds) => postMessage({ id, holds } satisfies Answer));
});
