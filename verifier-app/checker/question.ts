import type { Scene } from "../scene.ts";

/** A label's page, or a proof as text. */
export type Asked = { readonly path: string } | { readonly text: string };
/** `release`: address of the page's script, which an answer must fit. */
export type Question = { readonly id: number; readonly asked: Asked; readonly release: string };
/** To one question first the verdict, then perhaps the same once confirmed. `scene` is undefined where the path names no label. */
export type Answer =
  | { readonly id: number; readonly scene: Scene | undefined }
  | { readonly id: number; readonly error: string };
