import { useState } from "preact/hooks";
import { setStatus } from "#core/work/certificate.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { kilograms } from "../parts/amount.ts";
import { Bar } from "../parts/bar.tsx";
import { localTime, shownSeconds, shownTime } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { TextField } from "../parts/field.tsx";
import { PlotsMap } from "../parts/plots-map.tsx";
import { Empty, Heading, Screen, Shown } from "../parts/screen.tsx";
import { together, useView } from "../read/use-view.ts";
import type { Certificate, Views } from "../read/views.ts";
import { hrefOf } from "../route.ts";
import { nameOf, useSignedIn } from "../session.ts";
import { sha256 } from "../sha256.ts";
import { Papers } from "./papers.tsx";
import { Sales } from "./sales.tsx";
import { StateMark, stateWords } from "./states.tsx";

type Change = "suspended" | "in-force" | "withdrawn" | "cancelled";
const words = dictionary(
  {
    title: (id: string) => `证书 ${id}`,
    missing: "没有这张证书。",
    left: "量还剩多少",
    volume: (product: string, whole: string, used: string, left: string) =>
      `${product}：管到 ${whole}，已用 ${used}，还剩 ${left}。`,
    conversion: "有机转换期：产品不能叫有机，按普通产品卖。",
    land: (plots: number) => `管 ${plots} 块地`,
    map: "证书管的地块",
    history: "状态历史",
    issued: "签发",
    verbs: { suspended: "暂停", "in-force": "恢复", withdrawn: "撤销", cancelled: "注销" },
    changes: { renewed: "续证", reduced: "缩小范围" },
    links: { renew: "续证…", reduce: "缩小范围…", sell: "开销售证…" },
    heads: {
      suspended: "暂停证书：先看会发生什么",
      "in-force": "恢复证书：先看会发生什么",
      withdrawn: "撤销证书：先看会发生什么",
      cancelled: "注销证书：先看会发生什么",
    },
    now: "立即",
    scan: "下一次扫码",
    later: "以后",
    effects: {
      suspended: [
        "新批次不能再用这张证书，合约拒绝",
        "用过它的批次都会写“装袋时有效，现在暂停”",
        "查清以后可以恢复，也可以撤销",
      ],
      "in-force": ["新批次又能用这张证书", "用过它的批次都会写“有效”", "暂停的那一段仍然查得到"],
      withdrawn: [
        "新批次不能再用这张证书，合约拒绝",
        "用过它的批次都会写“装袋时有效，现在已撤销”",
        "撤销不能收回。要先查清，可以改用暂停",
      ],
      cancelled: [
        "新批次不能再用这张证书，合约拒绝",
        "用过它的批次都会写“装袋时有效，现在已注销”",
        "持证人要求的，用注销；不能收回",
      ],
    },
    reason: "原因（会公开）",
    noReason: "没填原因",
    said: (body: string, time: string, verb: string, id: string) =>
      `我代表${body}，自 ${time} 起${verb}证书 ${id}，原因如上。`,
    final: "撤销不能收回。",
    sign: (verb: string) => `签名${verb}`,
    instead: "改为暂停",
    final2: "这张证书已经终结，不能再改。",
  },
  {
    title: (id) => `Certificate ${id}`,
    missing: "There is no such certificate.",
    left: "How much is left",
    volume: (product, whole, used, left) => `${product}: ${whole} certified, ${used} used, ${left} left.`,
    conversion: "In conversion: the goods are not organic yet and are sold as ordinary ones.",
    land: (plots) => `${plots} ${plots === 1 ? "plot" : "plots"} in its scope`,
    map: "Plots in its scope",
    history: "History of its state",
    issued: "issued",
    verbs: { suspended: "suspend", "in-force": "reinstate", withdrawn: "withdraw", cancelled: "cancel" },
    changes: { renewed: "renewed", reduced: "scope reduced" },
    links: { renew: "Renew…", reduce: "Reduce scope…", sell: "Sales certificate…" },
    heads: {
      suspended: "Suspend: what will happen",
      "in-force": "Reinstate: what will happen",
      withdrawn: "Withdraw: what will happen",
      cancelled: "Cancel: what will happen",
    },
    now: "At once",
    scan: "At the next scan",
    later: "Afterwards",
    effects: {
      suspended: [
        "New batches cannot use it; the contract refuses",
        "Batches that used it say “in force when packed, now suspended”",
        "Once looked into it can be reinstated or withdrawn",
      ],
      "in-force": [
        "New batches may use it again",
        "Batches that used it say “in force”",
        "The time of suspension stays on record",
      ],
      withdrawn: [
        "New batches cannot use it; the contract refuses",
        "Batches that used it say “in force when packed, now withdrawn”",
        "This is final. To look into it first, suspend",
      ],
      cancelled: [
        "New batches cannot use it; the contract refuses",
        "Batches that used it say “in force when packed, now cancelled”",
        "For when the holder asks for it; this is final",
      ],
    },
    reason: "Reason (public)",
    noReason: "the reason is missing",
    said: (body, time, verb, id) => `For ${body} I ${verb} certificate ${id} from ${time} for the reason above.`,
    final: "This is final.",
    sign: (verb) => `Sign to ${verb}`,
    instead: "Suspend instead",
    final2: "This certificate has ended; nothing can be changed.",
  },
);

