import { render } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import type { Policy } from "#core/evidence/policy.ts";
import { groupSerial } from "#core/label/grouped.ts";
import { fetchPolicy } from "../fetch.ts";
import { Header } from "../header.tsx";
import { makeInstallable } from "../installable.ts";
import { keepForOffline } from "../keep.ts";
import { storedLanguage, storeLanguage, wordsIn } from "../language.ts";
import { aloud } from "../speak.ts";
import type { Words } from "../words/zh.ts";
import { codeOf } from "./code.ts";
import { type Decoder, decoder } from "./decoder.ts";
import { type Found, FoundList } from "./found.tsx";
import { readPhoto } from "./frames.ts";
import { judge } from "./judge.ts";
import { Sign } from "./sign.tsx";
import { Typed } from "./typed.tsx";
import { Viewfinder } from "./viewfinder.tsx";
import { scanWords } from "./words.ts";

const MOST_FOUND = 200;

type ScannerProps = { readonly first: Words; readonly policy: Policy | undefined };

/** One code opens its page; several in a row line up with their verdicts. Nothing is asked of the phone before a tap. */
function Scanner({ first, policy }: ScannerProps) {
  const [words, setWords] = useState(first);
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState("");
  const [many, setMany] = useState(false);
  const [found, setFound] = useState<readonly Found[]>([]);
  const seen = useRef(new Map<string, "checked" | "unsettled">());
  const own = scanWords[words.language];
  const decode = useMemo(() => ({ once: undefined as Promise<Decoder> | undefined }), []);
  const reader = () => (decode.once ??= decoder());
  document.documentElement.lang = words.htmlLanguage;
  document.title = own.title;

  const switchLanguage = () => {
    const language = words.language === "en" ? "zh" : "en";
    storeLanguage(language);
    void wordsIn(language).then(setWords);
  };
  const take = (text: string) => {
    const code = codeOf(text, [location.host, ...(policy ? [policy.brand.domain] : [])]);
    if ("notOurs" in code) return setSaid(own.notOurs);
    if ("otherHost" in code) return setSaid(own.otherHost(code.otherHost));
    setSaid("");
    if (!many) return location.assign(code.path);
    void line(code.path, code.shown);
  };
  /** Checks a label and puts its headline into the list. The same label twice is once; `again` asks anew where it could not be checked. */
  const line = async (path: string, shown: string, again = false) => {
    const known = seen.current.get(shown);
    if (known === "checked" || (known && !again) || seen.current.size >= MOST_FOUND) return;
    seen.current.set(shown, "checked");
    navigator.vibrate?.(40);
    setFound((before) => [{ path, shown }, ...before.filter((one) => one.shown !== shown)]);
    const verdict = await judge(path, words);
    if (!verdict) seen.current.set(shown, "unsettled");
    const told = verdict ?? { tone: "doubt" as const, h: own.unsettled, s: [] };
    setFound((before) => before.map((one) => (one.shown === shown ? { ...one, line: told } : one)));
  };
  const photo = async (file: File | undefined) => {
    if (!file) return;
    const text = await readPhoto(file, await reader());
    if (text === undefined) setSaid(own.noCode);
    else take(text);
  };

  return (
    <div class="page">
      <Header
        words={words}
        brand={policy?.brand.name}
        sample={policy?.sample ?? false}
        onAloud={aloud(`${own.title}。${own.type}`, words.speech)}
        onLanguage={switchLanguage}
      />
      <main class="scan">
        <h1 class="unseen">{own.title}</h1>
        {open ? (
          <Viewfinder
            words={own}
            decode={reader()}
            onText={take}
            onNone={() => {
              setOpen(false);
              setSaid(own.noCamera);
            }}
            onClose={() => setOpen(false)}
          />
        ) : (
          <div class="closed">
            <button type="button" class="filled" onClick={() => setOpen(true)}>
              <Sign name="scan" />
              {own.start}
            </button>
            <p class="line">{own.startLine}</p>
          </div>
        )}
        <p class="said" role="alert">
          {said}
        </p>
        <div class="ways">
          <label class="outlined">
            <input
              class="unseen"
              type="file"
              accept="image/*"
              onChange={({ currentTarget }) => {
                void photo(currentTarget.files?.[0]);
                currentTarget.value = "";
              }}
            />
            <Sign name="picture" />
            {own.album}
          </label>
          <label class="outlined">
            <input type="checkbox" checked={many} onChange={({ currentTarget }) => setMany(currentTarget.checked)} />
            {own.many}
          </label>
        </div>
        {many && <p class="line">{own.manyLine}</p>}
        <Typed
          words={own}
          onSerial={(serial) =>
            many ? void line(`/s/${serial}`, groupSerial(serial), true) : location.assign(`/s/${serial}`)
          }
        />
        {found.length > 0 && <FoundList found={found} words={own} />}
      </main>
    </div>
  );
}

async function start(root: HTMLElement): Promise<void> {
  const [words, policy] = await Promise.all([wordsIn(storedLanguage()), fetchPolicy()]);
  root.replaceChildren();
  render(<Scanner first={words} policy={policy} />, root);
  makeInstallable(words.language);
  await keepForOffline();
}

const root = document.getElementById("app");
if (root) void start(root);
