import { render } from "preact";
import { App } from "./app.tsx";
import { storedLanguage, wordsIn } from "./language.ts";
import { labelOfPath } from "./path.ts";

async function start(root: HTMLElement): Promise<void> {
  const label = labelOfPath(location.pathname);
  const [words, open] = await Promise.all([wordsIn(storedLanguage()), label ? undefined : import("./open.tsx")]);
  const serverWords = document.getElementById("server-words") ?? undefined;
  root.replaceChildren();
  render(<App path={location.pathname} label={label} firstWords={words} serverWords={serverWords} Open={open?.Open} />, root);
}

const root = document.getElementById("app");
if (root) void start(root);
