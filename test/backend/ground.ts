import { generateKeyPairSync } from "node:crypto";
import { hashOfId, sha256, verifyP256 } from "#backend/crypto.ts";
import { roleBits } from "#core/act/states.ts";
import { base64url, hex } from "#core/bytes.ts";
import { canonicalText } from "#core/canonical.ts";
import { idHash } from "#core/chain/questions.ts";
import { type Entry, leafOf, type Statement, signedBytes } from "#core/entry.ts";
import { apply } from "#core/ledger/apply.ts";
import { type Decided, decideEntries } from "#core/ledger/decide.ts";
import type { BatchOnChain, DecisionFacts, FlowOnChain, MintOnChain } from "#core/ledger/facts.ts";
import { type Ledger, ledgerOf, ledgerOver, settle, shelfNames } from "#core/ledger/ledger.ts";
import { prepareEntry } from "#core/ledger/prepare.ts";
import { find } from "#core/ledger/shelf.ts";
import { leafHash } from "#core/log/tree.ts";
import { utcSeconds } from "#core/statement/clock.ts";
import type { Role } from "#core/statement/fields.ts";
import { batchUri, plotUri } from "#core/statement/uri.ts";
import { type Author, authorOf } from "#scripts/author.ts";

export const ORIGIN = "log.test.example/2026";
export const DOMAIN = "id.test.example";
export const NOW = utcSeconds("2026-03-25T08:00:00+08:00");
const when = (day: string) => ({ eventTime: `${day}T07:00:00+08:00`, eventTimeZoneOffset: "+08:00" });

type Cast = Readonly<
  Record<"operator" | "accreditor" | "grower" | "neighbour" | "factory" | "packer" | "laboratory" | "certifier", Author>
>;
const roleOf: Readonly<Record<keyof Cast, Role>> = {
  operator: "operator",
  accreditor: "accreditor",
  grower: "grower",
  neighbour: "grower",
  factory: "factory",
  packer: "packer",
  laboratory: "laboratory",
  certifier: "certifier",
};

/** What a survey says of a plot that nothing depends on. */
export const smallPlot = () =>
  ({
    town: { zh: "元门乡", en: "Yuanmen" },
    outline: [
      [1, 1],
      [2, 1],
      [2, 2],
    ] as [number, number][],
    datum: "CGCS2000",
    areaSquareMetres: 8000,
    altitudeMetres: 280,
    season: 2026,
    capacityGrams: 1_000_000,
    basis: "示例",
  }) as const;

