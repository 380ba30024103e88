import { useEffect, useState } from "preact/hooks";
import { dictionary, useWords } from "./language.ts";
import { Icon } from "./parts/icon.tsx";
import { hrefOf } from "./route.ts";
import type { Job } from "./send/job.ts";
import { listJobs, watchOutbox } from "./send/outbox.ts";
import { useSession } from "./session.ts";

const words = dictionary(
  {
    notices: "提示",
    sample: "示例数据",
    invented: "企业、检测、证书、数量都是虚构的",
    offline: "没有信号，照常记",
    waits: "有记录还没发出",
    returned: "有记录被退回",
    waiting: (n: number) => `${n} 条待发`,
    back: (n: number) => `${n} 条退回`,
  },
  {
    notices: "Notices",
    sample: "Sample data",
    invented: "all names and figures are invented",
    offline: "No signal, carry on",
    waits: "Some records are not sent yet",
    returned: "Some records came back",
    waiting: (n) => `${n} waiting`,
    back: (n) => `${n} returned`,
  },
);

/** Sample data on every page; no signal and what waits, where there is something to say. */
export function Strips() {
  const t = useWords(words);
  const { policy } = useSession();
  const jobs = useJobs();
  const online = useOnline();
  const waiting = jobs.filter(({ state }) => state === "waiting").length;
  const returned = jobs.filter(({ state }) => state === "returned").length;
  return (
    <aside class="strips" aria-label={t.notices}>
      {policy.sample && (
        <p class="sample">
          <b>{t.sample}</b> <span>{t.invented}</span>
        </p>
      )}
      {(!online || waiting > 0 || returned > 0) && (
        <p class={returned > 0 ? "signal returned" : "signal"}>
          <Icon name={online ? "send" : "offline"} />
          <b>{online ? (returned > 0 ? t.returned : t.waits) : t.offline}</b>
          {waiting + returned > 0 && (
            <a href={hrefOf("outbox")}>{returned > 0 ? t.back(returned) : t.waiting(waiting)}</a>
          )}
        </p>
      )}
    </aside>
  );
}

export function useJobs(): readonly Job[] {
  const [jobs, setJobs] = useState<readonly Job[]>([]);
  useEffect(() => {
    const update = () => void listJobs().then(setJobs);
    update();
    return watchOutbox(update);
  }, []);
  return jobs;
}

function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const update = () => setOnline(navigator.onLine);
    addEventListener("online", update);
    addEventListener("offline", update);
    return () => {
      removeEventListener("online", update);
      removeEventListener("offline", update);
    };
  }, []);
  return online;
}
