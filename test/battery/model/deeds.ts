import type { ActMessage, ActName } from "#core/act/acts.ts";
import { roleBits } from "#core/act/states.ts";
import { admit, authorise, type Fault, type Outcome, release, revoke, rotate } from "./actors.ts";
import * as certificates from "./certificates.ts";
import * as hands from "./hands.ts";
import * as labels from "./labels.ts";
import * as ledger from "./ledger.ts";
import { DOCUMENT, type Models } from "./models.ts";
import { idOf, type Line, type Stage } from "./stage.ts";

const { operator, accreditor, certifier, grower, factory, packer } = roleBits;
const PRODUCERS = grower | factory | packer;
const ANY = 0xffff_ffff;

const scopeOf = (one: Pick<certificates.Issue, "products" | "plots"> & { readonly certificate: string }) => ({
  certificate: idOf(one.certificate),
  products: one.products.map(([product]) => idOf(product)),
  volumes: one.products.map(([, volume]) => String(volume)),
  plots: one.plots.map(idOf),
});

/** Every act that somebody may sign: written down for the chain, and done to the models, which say what has to come of it. */
export const deedsOn = (models: Models, lines: Line[], now: () => number, signerOf: Stage["signerOf"]) => {
  const act = (
    name: ActName,
    roles: number,
    actor: string,
    message: ActMessage,
    fault: Fault,
    decide: () => Outcome,
  ): Outcome => {
    const key = models.actors.known.get(actor)?.key ?? actor;
    const held = authorise(models.actors, actor, roles, fault, now());
    const expected = held === "accepted" ? decide() : held;
    lines.push({ now: now(), act: { name, actor, key, message, fault, expected } });
    return expected;
  };
  return {
    admit(
      actor: string,
      one: { subject: string; key: string; roles: number; from: number; to: number },
      fault: Fault,
    ): Outcome {
      const { subject, key, roles, from, to } = one;
      const message = { subject: idOf(subject), signer: signerOf(key), roles, validFrom: from, validTo: to };
      return act("Admit", operator | accreditor, actor, message, fault, () => admit(models.actors, actor, one, now()));
    },
    rotate(actor: string, key: string, fault: Fault): Outcome {
      return act("Rotate", ANY, actor, { signer: signerOf(key) }, fault, () =>
        rotate(models.actors, actor, key, now()),
      );
    },
    revoke(actor: string, subject: string, fault: Fault): Outcome {
      return act("Revoke", operator | accreditor, actor, { subject: idOf(subject), reason: "left" }, fault, () =>
        revoke(models.actors, actor, subject, now()),
      );
    },
    release(actor: string, verifier: string, fault: Fault): Outcome {
      const message = { verifierHash: idOf(verifier), documentHash: idOf(DOCUMENT) };
      return act("ReleaseVerifier", operator, actor, message, fault, () =>
        release(models.actors, actor, verifier, now()),
      );
    },

    accredit(
      actor: string,
      one: { body: string; scheme: string; products: readonly string[]; from: number; to: number },
      fault: Fault,
    ): Outcome {
      const message = {
        ...{ body: idOf(one.body), scheme: idOf(one.scheme), validFrom: one.from, validTo: one.to },
        ...{ products: one.products.map(idOf), documentHash: idOf(DOCUMENT) },
      };
      return act("Accredit", accreditor, actor, message, fault, () =>
        certificates.accredit(models.certificates, models.actors, actor, one, now()),
      );
    },
    setAccreditation(actor: string, one: { body: string; scheme: string; suspended: boolean }, fault: Fault): Outcome {
      const message = {
        ...{ body: idOf(one.body), scheme: idOf(one.scheme), suspended: one.suspended },
        reason: "audit",
      };
      return act("SetAccreditation", accreditor, actor, message, fault, () =>
        certificates.setAccreditation(models.certificates, actor, one, now()),
      );
    },
    issue(actor: string, one: certificates.Issue, fault: Fault): Outcome {
      const message = {
        ...{ certificate: idOf(one.certificate), holder: idOf(one.holder), scheme: idOf(one.scheme) },
        products: one.products.map(([product]) => idOf(product)),
        volumes: one.products.map(([, volume]) => String(volume)),
        plots: one.plots.map(idOf),
        ...{ validFrom: one.from, validTo: one.to, documentHash: idOf(DOCUMENT) },
      };
      return act("Issue", certifier, actor, message, fault, () =>
        certificates.issue(models.certificates, actor, one, now()),
      );
    },
    renew(actor: string, one: certificates.Renewal, fault: Fault): Outcome {
      const message = { ...scopeOf(one), validTo: one.to, documentHash: idOf(DOCUMENT), reason: one.reason };
      return act("Renew", certifier, actor, message, fault, () =>
        one.reason === "" ? "ReasonLengthOutOfRange" : certificates.renew(models.certificates, actor, one, now()),
      );
    },
    reduceScope(actor: string, one: certificates.Reduction, fault: Fault): Outcome {
      const message = { ...scopeOf(one), documentHash: idOf(DOCUMENT), reason: one.reason };
      return act("ReduceScope", certifier, actor, message, fault, () =>
        one.reason === "" ? "ReasonLengthOutOfRange" : certificates.reduceScope(models.certificates, actor, one, now()),
      );
    },
    certifySale(actor: string, one: ledger.Sale, fault: Fault): Outcome {
      const message = {
        ...{ sale: idOf(one.sale), certificate: idOf(one.certificate), batch: idOf(one.batch), buyer: idOf("buyer") },
        ...{ grams: String(one.grams), tradeAt: one.tradeAt, documentHash: idOf(DOCUMENT) },
      };
      return act("CertifySale", certifier, actor, message, fault, () =>
        ledger.certifySale(models.ledger, models.certificates, actor, one, now()),
      );
    },
    returnSale(actor: string, one: { sale: string; grams: bigint; reason: string }, fault: Fault): Outcome {
      const message = { sale: idOf(one.sale), grams: String(one.grams), reason: one.reason };
      return act("ReturnSale", certifier, actor, message, fault, () =>
        ledger.returnSale(models.ledger, models.certificates, actor, one, now()),
      );
    },
    setStatus(actor: string, one: { certificate: string; status: number; reason: string }, fault: Fault): Outcome {
      const message = { ...one, certificate: idOf(one.certificate) };
      return act("SetStatus", certifier | accreditor, actor, message, fault, () =>
        one.reason === "" ? "ReasonLengthOutOfRange" : certificates.setStatus(models.certificates, actor, one, now()),
      );
    },

    setCapacity(
      actor: string,
      one: { plot: string; season: number; holder: string; grams: bigint },
      fault: Fault,
    ): Outcome {
      const message = {
        ...{ plot: idOf(one.plot), season: one.season, holder: idOf(one.holder), grams: String(one.grams) },
        surveyHash: idOf(DOCUMENT),
      };
      return act("SetCapacity", operator, actor, message, fault, () =>
        ledger.setCapacity(models.ledger, { ...one, survey: DOCUMENT }),
      );
    },
    setConversion(
      actor: string,
      one: { from: string; to: string; ratio: readonly [number, number] },
      fault: Fault,
    ): Outcome {
      const message = {
        ...{ fromProduct: idOf(one.from), toProduct: idOf(one.to) },
        ...{ numerator: one.ratio[0], denominator: one.ratio[1], sourceHash: idOf(DOCUMENT) },
      };
      return act("SetConversion", operator, actor, message, fault, () => ledger.setConversion(models.ledger, one));
    },
    openBatch(actor: string, one: { batch: string; product: string; season: number }, fault: Fault): Outcome {
      const message = { batch: idOf(one.batch), product: idOf(one.product), season: one.season };
      return act("OpenBatch", PRODUCERS, actor, message, fault, () => ledger.openBatch(models.ledger, actor, one));
    },
    drawPlot(actor: string, one: { batch: string; plot: string; grams: bigint }, fault: Fault): Outcome {
      const message = { batch: idOf(one.batch), plot: idOf(one.plot), grams: String(one.grams) };
      return act("DrawPlot", grower, actor, message, fault, () => ledger.drawPlot(models.ledger, actor, one));
    },
    drawBatch(actor: string, one: ledger.Flow, fault: Fault): Outcome {
      const message = {
        ...{ source: idOf(one.source), batch: idOf(one.batch), certificate: idOf(one.certificate) },
        ...{ gramsIn: String(one.gramsIn), gramsOut: String(one.gramsOut) },
      };
      return act("DrawBatch", PRODUCERS, actor, message, fault, () =>
        ledger.drawBatch(models.ledger, models.certificates, actor, one, now()),
      );
    },
    closeBatch(actor: string, one: { batch: string; next: string; entries: number }, fault: Fault): Outcome {
      const message = {
        ...{ batch: idOf(one.batch), provenanceRoot: idOf(DOCUMENT), entryCount: one.entries },
        nextHolder: idOf(one.next),
      };
      return act("CloseBatch", PRODUCERS, actor, message, fault, () =>
        ledger.closeBatch(models.ledger, actor, { ...one, root: DOCUMENT }, now()),
      );
    },
    offerBatch(actor: string, one: { batch: string; next: string }, fault: Fault): Outcome {
      return act("OfferBatch", PRODUCERS, actor, { batch: idOf(one.batch), nextHolder: idOf(one.next) }, fault, () =>
        hands.offerBatch(models.ledger, actor, one),
      );
    },
    acceptBatch(actor: string, one: { batch: string; grams: bigint }, fault: Fault): Outcome {
      return act("AcceptBatch", PRODUCERS, actor, { batch: idOf(one.batch), grams: String(one.grams) }, fault, () =>
        hands.acceptBatch(models.ledger, actor, one),
      );
    },
    rejectBatch(actor: string, one: { batch: string; reason: string }, fault: Fault): Outcome {
      return act("RejectBatch", PRODUCERS, actor, { batch: idOf(one.batch), reason: one.reason }, fault, () =>
        hands.rejectBatch(models.ledger, actor, one),
      );
    },
    writeOff(
      actor: string,
      one: { batch: string; cause: number; grams: bigint; reason: string },
      fault: Fault,
    ): Outcome {
      const message = { batch: idOf(one.batch), cause: one.cause, grams: String(one.grams), reason: one.reason };
      return act("WriteOff", PRODUCERS, actor, message, fault, () => hands.writeOff(models.ledger, actor, one));
    },
    offerQuota(actor: string, one: { plot: string; season: number; to: string; grams: bigint }, fault: Fault): Outcome {
      const message = { plot: idOf(one.plot), season: one.season, to: idOf(one.to), grams: String(one.grams) };
      return act("OfferQuota", grower, actor, message, fault, () => hands.offerQuota(models.ledger, actor, one));
    },
    takeQuota(
      actor: string,
      one: { plot: string; season: number; from: string; grams: bigint },
      fault: Fault,
    ): Outcome {
      const message = { plot: idOf(one.plot), season: one.season, from: idOf(one.from), grams: String(one.grams) };
      return act("TakeQuota", grower, actor, message, fault, () => hands.takeQuota(models.ledger, actor, one));
    },
    recall(actor: string, one: { batch: string; reason: string }, fault: Fault): Outcome {
      return act("Recall", ANY, actor, { batch: idOf(one.batch), reason: one.reason }, fault, () =>
        ledger.recall(models.ledger, models.actors, actor, one, now()),
      );
    },

    mint(actor: string, one: { batch: string; root: string; count: number; unitGrams: number }, fault: Fault): Outcome {
      const { batch, root, count, unitGrams } = one;
      const message = { batch: idOf(batch), labelRoot: idOf(root), hiddenRoot: idOf(""), count, unitGrams };
      return act("Mint", packer, actor, message, fault, () =>
        labels.mint(models.labels, models.ledger, models.certificates, actor, one, now()),
      );
    },
    activate(actor: string, root: string, fault: Fault): Outcome {
      return act("Activate", packer, actor, { labelRoot: idOf(root) }, fault, () =>
        labels.activate(models.labels, models.ledger, models.certificates, actor, root, now()),
      );
    },
    voidLabels(
      actor: string,
      one: { root: string; indexes: readonly number[]; cause: number; reason: string },
      fault: Fault,
    ): Outcome {
      const message = { labelRoot: idOf(one.root), indexes: one.indexes, cause: one.cause, reason: one.reason };
      return act("VoidLabels", packer, actor, message, fault, () =>
        labels.voidLabels(models.labels, models.ledger, actor, one, now()),
      );
    },
  };
};
