import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { dictionary, useWords } from "../language.ts";
import { TextField } from "./field.tsx";
import { Empty } from "./screen.tsx";

const words = dictionary({ nothing: "没有找到。" }, { nothing: "Nothing found." });

type Props<T> = {
  readonly all: readonly T[];
  readonly label: string;
  /** What one of them is found by, in any language; letters' case does not count. */
  readonly namesOf: (one: T) => readonly string[];
  readonly children: (found: readonly T[]) => ComponentChildren;
};

/** A list, and over it the words that it is searched by. */
export function Searched<T>({ all, label, namesOf, children }: Props<T>) {
  const t = useWords(words);
  const [wanted, setWanted] = useState("");
  const text = wanted.trim().toLowerCase();
  const found = all.filter((one) => namesOf(one).some((name) => name.toLowerCase().includes(text)));
  return (
    <>
      <TextField label={label} value={wanted} onValue={setWanted} />
      {children(found)}
      {found.length === 0 && <Empty>{t.nothing}</Empty>}
    </>
  );
}
