import type { ActMessage, ActName } from "#core/act/acts.ts";
import type { Entry } from "#core/entry.ts";
import type { Pair } from "#core/tag/binding.ts";
import type { HiddenSheet } from "#core/work/labels.ts";
import type { PlannedAct, Step } from "#core/work/task.ts";
import type { Both } from "../language.ts";

export type PlannedMint = {
  readonly kind: "mint";
  readonly message: PlannedAct["message"];
  readonly serials: readonly string[];
  readonly hidden?: HiddenSheet["sent"];
};
/** An entry that goes with the pairs of labels and tags that it commits to. */
export type PlannedTags = Extract<Step, { kind: "entry" }> & { readonly pairs: readonly Pair[] };
/** A file that records after it name by its hash; once stored its bytes leave this device. */
export type PlannedFile = {
  readonly kind: "file";
  readonly sha256: string;
  readonly mediaType: string;
  readonly bytes?: Uint8Array<ArrayBuffer>;
};
/** What a person signs in one go. `ids` spells out what the acts hold as hashes only. */
export type Task = {
  readonly steps: readonly (Step | PlannedMint | PlannedTags | PlannedFile)[];
  readonly ids: readonly string[];
};
/** How the task is called in lists. */
export type About = { readonly title: Both<string>; readonly detail: Both<string> };

export type SignedAct = { readonly message: ActMessage; readonly signature: string };
/**
 * Entries are signed when captured. An act needs the contract's next number and a deadline, so it is signed when sent,
 * and kept: sent again after an unknown outcome, it is the same act and cannot happen twice.
 */
export type JobStep =
  | { readonly kind: "entry"; readonly entry: Entry; readonly pairs?: readonly Pair[] }
  | {
      readonly kind: "act";
      readonly act: ActName;
      readonly message: PlannedAct["message"];
      readonly signed?: SignedAct;
    }
  | (PlannedMint & { readonly signed?: SignedAct })
  | PlannedFile;

export type Receipt = { readonly index?: number; readonly block?: number };
export type Problem = { readonly code: string; readonly words: Both<string> };

export type Job = {
  readonly id: string;
  /** Of the device key that signs. */
  readonly key: string;
  readonly actor: string;
  readonly createdAt: number;
  readonly about: About;
  readonly ids: readonly string[];
  readonly steps: readonly JobStep[];
  /** One for each step that was taken, in order. */
  readonly receipts: readonly Receipt[];
  readonly state: "waiting" | "returned" | "sent";
  readonly problem?: Problem;
};
