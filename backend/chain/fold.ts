import { offered, picked, surveyed, taken } from "#core/batch/quota.ts";
import { certificateSteps } from "./fold-certificates.ts";
import { type Args, change, type Step } from "./fold-step.ts";
import { type ChainEvent, type History, type HistoryBatch, NONE, type WitnessSet } from "./history.ts";

/** Adds one event to what is known. Events that change nothing we show are passed over. */
export function foldEvent(history: History, event: ChainEvent): void {
  const args: Args = {
    text: (name) => String(event.args[name] ?? ""),
    number: (name) => Number(event.args[name] ?? 0),
    list: <T>(name: string) => (event.args[name] ?? []) as readonly T[],
    flag: (name) => event.args[name] === true,
  };
  if (event.args.reason) history.reasons.add(String(event.args.reason));
  steps[event.name]?.(history, args, event);
}

const steps: Readonly<Record<string, Step>> = {
  ActorAdmitted: ({ actors }, a) =>
    void actors.set(a.text("subject"), {
      signer: a.text("signer"),
      roles: a.number("roles"),
      validFrom: a.number("validFrom"),
      validTo: a.number("validTo"),
      revokedAt: 0,
      reason: "",
    }),
  SignerRotated: ({ actors }, a) =>
    change(actors, a.text("actor"), (actor) => ({ ...actor, signer: a.text("signer") })),
  ActorRevoked: ({ actors }, a, { time }) =>
    change(actors, a.text("subject"), (actor) => ({ ...actor, revokedAt: time, reason: a.text("reason") })),

  HeadAnchored: ({ anchors, confirmed }, a, { block }) => {
    const anchor = {
      index: a.number("index"),
      size: a.number("size"),
      root: a.text("root"),
      time: a.number("time"),
      block,
    };
    anchors.set(a.text("logId"), [...(anchors.get(a.text("logId")) ?? []), anchor]);
    confirmed.set(a.text("logId"), anchor.time);
  },
  Heartbeat: ({ confirmed }, a) => void confirmed.set(a.text("logId"), a.number("time")),

  WitnessesSet: ({ witnesses }, a) => void witnesses.set(a.text("logId"), witnessSet(a, "time")),
  WitnessChangeProposed: ({ witnesses }, a) =>
    change(witnesses, a.text("logId"), (present) => ({ ...present, proposed: witnessSet(a, "since") })),
  WitnessChangeCancelled: ({ witnesses }, a) =>
    change(witnesses, a.text("logId"), ({ proposed: _, ...present }) => present),

  ...certificateSteps,

  CapacitySet: ({ capacities }, a) => {
    const [plot, season] = [a.text("plot"), a.number("season")];
    const [holder, grams, surveyHash] = [a.text("holder"), a.number("grams"), a.text("surveyHash")];
    const key = `${plot}/${season}`;
    capacities.set(key, surveyed(capacities.get(key), { plot, season, holder, grams, surveyHash }));
  },
  QuotaOffered: ({ capacities }, a) =>
    change(capacities, `${a.text("plot")}/${a.number("season")}`, (one) =>
      offered(one, { from: a.text("from"), to: a.text("to"), grams: a.number("grams") }),
    ),
  QuotaTaken: ({ capacities }, a) =>
    change(capacities, `${a.text("plot")}/${a.number("season")}`, (one) =>
      taken(one, { from: a.text("from"), to: a.text("to"), grams: a.number("grams") }),
    ),
  ConversionSet: ({ conversions }, a) =>
    void conversions.set(`${a.text("fromProduct")}>${a.text("toProduct")}`, {
      from: a.text("fromProduct"),
      to: a.text("toProduct"),
      numerator: a.number("numerator"),
      denominator: a.number("denominator"),
    }),
  BatchOpened: ({ batches }, a, { time }) => void batches.set(a.text("batch"), opened(a, time)),
  PlotDrawn: ({ batches, capacities, links }, a) => {
    const [plot, grams] = [a.text("plot"), a.number("grams")];
    links.add({ from: `plot/${plot}`, to: a.text("batch"), gramsIn: grams, gramsOut: grams });
    change(batches, a.text("batch"), (one) => ({
      ...one,
      mass: one.mass + grams,
      plots: { ...one.plots, [plot]: (one.plots[plot] ?? 0) + grams },
    }));
    const picker = batches.get(a.text("batch"))?.holder ?? NONE;
    change(capacities, `${plot}/${a.number("season")}`, (one) => picked(one, picker, grams));
  },
  BatchDrawn: drawn,
  BatchClosed: ({ batches }, a, { time }) =>
    change(
      batches,
      a.text("batch"),
      (one): HistoryBatch => ({
        ...one,
        state: "closed",
        nextHolder: a.text("nextHolder"),
        provenanceRoot: a.text("provenanceRoot"),
        entryCount: a.number("entryCount"),
        closedAt: time,
      }),
    ),
  BatchOffered: ({ batches }, a) =>
    change(batches, a.text("batch"), (one) => ({ ...one, nextHolder: a.text("nextHolder"), rejection: "" })),
  BatchAccepted: ({ batches }, a) =>
    change(batches, a.text("batch"), (one) => ({
      ...one,
      keeper: a.text("actor"),
      nextHolder: NONE,
      lost: one.lost + a.number("lost"),
    })),
  BatchRejected: ({ batches }, a) =>
    change(batches, a.text("batch"), (one) => ({ ...one, nextHolder: NONE, rejection: a.text("reason") })),
  BatchWrittenOff: ({ batches }, a) =>
    change(batches, a.text("batch"), (one) => ({ ...one, lost: one.lost + a.number("grams") })),
  BatchRecall: ({ batches }, a) =>
    change(batches, a.text("batch"), (one) => ({
      ...one,
      recalledAt: a.number("time"),
      recallReason: a.text("reason"),
    })),
  BatchLabelled: ({ batches }, a) =>
    change(batches, a.text("batch"), (one) => ({ ...one, labelled: one.labelled + a.number("grams") })),
  BatchUnlabelled: ({ batches }, a) =>
    change(batches, a.text("batch"), (one) => ({ ...one, labelled: one.labelled - a.number("grams") })),

  LabelsMinted: ({ mints }, a, { time }) =>
    void mints.set(a.text("labelRoot"), {
      batch: a.text("batch"),
      packer: a.text("packer"),
      count: a.number("count"),
      unitGrams: a.number("unitGrams"),
      mintedAt: time,
      activatedAt: 0,
      hiddenRoot: a.text("hiddenRoot"),
      voided: {},
    }),
  LabelsActivated: ({ mints }, a) =>
    change(mints, a.text("labelRoot"), (one) => ({ ...one, activatedAt: a.number("time") })),
  LabelsVoided: ({ mints }, a, { time }) =>
    change(mints, a.text("labelRoot"), (one) => ({
      ...one,
      voided: {
        ...one.voided,
        ...Object.fromEntries(
          a
            .list<number>("indexes")
            .map((index) => [index, { cause: a.number("cause"), reason: a.text("reason"), time }]),
        ),
      },
    })),
};

