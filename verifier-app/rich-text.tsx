import type { ComponentChildren } from "preact";
import type { Rich } from "./words/rich.ts";

/** Dates with their times, batch numbers and amounts never break inside. */
const WHOLE = /([\dA-Za-z]*\d(?:-\d+)+(?: \d\d:\d\d)?|\d[\d,.]*[\u00a0 ](?:kg|g|mg\/kg|%)(?![a-z]))/;

const unbroken = (text: string): ComponentChildren =>
  text.split(WHOLE).map((part, at) => (at % 2 === 1 ? <span class="whole">{part}</span> : part));

export const RichText = ({ of }: { of: Rich | string }): ComponentChildren =>
  typeof of === "string"
    ? unbroken(of)
    : of.map((part) => (typeof part === "string" ? unbroken(part) : <b>{unbroken(part[0])}</b>));