/** People with keys, who of them the chain knows, and a ledger in which everyone is introduced and plot-1 is surveyed. No chain, no disk. */
export function ground() {
  const names = Object.keys(roleOf) as (keyof Cast)[];
  const people = Object.fromEntries(
    names.map((actor) => [actor, authorOf(actor, generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey)]),
  ) as Cast;
  const roots = (["operator", "accreditor"] as const).map((actor) => ({
    actor,
    name: { zh: actor, en: actor },
    roles: [roleOf[actor]],
    key: people[actor].key,
    publicKey: base64url(people[actor].publicKey),
  }));
  const ledger = ledgerOf(roots);
  const onChain = new Map<string, { key: string; roles: number }>(
    names.map((actor) => [actor, { key: people[actor].key, roles: roleBits[roleOf[actor]] }]),
  );
  const batches = new Map<string, BatchOnChain>();
  const open = (batch: string, product: string, holder: keyof Cast, grams = 1_000_000_000_000) =>
    void batches.set(batch, {
      product: idHash(sha256, product),
      holder: idHash(sha256, holder),
      state: "open",
      grams,
    });
  const flows = new Map<string, FlowOnChain>();
  const mints = new Map<string, MintOnChain>();
  const recorded = new Map<string, { index: number; leafHash: string }>();
  const facts: DecisionFacts = {
    origin: ORIGIN,
    domain: DOMAIN,
    recorded,
    actorOnChain: (actor) => onChain.get(actor),
    batchOnChain: (batch) => batches.get(batch),
    flowOnChain: (batch) => flows.get(batch),
    mintOnChain: (root) => mints.get(root),
    hashOf: hashOfId,
    nameOf: (hash) => hash,
    verifyP256,
    sha256,
  };

  const sign = (by: Author, statement: Statement, ids: readonly string[] = [], from: Ledger = ledger): Entry => {
    const series = ids.map((id) => {
      const last = find(from.series, id) ?? { sequence: 0, previous: "" };
      return { id, sequence: last.sequence + 1, previous: last.previous };
    });
    const unsigned = { statement, actor: by.actor, key: by.key, series };
    return { ...unsigned, signature: base64url(by.sign(signedBytes(ORIGIN, unsigned))) };
  };
  let size = 0;
  const kept: Decided[] = [];
  const decide = (entries: readonly unknown[], now = NOW) =>
    decideEntries(
      ledger,
      size,
      entries.map((json) => prepareEntry(json, sha256)),
      facts,
      now,
    );
  /** Decides, and makes it part of the ledger. */
  const add = (...entries: readonly Entry[]) => {
    const decision = decide(entries);
    for (const { unsigned, index, leafHash: hash, repeated } of decision.decided) {
      recorded.set(unsigned, { index, leafHash: hex(hash) });
      if (!repeated) size += 1;
    }
    settle(decision.ledger);
    ledger.pending.own.clear();
    kept.push(...decision.decided.filter(({ repeated }) => !repeated));
    return decision.decided;
  };
  /** Rows that become others when these entries are applied once more, as a start does with the newest. */
  const changedBy = (entries: readonly Decided[]): readonly string[] => {
    const layer = ledgerOver(ledger);
    for (const { entry, index, leafHash } of entries) apply(layer, entry, index, hex(leafHash), sha256);
    return shelfNames.flatMap((name) =>
      [...layer[name].own].flatMap(([key, row]) =>
        canonicalText(row) === canonicalText(ledger[name].own.get(key) ?? null) ? [] : [`${name}/${key}`],
      ),
    );
  };
  /** The same for the newest entries of any number. */
  const changedAgain = (): readonly string[] => [
    ...new Set([...kept.keys()].flatMap((from) => changedBy(kept.slice(from)))),
  ];

  const occurredAt = "2026-01-05T08:00:00+08:00";
  const say = {
    admitted: (subject: keyof Cast, roles: Role[] = [roleOf[subject]]): Statement => ({
      type: "liangji:ActorAdmitted",
      occurredAt,
      subject,
      name: { zh: subject, en: subject },
      roles,
      publicKey: base64url(people[subject].publicKey),
    }),
    surveyed: (plot: string, holder: string): Statement => ({
      type: "liangji:PlotSurveyed",
      occurredAt,
      plot,
      name: { zh: plot, en: plot },
      holder,
      ...smallPlot(),
    }),
    sprayed: (plot: string, stoppedOn: string, intervalDays?: number): Statement => ({
      type: "ObjectEvent",
      ...when(stoppedOn),
      epcList: [],
      action: "OBSERVE",
      bizStep: "liangji:applying",
      readPoint: { id: plotUri(DOMAIN, plot) },
      "liangji:application": {
        product: "药",
        productEn: "spray",
        registrationNo: "示例",
        source: "示例",
        target: "虫",
        method: "喷雾",
        dose: "少",
        activeIngredients: ["bifenthrin"],
        stoppedOn,
        ...(intervalDays !== undefined && { intervalDays }),
      },
    }),
    picked: (plot: string, batch: string, day = "2026-03-20", product = "fresh-leaf"): Statement => ({
      type: "ObjectEvent",
      ...when(day),
      epcList: [],
      quantityList: [{ epcClass: batchUri(DOMAIN, product, batch), quantity: 1000, uom: "GRM" }],
      action: "ADD",
      bizStep: "commissioning",
      disposition: "active",
      readPoint: { id: plotUri(DOMAIN, plot) },
      ilmd: { "liangji:leafStandard": "one-bud-two-leaves" },
    }),
    received: (source: string): Statement => ({
      type: "ObjectEvent",
      ...when("2026-03-20"),
      epcList: [],
      quantityList: [{ epcClass: batchUri(DOMAIN, "fresh-leaf", source), quantity: 1000, uom: "GRM" }],
      action: "OBSERVE",
      bizStep: "receiving",
      disposition: "in_progress",
      readPoint: { id: `https://${DOMAIN}/site/factory` },
    }),
    made: (source: string, batch: string): Statement => ({
      type: "TransformationEvent",
      ...when("2026-03-21"),
      inputQuantityList: [{ epcClass: batchUri(DOMAIN, "fresh-leaf", source), quantity: 1000, uom: "GRM" }],
      outputQuantityList: [{ epcClass: batchUri(DOMAIN, "made-tea", batch), quantity: 220, uom: "GRM" }],
      bizStep: "commissioning",
      disposition: "active",
      readPoint: { id: `https://${DOMAIN}/site/factory` },
    }),
    tested: (report: string, batch: string, limit?: string): Statement => ({
      type: "liangji:TestReport",
      occurredAt,
      report,
      batch,
      quantityGrams: 220,
      sampleGrams: 20,
      sampledAt: occurredAt,
      sampledBy: "laboratory",
      accreditations: [{ kind: "CMA", number: "示例" }],
      results: [
        {
          analyte: "bifenthrin",
          name: { zh: "联苯菊酯", en: "bifenthrin" },
          value: "0.1",
          unit: "mg/kg",
          method: "示例",
          kind: "maximum",
          ...(limit && { limit }),
        },
      ],
    }),
    certified: (certificate: string): Statement => ({
      type: "liangji:CertificateDocument",
      occurredAt,
      certificate,
      title: { zh: "示例", en: "Sample" },
      scheme: "quality",
      schemeName: { zh: "示例", en: "Sample" },
      holder: "packer",
      products: [{ product: "green-tea-50g", volumeGrams: 1000 }],
      plots: ["plot-1"],
      validFrom: "2026-01-01",
      validTo: "2026-12-31",
    }),
    promised: (certificate: string, batch: string, product = "fresh-leaf", more: object = {}): Statement =>
      ({
        type: "liangji:CommitmentCertificate",
        occurredAt: "2026-03-21T08:00:00+08:00",
        certificate,
        template: "CN-CDC-2026",
        role: "producer",
        issuerKind: "coop",
        issuerName: "grower",
        contact: "0898-0000-0000",
        batch,
        product,
        productName: "茶鲜叶",
        grams: 1000,
        origin: "示例乡",
        plots: ["plot-1"],
        basis: ["QC"],
        parents: [],
        ...more,
      }) as Statement,
    defined: (product: string): Statement => ({
      type: "liangji:ProductDefined",
      occurredAt,
      product,
      name: { zh: product, en: product },
      verb: "drink",
    }),
  };
  for (const actor of ["grower", "neighbour", "factory", "packer", "laboratory"] as const)
    add(sign(people.operator, say.admitted(actor)));
  add(sign(people.accreditor, say.admitted("certifier")));
  add(sign(people.operator, say.surveyed("plot-1", "grower")));
  return {
    people,
    changedBy,
    changedAgain,
    ledger,
    facts,
    onChain,
    batches,
    flows,
    mints,
    open,
    sign,
    decide,
    add,
    say,
    roots,
    size: () => size,
  };
}
export type Ground = ReturnType<typeof ground>;

export const hashOf = (entry: Entry): string => hex(leafHash(sha256, leafOf(entry)));
