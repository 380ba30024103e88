import { asking, type Checker } from "./checker/asking.ts";
// Built with the page, and started by its first words (vite.config.ts).
import "./checker/checker.ts?worker&url";
import type { Asked } from "./checker/question.ts";
import { storedLanguage, wordsIn } from "./language.ts";
import { type Stage, stage } from "./stage.tsx";
import { unverified } from "./unverified.ts";
import type { Words } from "./words/zh.ts";

const ask = asking((globalThis as unknown as { checker: () => Checker }).checker);

/** One page, one label: checked at once, and again when asked. Without a label it opens a saved proof. */
async function start(root: HTMLElement): Promise<void> {
  const words = await wordsIn(storedLanguage());
  const serverWords = document.getElementById("server-words") ?? undefined;
  const label = { path: location.pathname };
  const page = stage(root, words, { onAgain: () => run(page, label), serverWords });
  run(page, label, words.language === "zh" ? PATIENCE_MILLISECONDS : 0);

  function run(page: Stage, asked: Asked, patience = 0): void {
    const waiting = setTimeout(page.show, patience);
    ask(asked, {
      told(scene, again) {
        clearTimeout(waiting);
        if (!scene) void import("./open.tsx").then(({ open }) => open(root, words, opened));
        else page.show(scene, again);
      },
      failed(error) {
        clearTimeout(waiting);
        console.error(error);
        page.show({ judgement: unverified("page-failed"), sample: false, checkedAt: Math.floor(Date.now() / 1000) });
      },
    });
  }
  const opened = (words: Words, text: string) => run(stage(root, words), { text });
}

/** As it comes, in Chinese, the page says that nothing was checked yet: drawn again at once, that would only make the verdict later. */
const PATIENCE_MILLISECONDS = 1500;

const begin = () => void start(document.getElementById("app") as HTMLElement);
if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin);
else begin();