export function CertificatePage({ params }: { params: readonly string[] }) {
  const t = useWords(words);
  const [change, setChange] = useState<Change>();
  const loaded = together({
    issued: useView("/certificates"),
    land: useView("/plots"),
    goods: useView("/products"),
    sold: useView("/sales"),
  });
  const one = loaded.data?.issued.certificates.find(({ certificate }) => certificate === params[0]);
  const may: readonly Change[] =
    one?.state === "in-force"
      ? ["suspended", "withdrawn", "cancelled"]
      : one?.state === "suspended"
        ? ["in-force", "withdrawn", "cancelled"]
        : one?.state === "expired"
          ? ["withdrawn", "cancelled"]
          : [];
  const language = useLanguage();
  const { actors } = useSignedIn();
  return (
    <Screen
      title={t.title(params[0] ?? "")}
      {...(one && {
        sub: `${one.document.schemeName[language]} · ${nameOf(actors, one.document.holder)[language]} · ${one.document.validFrom} – ${one.document.validTo}`,
      })}
      actions={may.map((verb) => (
        <button
          type="button"
          key={verb}
          class={isFinal(verb) ? "quiet danger" : "quiet"}
          aria-pressed={change === verb}
          onClick={() => setChange(verb)}
        >
          {t.verbs[verb]}…
        </button>
      ))}
    >
      <Shown loaded={loaded}>
        {({ land, goods, sold }) =>
          one ? (
            <div class="columns">
              <div>
                <Standing certificate={one} {...land} {...goods} {...sold} />
              </div>
              <div>
                <Links certificate={one} />
                {change && (
                  <Changing key={change} certificate={one} change={change} onInstead={() => setChange("suspended")} />
                )}
                {may.length === 0 && <p>{t.final2}</p>}
              </div>
            </div>
          ) : (
            <Empty>{t.missing}</Empty>
          )
        }
      </Shown>
    </Screen>
  );
}

const isFinal = (change: Change): boolean => change === "withdrawn" || change === "cancelled";

function Links({ certificate: { certificate, state } }: { certificate: Certificate }) {
  const t = useWords(words);
  const links: readonly (readonly [text: string, href: string])[] = [
    ...(state === "in-force" || state === "expired"
      ? [[t.links.renew, hrefOf("rescope", "renew", certificate)] as const]
      : []),
    ...(state === "in-force" || state === "suspended"
      ? [[t.links.reduce, hrefOf("rescope", "reduce", certificate)] as const]
      : []),
    ...(state === "in-force" ? [[t.links.sell, hrefOf("sell", certificate)] as const] : []),
  ];
  return (
    <p class="links">
      {links.map(([text, href]) => (
        <a key={href} class="button" href={href}>
          {text}
        </a>
      ))}
    </p>
  );
}

