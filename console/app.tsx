import { useCallback, useEffect, useState } from "preact/hooks";
import { read } from "./api.ts";
import { Home } from "./home.tsx";
import { type Language, LanguageContext, readLanguage, writeLanguage } from "./language.ts";
import { PublicNumbers } from "./numbers/numbers.tsx";
import { OutboxScreen } from "./outbox-screen.tsx";
import { Rail } from "./rail.tsx";
import { heldBy } from "./read/plots.ts";
import type { Views } from "./read/views.ts";
import { useRoute } from "./route.ts";
import type { Problem } from "./send/job.ts";
import { flush, problemOf } from "./send/outbox.ts";
import { rememberSeries } from "./send/series.ts";
import { loadSession, type Session, SessionContext, type SignedIn, signerOf } from "./session.ts";
import { Invitation } from "./sign-in/invitation.tsx";
import { Keys } from "./sign-in/keys.tsx";
import { SampleSignIn } from "./sign-in/sample.tsx";
import { tasksOf } from "./tasks.ts";

export function App() {
  const [language, setLanguage] = useState<Language>(readLanguage);
  const [session, setSession] = useState<Session>();
  const [problem, setProblem] = useState<Problem>();
  const load = useCallback(async (): Promise<void> => {
    try {
      setSession(await loadSession(load));
      setProblem(undefined);
    } catch (error) {
      setProblem(problemOf(error));
    }
  }, []);
  useEffect(() => void load(), [load]);
  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    writeLanguage(language);
  }, [language]);
  useFlushing(session);
  useRemembering(session);

  if (problem && !session)
    return (
      <main class="alone">
        <p class="refused" role="alert">
          {problem.words[language]}
        </p>
        <button type="button" class="main" onClick={() => void load()}>
          {language === "zh" ? "再试一次" : "Try again"}
        </button>
      </main>
    );
  if (!session)
    return (
      <main class="alone">
        <p role="status">
          <progress aria-label="…" /> {language === "zh" ? "正在打开…" : "Opening…"}
        </p>
      </main>
    );
  return (
    <LanguageContext.Provider value={language}>
      <SessionContext.Provider value={session}>
        <div class="shell">
          <Rail onLanguage={setLanguage} />
          <div class="page">
            <Page session={session} />
          </div>
        </div>
      </SessionContext.Provider>
    </LanguageContext.Provider>
  );
}

function Page({ session }: { session: Session }) {
  const [path = "", ...params] = useRoute();
  if (path === "sign-in" && params.length === 2)
    return <SampleSignIn actor={params[0] ?? ""} pkcs8={params[1] ?? ""} />;
  if (path === "invitation") return <Invitation of={params[0] ?? ""} />;
  if (path === "numbers") return <PublicNumbers />;
  if (path === "sign-in" || !session.me) return <Keys />;
  if (path === "outbox") return <OutboxScreen />;
  const task = tasksOf(session.me.roles).find((one) => one.path === path);
  return task ? <task.screen key={[session.me.actor, path, ...params].join("/")} params={params} /> : <Home />;
}

/** A grower may lose the signal at any time: what the forms need is asked for while it is there. */
function useRemembering(session: Session | undefined): void {
  useEffect(() => {
    const me = session?.me;
    if (!me?.roles.includes("grower")) return;
    const ask = async (): Promise<void> => {
      const [plots] = await Promise.all([read<Views["/plots"]>("/plots"), read("/products"), read("/batches")]);
      await rememberSeries(heldBy(plots.body.plots, me.actor).map(({ plot }) => `plot/${plot}`));
    };
    ask().catch(() => {});
  }, [session]);
}

const TRY_EVERY_MS = 30_000;

/** What waits is tried on start, on signal, whenever the page is looked at again, and twice a minute while it is. */
function useFlushing(session: Session | undefined): void {
  useEffect(() => {
    if (!session?.me || !session.key) return;
    const signer = signerOf(session as SignedIn);
    const attempt = () => {
      if (document.visibilityState === "visible" && navigator.onLine) void flush(signer);
    };
    attempt();
    const timer = setInterval(attempt, TRY_EVERY_MS);
    addEventListener("online", attempt);
    addEventListener("focus", attempt);
    document.addEventListener("visibilitychange", attempt);
    return () => {
      clearInterval(timer);
      removeEventListener("online", attempt);
      removeEventListener("focus", attempt);
      document.removeEventListener("visibilitychange", attempt);
    };
  }, [session]);
}
