import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Icon } from "../icon.tsx";
import type { Words } from "../words/zh.ts";

type Props<Part> = {
  readonly name: string;
  readonly missing: string;
  readonly words: Words;
  readonly load: () => Promise<Part & { readonly styled: Promise<void> }>;
  readonly children: (part: Part) => ComponentChildren;
};

/** A button that fetches a part of the page and gives its place to it. Nothing of it is loaded before it is asked for. */
export function OnTap<Part extends object>({ name, missing, words, load, children }: Props<Part>) {
  const [part, setPart] = useState<Part | "loading" | "missing">();
  if (typeof part === "object") return <>{children(part)}</>;
  const fetchIt = () => {
    setPart("loading");
    load().then(
      async (module) => {
        await module.styled;
        setPart(module);
      },
      () => setPart("missing"),
    );
  };
  return (
    <>
      <button type="button" class="outlined" onClick={fetchIt} disabled={part === "loading"}>
        <Icon name="eye" />
        {name}
      </button>
      <p class="line" role="status">
        {part === "loading" ? words.loading : part === "missing" ? missing : ""}
      </p>
    </>
  );
}
