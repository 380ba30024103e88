import { type Args, change, type Step } from "./fold-step.ts";
import type { History, HistoryCertificate } from "./history.ts";

type Accreditation = History["accreditations"] extends Map<string, infer T> ? T : never;
const changed = (
  changes: Accreditation["changes"],
  change: Accreditation["changes"][number]["change"],
  time: number,
  reason: string,
): Accreditation["changes"] => [...changes, { change, time, reason }];
const stated = (
  { states }: HistoryCertificate,
  status: number,
  a: Args,
  change: "renewed" | "reduced",
): HistoryCertificate["states"] => [...states, { status, time: a.number("time"), reason: a.text("reason"), change }];

/** The events of CertificateRegistry and RecognitionRegistry. */
export const certificateSteps: Readonly<Record<string, Step>> = {
  Accredited: ({ accreditations }, a, { time }) => {
    const key = `${a.text("body")}/${a.text("scheme")}`;
    accreditations.set(key, {
      body: a.text("body"),
      scheme: a.text("scheme"),
      accreditor: a.text("accreditor"),
      products: a.list<string>("products"),
      validFrom: a.number("validFrom"),
      validTo: a.number("validTo"),
      suspended: false,
      reason: "",
      changes: changed(accreditations.get(key)?.changes ?? [], "accredited", time, ""),
    });
  },
  AccreditationChanged: ({ accreditations }, a, { time }) =>
    change(accreditations, `${a.text("body")}/${a.text("scheme")}`, (one) => ({
      ...one,
      suspended: a.flag("suspended"),
      reason: a.text("reason"),
      changes: changed(one.changes, a.flag("suspended") ? "suspended" : "restored", time, a.text("reason")),
    })),
  CertificateIssued: ({ certificates }, a, { time }) => void certificates.set(a.text("certificate"), issued(a, time)),
  CertificateStatusChanged: ({ certificates }, a) =>
    change(certificates, a.text("certificate"), (one) => ({
      ...one,
      states: [...one.states, { status: a.number("status"), time: a.number("time"), reason: a.text("reason") }],
    })),
  CertificateRenewed: ({ certificates }, a) =>
    change(certificates, a.text("certificate"), (one) => ({
      ...one,
      ...scope(a),
      used: {},
      validTo: a.number("validTo"),
      documentHash: a.text("documentHash"),
      states: stated(one, 1, a, "renewed"),
    })),
  ScopeReduced: ({ certificates }, a) => change(certificates, a.text("certificate"), (one) => reduced(one, a)),
  SaleCertified: ({ certificates, sales }, a, { time }) => {
    const [product, debited] = [a.text("product"), a.number("debited")];
    sales.set(a.text("sale"), {
      certificate: a.text("certificate"),
      batch: a.text("batch"),
      buyer: a.text("buyer"),
      product,
      grams: a.number("grams"),
      debited,
      tradeAt: a.number("tradeAt"),
      documentHash: a.text("documentHash"),
      certifiedAt: time,
    });
    change(certificates, a.text("certificate"), (one) => ({
      ...one,
      used: { ...one.used, [product]: (one.used[product] ?? 0) + debited },
    }));
  },
  SaleReturned: ({ certificates, sales }, a) => {
    const [product, credited] = [a.text("product"), a.number("credited")];
    change(sales, a.text("sale"), (one) => ({
      ...one,
      returned: { grams: a.number("grams"), credited, time: a.number("time"), reason: a.text("reason") },
    }));
    change(certificates, a.text("certificate"), (one) => ({
      ...one,
      used: { ...one.used, [product]: (one.used[product] ?? 0) - credited },
    }));
  },
  Recognised: ({ recognitions }, a, { time }) =>
    void recognitions.set(a.text("recognition"), {
      accreditor: a.text("accreditor"),
      fromScheme: a.text("fromScheme"),
      toScheme: a.text("toScheme"),
      validFrom: a.number("validFrom"),
      validTo: a.number("validTo"),
      termsHash: a.text("termsHash"),
      recognisedAt: time,
      states: [],
    }),
  RecognitionChanged: ({ recognitions }, a) =>
    change(recognitions, a.text("recognition"), (one) => ({
      ...one,
      states: [...one.states, { status: a.number("status"), time: a.number("time"), reason: a.text("reason") }],
    })),
};

function scope(a: Args): Pick<HistoryCertificate, "volumes" | "plots"> {
  const volumes = a.list<number>("volumes");
  return {
    volumes: Object.fromEntries(a.list<string>("products").map((product, at) => [product, volumes[at] ?? 0])),
    plots: a.list<string>("plots"),
  };
}

const issued = (a: Args, time: number): HistoryCertificate => ({
  body: a.text("body"),
  holder: a.text("holder"),
  scheme: a.text("scheme"),
  ...scope(a),
  used: {},
  validFrom: a.number("validFrom"),
  validTo: a.number("validTo"),
  documentHash: a.text("documentHash"),
  issuedAt: time,
  states: [],
});

/** A product whose volume is now 0 is out of the scope, whatever was used of it. */
function reduced(one: HistoryCertificate, a: Args): HistoryCertificate {
  const less = scope(a);
  return {
    ...one,
    volumes: Object.fromEntries(Object.entries({ ...one.volumes, ...less.volumes }).filter(([, grams]) => grams > 0)),
    plots: one.plots.filter((plot) => !less.plots.includes(plot)),
    documentHash: a.text("documentHash"),
    states: stated(one, one.states.at(-1)?.status ?? 1, a, "reduced"),
  };
}
