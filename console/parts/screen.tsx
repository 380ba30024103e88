import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { dictionary, useLanguage, useWords } from "../language.ts";
import type { Loaded } from "../read/use-view.ts";
import { hrefOf } from "../route.ts";
import { Strips } from "../strips.tsx";
import { localTime, shownTime } from "./clock.ts";
import { Icon } from "./icon.tsx";

const words = dictionary(
  { back: "返回", reading: "正在读取…", kept: (time: string) => `没有信号，这是 ${time} 存下的内容。`, app: "良迹" },
  { back: "Back", reading: "Reading…", kept: (time) => `No signal; this was kept at ${time}.`, app: "Liangji" },
);

/** One screen, one task: its title, the strips that say what is special now, and the rest. */
export function Screen({
  title,
  sub,
  actions,
  back = true,
  children,
}: {
  title: string;
  sub?: string;
  actions?: ComponentChildren;
  back?: boolean;
  children: ComponentChildren;
}) {
  const t = useWords(words);
  useEffect(() => {
    document.title = `${title} · ${t.app}`;
  }, [title, t]);
  return (
    <>
      <header class="title">
        {back && (
          <a class="back" href={hrefOf()} aria-label={t.back}>
            <Icon name="back" />
          </a>
        )}
        {!back && <span class="mark">良迹</span>}
        <div class="heading">
          <h1>{title}</h1>
          {sub && <p class="sub">{sub}</p>}
        </div>
        {actions && <div class="actions">{actions}</div>}
      </header>
      <Strips />
      <main>{children}</main>
    </>
  );
}

export const Heading = ({ children }: { children: ComponentChildren }) => (
  <h2 class="section">
    <svg class="fishtail" viewBox="0 0 12 16" aria-hidden="true">
      <path d="M0 0h12v16l-6-5-6 5z" />
    </svg>
    {children}
  </h2>
);

/** What was read, or why it could not be. */
export function Shown<T>({ loaded, children }: { loaded: Loaded<T>; children: (data: T) => ComponentChildren }) {
  const t = useWords(words);
  const language = useLanguage();
  if (loaded.problem)
    return (
      <p class="refused" role="alert">
        {loaded.problem.words[language]}
      </p>
    );
  if (loaded.data === undefined)
    return (
      <p class="reading" role="status">
        <progress aria-label={t.reading} /> {t.reading}
      </p>
    );
  return (
    <>
      {loaded.keptAt !== undefined && <p class="note">{t.kept(shownTime(localTime(new Date(loaded.keptAt))))}</p>}
      {children(loaded.data)}
    </>
  );
}

export const Empty = ({ children }: { children: ComponentChildren }) => <p class="empty">{children}</p>;
