import type { Rich } from "./words/rich.ts";

export const RichText = ({ of }: { of: Rich }) => <>{of.map((part) => (typeof part === "string" ? part : <b>{part[0]}</b>))}</>;
