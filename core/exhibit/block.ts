import type { Status } from "../evidence/verdict.ts";

/** One piece of an exhibit, from top to bottom of its pages. */
export type Block =
  | { readonly kind: "title" | "heading" | "text" | "note" | "alarm" | "code"; readonly text: string }
  | {
      readonly kind: "headline";
      readonly tone: "calm" | "doubt" | "alarm";
      readonly text: string;
      readonly note: string;
    }
  | { readonly kind: "row"; readonly name: string; readonly text: string }
  | {
      readonly kind: "verdict";
      readonly name: string;
      readonly status: Status;
      readonly state: string;
      readonly text: string;
      readonly limit: string;
    };
