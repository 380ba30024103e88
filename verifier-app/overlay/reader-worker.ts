import { readCode, type Seen } from "./read-code.ts";

export type Picture = { readonly id: number; readonly picture: ImageData };
export type Answer = { readonly id: number; readonly seen: Seen | undefined };

addEventListener("message", ({ data: { id, picture } }: MessageEvent<Picture>) =>
  postMessage({ id, seen: readCode(picture) } satisfies Answer),
);
