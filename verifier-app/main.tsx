import "./old-engines.ts";
import { checkFile, checkLabel, checkUnissued } from "./check.ts";
import { fetchPolicy } from "./fetch.ts";
import { storedLanguage, wordsIn } from "./language.ts";
import { labelOfPath } from "./path.ts";
import type { Scene } from "./scene.ts";
import { unverified } from "./shown.ts";
import { stage } from "./stage.tsx";

/** One page, one label: checks at once, and again when asked. Without a label it opens a saved proof. */
async function start(root: HTMLElement): Promise<void> {
  const path = location.pathname;
  const words = await wordsIn(storedLanguage());
  const label = labelOfPath(path);
  if (path.startsWith("/s/")) return run(stage(root, words), checkUnissued());
  if (!label)
    return import("./open.tsx").then((module) =>
      module.open(root, words, (words, text) =>
        run(
          stage(root, words),
          fetchPolicy().then((policy) => checkFile(text, policy)),
        ),
      ),
    );
  const serverWords = document.getElementById("server-words") ?? undefined;
  const page = stage(root, words, { onAgain: () => run(page, checkLabel(path, label)), serverWords });
  run(page, checkLabel(path, label), words.language === "zh" ? PATIENCE_MILLISECONDS : 0);
}

/** As it comes, in Chinese, the page says that nothing was checked yet: drawn again at once, that would only make the verdict later. */
const PATIENCE_MILLISECONDS = 1500;

function run(page: ReturnType<typeof stage>, check: Promise<Scene>, patience = 0): void {
  const waiting = setTimeout(page.show, patience);
  check
    .finally(() => clearTimeout(waiting))
    .then(page.show, (error: unknown) => {
      console.error(error);
      page.show({ judgement: unverified("page-failed"), sample: false, checkedAt: Math.floor(Date.now() / 1000) });
    });
}

const root = document.getElementById("app");
if (root) void start(root);
