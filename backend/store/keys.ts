import type { ShelfName } from "#core/ledger/ledger.ts";
import type { Range } from "./reading.ts";

const number = (value: number, digits: number): string => value.toString(16).padStart(digits, "0");

/** Where things are in the store. Numbers are fixed-width hex so that keys sort as the numbers do. */
export const keys = {
  head: "head",
  scrubbed: "scrubbed",
  /** recordedAt (8 bytes, seconds) ‖ leaf. */
  entry: (index: number): string => `e/${number(index, 14)}`,
  /** Root of the perfect subtree of 2^level leaves, from level 3: what stands below is hashed from its entries. */
  node: (level: number, index: number): string => `n/${number(level, 2)}/${number(index, 14)}`,
  /** SHA-256 of an unsigned entry that is in no series, in hex → index: one statement is logged once, however often it is signed. */
  unsigned: (hash: string): string => `u/${Buffer.from(hash, "hex").toString("base64url")}`,
  /** Of the entries of one commit in a series the first one's place → their indexes. */
  series: (id: string, sequence: number): string => `s/${id}/${number(sequence, 8)}`,
  claim: (product: string, index: number): string => `p/${product}/${number(index, 14)}`,
  scene: (plot: string, index: number): string => `v/${plot}/${number(index, 14)}`,
  /** Where labels of a batch were put into boxes. */
  packing: (batch: string, index: number): string => `b/${batch}/${number(index, 14)}`,
  /** What the log adds up to, by shelf. */
  ledger: (shelf: ShelfName, key: string): string => `l/${shelf}/${key}`,
  /** Indexes of the entries that were captured together. */
  capture: (id: string): string => `j/${id}`,
  anchor: (index: number): string => `a/${number(index, 14)}`,
  anchorProof: "proof",
  mint: (labelRoot: string): string => `m/${labelRoot}`,
  label: (batch: string, serial: string): string => `c/${batch}/${serial}`,
  /** The hidden codes of a mint, by its label root: commitments, and the sealed key of their salts. */
  hidden: (labelRoot: string): string => `h/${labelRoot}`,
  /** What became of one label's hidden code. */
  redemptions: (batch: string, serial: string): string => `x/${batch}/${serial}`,
  /** The tags of one `TagsBound`, by its root: label and tag, pair by pair. */
  tags: (root: string): string => `tags/${root}`,
  /** By tag and by label: the root under which they were bound. */
  tag: (uid: string): string => `tag/${uid}`,
  tagged: (batch: string, serial: string): string => `tagged/${batch}/${serial}`,
  taps: (uid: string): string => `taps/${uid}`,
  /** The batch of a code that a person typed. */
  serial: (serial: string): string => `k/${serial}`,
  /** SHA-256 of a signed act's call → the transactions that carried it. */
  sent: (call: string): string => `t/${call}`,
  closings: "q",
  /** Until when a batch may still be closed by an act that was sent. */
  closing: (batch: string): string => `q/${batch}`,
  complaint: (number: string): string => `complaint/${number}`,
  /** What is kept of one code's scans. */
  scanBook: (batch: string, serial: string): string => `scan-book/${batch}/${serial}`,
  /** Cases of scans, the newest first. `opened` in seconds. */
  scanCase: (opened: number, id: string): string => `scan-case/${number(2 ** 40 - opened, 14)}/${id}`,
  /** SHA-256 → the id that contracts know by it. */
  id: (hash: string): string => `i/${hash}`,
} as const;

/** The place in its series that a row is kept under. */
export const sequenceIn = (key: string): number => Number.parseInt(key.slice(-8), 16);

/** Everything under a prefix: "0" is the character after "/". */
export const under = (prefix: string): Range => ({ from: `${prefix}/`, to: `${prefix}0` });
