import { render } from "preact";
import { addIcons } from "../icon.tsx";
import { icons } from "../icons.ts";
import { storedLanguage, wordsIn } from "../language.ts";
import { UnitPage } from "./page.tsx";

async function start(root: HTMLElement): Promise<void> {
  const words = await wordsIn(storedLanguage());
  addIcons(icons);
  root.replaceChildren();
  render(<UnitPage first={words} code={location.pathname.split("/")[2] ?? ""} />, root);
}

const root = document.getElementById("app");
if (root) void start(root);
