import type { Policy } from "#core/evidence/policy.ts";
import { checkFile } from "../checker/check.ts";
import { draw } from "../draw.ts";
import { type Language, storedLanguage, storeLanguage, wordsIn } from "../language.ts";
import { stage } from "../stage.tsx";
import type { Words } from "../words/zh.ts";
import { Form } from "./form.tsx";
import { keepPolicy, keptPolicy } from "./kept.ts";
import { sortFile } from "./sort.ts";
import { aloneWords } from "./words.ts";

/** The whole verifier in one file: it asks nobody for anything but the files that a person gives it, and the policy's own nodes. */
async function start(root: HTMLElement): Promise<void> {
  let words: Words = await wordsIn(storedLanguage());
  let policy: Policy | undefined = keptPolicy();
  let proof: string | undefined;
  const form = document.createElement("div");
  let said: string | undefined;

  const show = () => {
    document.documentElement.lang = words.htmlLanguage;
    document.title = aloneWords[words.language].h;
    draw(<Form words={words} policy={policy} said={said} onLanguage={switchLanguage} onFiles={take} />, form);
  };
  const switchLanguage = async () => {
    const language: Language = words.language === "en" ? "zh" : "en";
    storeLanguage(language);
    words = await wordsIn(language);
    show();
  };
  const take = async (files: FileList | null) => {
    said = undefined;
    for (const one of await Promise.all(Array.from(files ?? [], sortFile))) {
      if ("policy" in one) {
        policy = one.policy;
        keepPolicy(policy);
      } else if ("proof" in one) proof = one.proof;
      else said = aloneWords[words.language].neither(one.neither);
    }
    if (proof !== undefined && policy) return judge(proof, policy);
    if (proof !== undefined) said ??= aloneWords[words.language].noPolicy;
    show();
  };
  const judge = async (text: string, trusted: Policy) => {
    root.ondrop = null;
    const page = stage(root, words, { alone: true, onAgain: () => void judge(text, trusted) });
    page.show(undefined);
    const { scene, confirm } = await checkFile(text, trusted);
    page.show(scene);
    if (confirm) page.show(await confirm(), true);
  };

  root.ondragover = (event) => event.preventDefault();
  root.ondrop = (event) => {
    event.preventDefault();
    void take(event.dataTransfer?.files ?? null);
  };
  root.replaceChildren(form);
  show();
}

const root = document.getElementById("app");
if (root) void start(root);
