import { dictionary, type Language, useLanguage, useWords } from "./language.ts";
import { Icon } from "./parts/icon.tsx";
import { hrefOf, useRoute } from "./route.ts";
import { useSession } from "./session.ts";
import { useJobs } from "./strips.tsx";
import { tasksOf } from "./tasks.ts";

const words = dictionary(
  { home: "首页", outbox: "待发", keys: "钥匙", other: "English", menu: "全部事项" },
  { home: "Home", outbox: "Waiting", keys: "Keys", other: "中文", menu: "All tasks" },
);

/** On a desk the rail with every task, on a phone a bar with home, what waits, keys and the language. */
export function Rail({ onLanguage }: { onLanguage: (language: Language) => void }) {
  const t = useWords(words);
  const language = useLanguage();
  const { me } = useSession();
  const [path = ""] = useRoute();
  const unsent = useJobs().filter(({ state }) => state !== "sent").length;
  const current = (name: string) => (path === name ? ("page" as const) : undefined);
  return (
    <div class="rail">
      <span class="mark">良迹</span>
      {me && <b class="who">{me.name[language]}</b>}
      <nav aria-label={t.menu}>
        {me && (
          <a href={hrefOf()} aria-current={current("")}>
            <Icon name="home" /> <span>{t.home}</span>
          </a>
        )}
        {tasksOf(me?.roles ?? [])
          .filter(({ inner }) => !inner)
          .map(({ path: to, icon, title }) => (
            <a class="task" key={to} href={hrefOf(to)} aria-current={current(to)}>
              <Icon name={icon} /> <span>{title[language]}</span>
            </a>
          ))}
        {me && (
          <a href={hrefOf("outbox")} aria-current={current("outbox")}>
            <Icon name="send" /> <span>{t.outbox}</span> {unsent > 0 && <b class="number">{unsent}</b>}
          </a>
        )}
        <a href={hrefOf("sign-in")} aria-current={current("sign-in")}>
          <Icon name="key" /> <span>{t.keys}</span>
        </a>
      </nav>
      <button
        type="button"
        class="language"
        lang={language === "zh" ? "en" : "zh-CN"}
        onClick={() => onLanguage(language === "zh" ? "en" : "zh")}
      >
        {t.other}
      </button>
    </div>
  );
}
