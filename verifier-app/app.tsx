import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { checkFile, checkLabel } from "./check.ts";
import { storeLanguage, wordsIn } from "./language.ts";
import type { OpenProps } from "./open.tsx";
import { Page } from "./page.tsx";
import type { Label, Scene } from "./scene.ts";
import { unverified } from "./shown.ts";
import type { Words } from "./words/zh.ts";

type Props = { path: string; label: Partial<Label> | undefined; firstWords: Words; serverWords: Node | undefined; Open?: ComponentType<OpenProps> | undefined };

/** One page, one label: checks at once, and again when asked. Without a label it opens a saved proof. */
export function App({ path, label, firstWords, serverWords, Open }: Props) {
  const [words, setWords] = useState(firstWords);
  const [scene, setScene] = useState<Scene>();
  const [started, setStarted] = useState(label !== undefined);
  const run = (check: Promise<Scene>) => {
    setStarted(true);
    setScene(undefined);
    check.then(setScene, (error: unknown) => {
      console.error(error);
      setScene({ judgement: unverified("page-failed"), sample: false, checkedAt: Math.floor(Date.now() / 1000), technical: [] });
    });
  };
  const checkAgain = () => label && run(checkLabel(path, label));
  useEffect(() => void checkAgain(), []);
  useEffect(() => {
    document.documentElement.lang = words.htmlLanguage;
  }, [words]);
  const switchLanguage = () => {
    const language = words.language === "en" ? "zh" : "en";
    storeLanguage(language);
    void wordsIn(language).then(setWords);
  };
  if (!started && Open) return <Open words={words} onLanguage={switchLanguage} onText={(text) => run(checkFile(text))} />;
  return <Page scene={scene} words={words} onLanguage={switchLanguage} {...(label && { onAgain: checkAgain })} serverWords={serverWords} />;
}