type StandingProps = { readonly certificate: Certificate } & Views["/plots"] & Views["/products"] & Views["/sales"];
function Standing({
  certificate: { certificate, document, state, issuedAt, volumes, history },
  plots,
  products,
  sales,
}: StandingProps) {
  const t = useWords(words);
  const states = useWords(stateWords);
  const language = useLanguage();
  const land = plots.filter(({ plot }) => document.plots.includes(plot));
  const nameOfProduct = (id: string) => products.find(({ product }) => product === id)?.definition.name[language] ?? id;
  return (
    <>
      <p>
        <StateMark state={state} /> {document.title[language]}
      </p>
      {document.conversion && <p class="note">{t.conversion}</p>}
      <Heading>{t.left}</Heading>
      {volumes.map((one) => (
        <div key={one.product}>
          <p>
            {t.volume(
              nameOfProduct(one.product),
              kilograms(one.grams),
              kilograms(one.usedGrams),
              kilograms(one.leftGrams),
            )}
          </p>
          <Bar used={one.usedGrams} whole={one.grams} label={nameOfProduct(one.product)} />
        </div>
      ))}
      <Heading>{t.land(land.length)}</Heading>
      <PlotsMap plots={land} label={t.map} />
      <Papers files={document.files ?? []} />
      <Sales sales={sales.filter((one) => one.document.certificate === certificate)} />
      <Heading>{t.history}</Heading>
      <ol class="history" aria-label={certificate}>
        <li>
          <b>
            {issuedAt > 0 ? shownSeconds(issuedAt) : ""} {t.issued}
          </b>
        </li>
        {history
          .filter(({ time, reason }) => time !== issuedAt || reason !== "")
          .map((one) => (
            <li key={`${one.time}${one.change ?? ""}`} class={one.state === "in-force" ? "" : "late"}>
              <b>
                {shownSeconds(one.time)} {one.change ? t.changes[one.change] : states[one.state]}
              </b>
              <p class="note">{one.reason}</p>
            </li>
          ))}
      </ol>
    </>
  );
}

function Changing({
  certificate: { certificate, state },
  change,
  onInstead,
}: {
  certificate: Certificate;
  change: Change;
  onInstead: () => void;
}) {
  const t = useWords(words);
  const language = useLanguage();
  const { me } = useSignedIn();
  const [reason, setReason] = useState("");
  const effects = [t.now, t.scan, t.later].map((when, at) => [when, t.effects[change][at]] as const);
  const now = shownTime(localTime(new Date()));
  return (
    <section class="asking">
      <h2>{t.heads[change]}</h2>
      <dl class="effects">
        {effects.map(([when, what]) => (
          <div key={when}>
            <dt>{when}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <TextField label={t.reason} value={reason} onValue={setReason} area />
      <Commitment
        danger={isFinal(change)}
        about={{
          title: { zh: words.zh.verbs[change], en: words.en.verbs[change] },
          detail: { zh: certificate, en: certificate },
        }}
        missing={reason.trim() === "" ? t.noReason : undefined}
        label={t.sign(t.verbs[change])}
        {...(isFinal(change) && { consequence: t.final })}
        task={() => ({
          steps: setStatus(sha256, { certificate, state: change, reason: reason.trim() }),
          ids: [certificate],
        })}
      >
        {t.said(me.name[language], now, t.verbs[change], certificate)}
      </Commitment>
      {change === "withdrawn" && state === "in-force" && (
        <button type="button" class="quiet" onClick={onInstead}>
          {t.instead}
        </button>
      )}
    </section>
  );
}
