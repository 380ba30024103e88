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
  const check = () => run(page, checkLabel(path, label));
  const page = stage(root, words, { onAgain: check, serverWords });
  check();
}

function run(page: ReturnType<typeof stage>, check: Promise<Scene>): void {
  page.show(undefined);
  check.then(page.show, (error: unknown) => {
    console.error(error);
    page.show({
      judgement: unverified("page-failed"),
      sample: false,
      checkedAt: Math.floor(Date.now() / 1000),
    });
  });
}

const root = document.getElementById("app");
if (root) void start(root);
