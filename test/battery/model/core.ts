import type { ActMessage, ActName } from "#core/act/acts.ts";
import {
  closeBatch,
  draw,
  emptyGraph,
  type Graph,
  label,
  leftOf,
  lose,
  massOf,
  openBatch,
  recall,
  requireSound,
  takeOver,
  unlabel,
} from "#core/batch/graph.ts";
import type { RefusalCode } from "#core/refusals.ts";
import { refuseReturn, type SaleNow } from "#core/work/sale.ts";
import { refused } from "../../core/refused.ts";
import { landOf } from "./land.ts";
import { leftOf as leftInModel } from "./ledger.ts";
import type { Models } from "./models.ts";
import { idOf, type Line } from "./stage.ts";

/** What core judges too, under its own names; who may do it, and under which certificate, it does not know. */
const codes: Readonly<Record<string, RefusalCode | "accepted">> = {
  accepted: "accepted",
  BatchUnknown: "batch-unknown",
  BatchNotOpen: "batch-not-open",
  BatchNotClosed: "batch-not-closed",
  BatchMassExceeded: "batch-mass-exceeded",
  BatchRecalled: "batch-recalled",
  AlreadyRecalled: "batch-recalled",
  ConversionExceeded: "yield-implausible",
  NotPlotHolder: "not-holder",
  CapacityExceeded: "capacity-exceeded",
  CapacityBelowUsed: "capacity-below-used",
  QuotaNotOffered: "not-offered",
  SaleReturnedAlready: "sale-returned",
  ReturnExceedsSale: "return-exceeds-sale",
};
/** What only the land's sums tell. */
const ofLand: ReadonlySet<string> = new Set(["NotPlotHolder", "CapacityExceeded", "CapacityBelowUsed"]);
const SAME = { numerator: 1, denominator: 1 };

/** Does the acts of a run once more, in core's graph and quotas, and throws where core judges otherwise or ends with other sums. */
export function replayInCore(lines: readonly Line[], { ledger }: Models): void {
  let graph: Graph = emptyGraph;
  const land = landOf();
  const sales = new Map<string, SaleNow>();
  const ratios = new Map<string, { numerator: number; denominator: number }>();
  const products = new Map<string, string>();
  const seasons = new Map<string, string>();
  const mints = new Map<string, { batch: string; unitGrams: number; active: boolean }>();

  /** The graph after an act of this kind, where core has a part in it. */
  const steps: Partial<Record<ActName, (act: (field: string) => string, message: ActMessage) => Graph>> = {
    OpenBatch: (of) => openBatch(graph, of("batch")),
    CloseBatch: (of) => closeBatch(graph, of("batch")),
    SetCapacity: (of) => {
      land.survey({ plot: of("plot"), season: of("season") }, of("holder"), Number(of("grams")));
      return graph;
    },
    DrawPlot: (of) => {
      const grams = Number(of("grams"));
      const grown = draw(graph, { from: `plot/${of("plot")}`, to: of("batch"), gramsIn: grams, gramsOut: grams }, SAME);
      const place = { plot: of("plot"), season: seasons.get(of("batch")) ?? "" };
      if (!land.isVast(place)) land.pick(place, of("actor"), grams);
      return grown;
    },
    OfferQuota: (of) => {
      land.offer({ plot: of("plot"), season: of("season") }, of("actor"), of("to"), Number(of("grams")));
      return graph;
    },
    TakeQuota: (of) => {
      land.take({ plot: of("plot"), season: of("season") }, of("from"), of("actor"), Number(of("grams")));
      return graph;
    },
    Recall: (of) => recall(graph, of("batch")),
    ReturnSale: (of) => {
      const sale = sales.get(of("sale"));
      if (sale) refuseReturn(sale, Number(of("grams")));
      return graph;
    },
    DrawBatch: (of) => {
      const [from, to] = [products.get(of("source")) ?? "", products.get(of("batch")) ?? ""];
      const ratio = from === to ? SAME : (ratios.get(`${from}>${to}`) ?? { numerator: 0, denominator: 1 });
      const [gramsIn, gramsOut] = [Number(of("gramsIn")), Number(of("gramsOut"))];
      return draw(graph, { from: of("source"), to: of("batch"), gramsIn, gramsOut }, ratio);
    },
    WriteOff: (of) => lose(graph, of("batch"), Number(of("grams"))),
    AcceptBatch: (of) => takeOver(graph, of("batch"), Number(of("grams"))),
    Activate: (of) => {
      requireSound(graph, mints.get(of("labelRoot"))?.batch ?? "");
      return graph;
    },
    Mint: (of) => label(graph, of("batch"), Number(of("count")) * Number(of("unitGrams"))),
    VoidLabels: (of, { indexes }) => {
      const mint = mints.get(of("labelRoot"));
      if (!mint || mint.active) return graph;
      return unlabel(graph, mint.batch, (indexes as readonly number[]).length * mint.unitGrams);
    },
  };
  /** What later acts refer to. */
  const learn = (name: ActName, of: (field: string) => string): void => {
    if (name === "OpenBatch") {
      products.set(of("batch"), of("product"));
      seasons.set(of("batch"), of("season"));
    }
    if (name === "CertifySale")
      sales.set(of("sale"), { sale: of("sale"), soldGrams: Number(of("grams")), returnedGrams: 0 });
    const sale = name === "ReturnSale" ? sales.get(of("sale")) : undefined;
    if (sale) sales.set(sale.sale, { ...sale, returnedGrams: Number(of("grams")) });
    if (name === "SetConversion")
      ratios.set(`${of("fromProduct")}>${of("toProduct")}`, {
        numerator: Number(of("numerator")),
        denominator: Number(of("denominator")),
      });
    if (name === "Mint")
      mints.set(of("labelRoot"), { batch: of("batch"), unitGrams: Number(of("unitGrams")), active: false });
    const mint = name === "Activate" ? mints.get(of("labelRoot")) : undefined;
    if (mint) mint.active = true;
  };

  for (const line of lines) {
    if (!("act" in line)) continue;
    const { name, actor, message, expected } = line.act;
    const of = (field: string): string => (field === "actor" ? idOf(actor) : String(message[field]));
    const [step, wanted] = [steps[name], codes[expected]];
    const season = name === "DrawPlot" ? (seasons.get(of("batch")) ?? "") : of("season");
    const apart = land.isVast({ plot: of("plot"), season }) && (name.endsWith("Quota") || ofLand.has(expected));
    if (step && wanted && !apart) {
      let grown = graph;
      const said = refused(() => {
        grown = step(of, message);
      });
      if (said !== wanted) throw new Error(`core says ${said}, the contract ${expected}: ${JSON.stringify(line.act)}`);
      graph = grown;
      const left = Math.min(...[of("batch"), of("source")].map((id) => leftAt(graph, id)));
      if (left < 0) throw new Error(`core lets more out of a batch than flowed in: ${JSON.stringify(line.act)}`);
    }
    if (expected === "accepted") learn(name, of);
  }
  for (const [id, batch] of ledger.batches) {
    const node = graph.get(idOf(id));
    if (!node || massOf(node) !== Number(batch.mass) || leftOf(node) !== Number(leftInModel(batch)))
      throw new Error(`core's sums part from the contract's at ${id}`);
  }
}

/** What is left in a batch; nothing where it is not one. */
function leftAt(graph: Graph, id: string): number {
  const node = graph.get(id);
  return node ? leftOf(node) : 0;
}
