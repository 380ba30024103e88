import type { CertificateRequest } from "#core/statement/certificate-request.ts";
import type { Accreditation } from "../read/certification.ts";
import type { Certificate, Conversion, Plot } from "../read/views.ts";

export type Check = {
  readonly name: "accredited" | "surveyed" | "capacity" | "double" | "interval";
  readonly good: boolean;
  readonly facts: Readonly<Record<string, string | number>>;
};
type Known = {
  readonly me: string;
  readonly today: string;
  readonly plots: readonly Plot[];
  readonly conversions: readonly Conversion[];
  readonly certificates: readonly Certificate[];
  readonly accreditations: readonly Accreditation[];
};

/** What the system can say about an application before anybody drives there. */
export function checksOf(request: CertificateRequest, known: Known): readonly Check[] {
  const own = known.plots.filter(({ plot }) => request.plots.includes(plot));
  const accreditation = known.accreditations.find((one) => one.body === known.me && one.scheme === request.scheme);
  const outside = request.products.filter(({ product }) => !accreditation?.products.includes(product));
  const others = known.certificates.filter(
    ({ state, document }) =>
      state === "in-force" &&
      document.scheme === request.scheme &&
      document.products.some(({ product }) => request.products.some((one) => one.product === product)) &&
      document.plots.some((plot) => request.plots.includes(plot)),
  );
  const shut = own.filter(({ openings }) =>
    openings.some((one) => one.appliedOn <= known.today && (one.opensOn === undefined || known.today < one.opensOn)),
  );
  const capacity = own.reduce((sum, { seasons }) => sum + (seasons.at(-1)?.capacityGrams ?? 0), 0);
  const asked = request.products.map(({ product, volumeGrams }) => volumeGrams / share(product, known.conversions));
  const wanted = Math.ceil(Math.max(0, ...asked));
  return [
    {
      name: "accredited",
      good: accreditation?.state === "in-force" && outside.length === 0,
      facts: { outside: outside.map(({ product }) => product).join(", ") },
    },
    {
      name: "surveyed",
      good: own.length === request.plots.length,
      facts: { found: own.length, of: request.plots.length },
    },
    { name: "capacity", good: wanted <= capacity, facts: { wanted, capacity } },
    {
      name: "double",
      good: others.length === 0,
      facts: { others: others.map(({ certificate }) => certificate).join(", ") },
    },
    {
      name: "interval",
      good: shut.length === 0,
      facts: {
        plots: shut.map(({ survey }) => survey.name.zh).join("、"),
        plotsEn: shut.map(({ survey }) => survey.name.en).join(", "),
      },
    },
  ];
}

/** How much of a product may at most come of one gram of what grows on plots: the product of the ceilings on the way. */
function share(product: string, conversions: readonly Conversion[], most = 8): number {
  const one = conversions.find(({ to }) => to === product);
  if (!one || most === 0) return 1;
  return (one.numerator / one.denominator) * share(one.from, conversions, most - 1);
}
