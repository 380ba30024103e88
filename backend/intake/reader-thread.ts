import { Refusal } from "#core/refusal.ts";
import { answerWith } from "../thread-side.ts";
import { readDocument } from "./documents.ts";
import { pack } from "./packed.ts";
import type { Found, Handed } from "./reader.ts";

/** A thread that does nothing but read what was handed in. What it stumbles over, the service reads again by itself. */
answerWith<Handed, Found | undefined>(({ kind, bytes }) => {
  try {
    const packed = pack(readDocument(kind, bytes));
    return { said: { packed }, moved: [packed.bytes.buffer as ArrayBuffer] };
  } catch (reason) {
    if (!(reason instanceof Refusal)) return { said: undefined };
    return { said: { refused: { code: reason.code, facts: reason.facts } } };
  }
});
