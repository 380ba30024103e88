import type { CertificateRequest } from "#core/statement/certificate-request.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { kilograms, mu } from "../parts/amount.ts";
import { localDate, shownTime } from "../parts/clock.ts";
import { PlotsMap } from "../parts/plots-map.tsx";
import { Empty, Heading, Screen, Shown } from "../parts/screen.tsx";
import { Searched } from "../parts/searched.tsx";
import { together, useLiveView, useView } from "../read/use-view.ts";
import type { Actor, Product, Views } from "../read/views.ts";
import { hrefOf } from "../route.ts";
import { nameOf, useSignedIn } from "../session.ts";
import { type Check, checksOf } from "./checks.ts";

const words = dictionary(
  {
    title: "认证申请",
    none: "没有申请。",
    search: "找申请：编号、申请人、认证项目、产品、地块",
    missing: "没有这份申请。",
    plots: (count: number, area: string) => `地块：${count} 块，${area} 亩`,
    products: "申请的产品和量",
    checks: "系统已经查过的",
    yes: "通过",
    no: "要看",
    issue: "按申请签发",
    map: "申请的地块",
    names: {
      accredited: (f: Check["facts"]) => (f.outside ? `不在您的认可范围：${f.outside}` : "在您的认可范围里，认可有效"),
      surveyed: (f: Check["facts"]) => `${f.of} 块地里有 ${f.found} 块测绘过`,
      capacity: (f: Check["facts"]) =>
        `申请的量要用 ${kilograms(Number(f.wanted))} 原料，地块本季最多 ${kilograms(Number(f.capacity))}`,
      double: (f: Check["facts"]) =>
        f.others ? `同一块地、同一产品已有证书：${f.others}` : "没有别的有效证书管同一块地的这种产品",
      interval: (f: Check["facts"]) => (f.plots ? `还在安全间隔期：${f.plots}` : "没有地块在安全间隔期里"),
    },
  },
  {
    title: "Applications",
    none: "No application.",
    search: "Find: number, applicant, scheme, product, plot",
    missing: "There is no such application.",
    plots: (count, area) => `Plots: ${count}, ${area} mu`,
    products: "Products and volumes",
    checks: "Checked by the system",
    yes: "in order",
    no: "look at it",
    issue: "Issue as applied for",
    map: "Plots applied for",
    names: {
      accredited: (f) =>
        f.outside ? `Outside of your accreditation: ${f.outside}` : "Within your accreditation, in force",
      surveyed: (f) => `${f.found} of ${f.of} plots are surveyed`,
      capacity: (f) =>
        `The volume takes ${kilograms(Number(f.wanted))} of raw material; the plots yield at most ${kilograms(Number(f.capacity))} this season`,
      double: (f) =>
        f.others ? `Certified already, same plot and product: ${f.others}` : "No other certificate in force covers it",
      interval: (f) => (f.plotsEn ? `Within a safe interval: ${f.plotsEn}` : "No plot is within a safe interval"),
    },
  },
);

export function Requests() {
  const t = useWords(words);
  const language = useLanguage();
  const { actors, me } = useSignedIn();
  const loaded = together({ wanted: useLiveView("/certificate-requests"), goods: useView("/products") });
  return (
    <Screen title={t.title}>
      <Shown loaded={loaded}>
        {({ wanted: { requests }, goods: { products } }) => {
          const own = requests.filter(({ document }) => document.body === me.actor);
          return own.length === 0 ? (
            <Empty>{t.none}</Empty>
          ) : (
            <Searched
              all={own.toReversed()}
              label={t.search}
              namesOf={({ document }) => namesOf(document, actors, products)}
            >
              {(found) => (
                <ul class="rows">
                  {found.map(({ request, document }) => (
                    <li key={request}>
                      <div>
                        <a class="name" href={hrefOf("request", request)}>
                          {nameOf(actors, document.holder)[language]} · {document.schemeName[language]}
                        </a>
                        <p class="note">
                          {request} · {shownTime(document.occurredAt)}
                        </p>
                      </div>
                    </li>
                  ))}
                </ul>
              )}
            </Searched>
          );
        }}
      </Shown>
    </Screen>
  );
}

const namesOf = (
  { request, holder, schemeName, products, plots }: CertificateRequest,
  actors: readonly Actor[],
  known: readonly Product[],
): readonly string[] => [
  ...[request, holder, ...plots],
  ...Object.values(schemeName),
  ...Object.values(nameOf(actors, holder)),
  ...products.flatMap(({ product }) => [
    product,
    ...Object.values(known.find((one) => one.product === product)?.definition.name ?? {}),
  ]),
];

export function RequestPage({ params: [id = ""] }: { params: readonly string[] }) {
  const t = useWords(words);
  const known = together({
    wanted: useView("/certificate-requests"),
    land: useView("/plots"),
    goods: useView("/products"),
    issued: useView("/certificates"),
    accredited: useView("/accreditations"),
  });
  return (
    <Screen title={t.title} sub={id}>
      <Shown loaded={known}>
        {({ wanted, land, goods, issued, accredited }) => {
          const one = wanted.requests.find(({ request }) => request === id);
          return one ? (
            <Request request={one.document} {...land} {...goods} {...issued} {...accredited} />
          ) : (
            <Empty>{t.missing}</Empty>
          );
        }}
      </Shown>
    </Screen>
  );
}

type RequestProps = { readonly request: CertificateRequest } & Views["/plots"] &
  Views["/products"] &
  Views["/certificates"] &
  Views["/accreditations"];
function Request({ request, plots, products, conversions, certificates, accreditations }: RequestProps) {
  const t = useWords(words);
  const language = useLanguage();
  const { actors, me } = useSignedIn();
  const own = plots.filter(({ plot }) => request.plots.includes(plot));
  const area = own.reduce((sum, { survey }) => sum + survey.areaSquareMetres, 0);
  const productName = (id: string) => products.find(({ product }) => product === id)?.definition.name[language] ?? id;
  const today = localDate(new Date());
  const checks = checksOf(request, { me: me.actor, today, plots, conversions, certificates, accreditations });
  return (
    <div class="columns">
      <div>
        <p>
          <b>{nameOf(actors, request.holder)[language]}</b> · {request.schemeName[language]}
        </p>
        {request.remark && <p class="note">{request.remark}</p>}
        <Heading>{t.products}</Heading>
        <ul class="rows">
          {request.products.map(({ product, volumeGrams }) => (
            <li key={product}>
              <div>{productName(product)}</div>
              <b>{kilograms(volumeGrams)}</b>
            </li>
          ))}
        </ul>
        <Heading>{t.plots(request.plots.length, mu(area))}</Heading>
        <PlotsMap plots={own} label={t.map} />
      </div>
      <div>
        <Heading>{t.checks}</Heading>
        <ul class="rows">
          {checks.map(({ name, good, facts }) => (
            <li key={name}>
              <div>{t.names[name](facts)}</div>
              <b class={good ? "state received" : "state waits"}>{good ? t.yes : t.no}</b>
            </li>
          ))}
        </ul>
        <p>
          <a class="button main" href={hrefOf("issue", request.request)}>
            {t.issue}
          </a>
        </p>
      </div>
    </div>
  );
}
