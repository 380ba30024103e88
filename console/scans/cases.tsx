import { sayReason } from "#core/scan/say.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { shownSeconds } from "../parts/clock.ts";
import { Empty, Heading, Screen, Shown } from "../parts/screen.tsx";
import type { ScanCase } from "../read/scan-cases.ts";
import { useLiveView } from "../read/use-view.ts";
import { hrefOf } from "../route.ts";
import { outcomes } from "./words.ts";

const words = dictionary(
  {
    title: "疑似复印的码",
    lead: "扫码的地方和次数像是不止一袋在用同一个码。也可能是误报：有人把网址转发到了群里，或网络登记在别处。",
    list: "案件",
    none: "没有这样的码。",
    more: "还有更早的，这里只列最新 200 件。",
    batch: (batch: string) => `批次 ${batch}`,
    see: "去查",
  },
  {
    title: "Codes that may be copied",
    lead: "Where and how often they were scanned looks like more than one pack under one code. It may be a false alarm: an address sent to a group, or a network registered elsewhere.",
    list: "Cases",
    none: "There is no such code.",
    more: "There are older ones; these are the newest 200.",
    batch: (batch) => `batch ${batch}`,
    see: "look",
  },
);

export function ScanCases() {
  const t = useWords(words);
  const loaded = useLiveView("/scan-cases");
  return (
    <Screen title={t.title}>
      <p>{t.lead}</p>
      <Heading>{t.list}</Heading>
      <Shown loaded={loaded}>
        {({ cases, more }) =>
          cases.length === 0 ? (
            <Empty>{t.none}</Empty>
          ) : (
            <>
              <ul class="rows">
                {cases.map((one) => (
                  <Row key={one.case} one={one} />
                ))}
              </ul>
              {more && <p class="note">{t.more}</p>}
            </>
          )
        }
      </Shown>
    </Screen>
  );
}

function Row({ one: { case: number, batch, code, openedAt, reasons, closed } }: { one: ScanCase }) {
  const t = useWords(words);
  const state = useWords(outcomes);
  const language = useLanguage();
  return (
    <li>
      <div>
        <b>{code}</b>
        <p class="note">
          {t.batch(batch)} · {shownSeconds(openedAt)}
        </p>
        {reasons.slice(0, 1).map((reason) => (
          <p class="note" key={reason.rule}>
            {sayReason(reason, language)}
          </p>
        ))}
      </div>
      <a class={closed ? "calm" : ""} href={hrefOf("scan-case", number)}>
        {closed ? state[closed.outcome] : t.see}
      </a>
    </li>
  );
}