const witnessSet = (a: Args, since: string): WitnessSet => ({
  epoch: a.number("epoch"),
  witnesses: a.list<string>("witnesses"),
  quorum: a.number("quorum"),
  since: a.number(since),
});

const opened = (a: Args, time: number): HistoryBatch => ({
  product: a.text("product"),
  holder: a.text("holder"),
  keeper: a.text("holder"),
  nextHolder: NONE,
  rejection: "",
  season: a.number("season"),
  state: "open",
  mass: 0,
  drawn: 0,
  labelled: 0,
  lost: 0,
  provenanceRoot: NONE,
  entryCount: 0,
  openedAt: time,
  closedAt: 0,
  certificate: NONE,
  recalledAt: 0,
  recallReason: "",
  sources: [],
  plots: {},
});

function drawn({ batches, links, certificates }: History, a: Args): void {
  const flow = {
    source: a.text("source"),
    batch: a.text("batch"),
    gramsIn: a.number("gramsIn"),
    gramsOut: a.number("gramsOut"),
    certificate: a.text("certificate"),
  };
  links.add({ from: flow.source, to: flow.batch, gramsIn: flow.gramsIn, gramsOut: flow.gramsOut });
  change(batches, flow.source, (one) => ({ ...one, drawn: one.drawn + flow.gramsIn }));
  change(batches, flow.batch, (one) => ({
    ...one,
    mass: one.mass + flow.gramsOut,
    certificate: flow.certificate,
    sources: [...new Set([...one.sources, flow.source])],
  }));
  const product = batches.get(flow.batch)?.product ?? NONE;
  change(certificates, flow.certificate, (one) => ({
    ...one,
    used: { ...one.used, [product]: (one.used[product] ?? 0) + flow.gramsOut },
  }));
}
