import { useEffect, useId } from "preact/hooks";
import { Foot } from "./foot.tsx";
import { Header } from "./header.tsx";
import type { Words } from "./words/zh.ts";

export type OpenProps = { words: Words; onLanguage: () => void; onText: (text: string) => void };

/** Opens a saved proof, by choosing or by dropping; it never leaves the device. */
export function Open({ words, onLanguage, onText }: OpenProps) {
  const id = useId();
  const take = (files: FileList | null | undefined) => void files?.[0]?.text().then(onText);
  useEffect(() => {
    const stop = (event: DragEvent) => event.preventDefault();
    const drop = (event: DragEvent) => {
      event.preventDefault();
      take(event.dataTransfer?.files);
    };
    addEventListener("dragover", stop);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("dragover", stop);
      removeEventListener("drop", drop);
    };
  }, []);
  const { open } = words;
  return (
    <div class="page">
      <Header words={words} brand={undefined} sample={false} spoken={`${open.h}. ${open.s}`} onLanguage={onLanguage} />
      <main>
        <div class="verdict">
          <div class="band calm"><h1>{open.h}</h1><p>{open.s}</p></div>
          <div class="advice">
            <p><label for={id}><b>{open.button}</b></label></p>
            <p><input id={id} type="file" accept="application/json,.json" onChange={(event) => take(event.currentTarget.files)} /></p>
            <p class="line">{open.drop}</p>
          </div>
        </div>
        <Foot words={words} />
      </main>
    </div>
  );
}
