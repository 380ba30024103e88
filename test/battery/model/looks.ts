import type { ContractName } from "#backend/chain/contracts.ts";
import { hex, utf8 } from "#core/bytes.ts";
import { sha256 } from "../../contracts/sha256.ts";
import { keyAt } from "./actors.ts";
import * as certificates from "./certificates.ts";
import * as labels from "./labels.ts";
import * as ledger from "./ledger.ts";
import { DOCUMENT, type Models } from "./models.ts";
import { idOf, keyHash, type Line, NONE } from "./stage.ts";

const reasonHash = (reason: string): string => (reason === "" ? NONE : `0x${hex(sha256(utf8(reason)))}`);

/** Every view of the contracts, and what the models say it must show at this moment of the run. */
export const looksOn = (models: Models, lines: Line[], now: () => number) => {
  const look = (contract: ContractName, view: string, args: readonly unknown[], expected: unknown): void =>
    void lines.push({ now: now(), look: { contract, view, args, expected } });
  return {
    seeBatch(batch: string): void {
      const b = models.ledger.batches.get(batch);
      const of = [idOf(batch)];
      look("BatchLedger", "batchOf", of, [
        ...[idOf(b?.product ?? ""), idOf(b?.holder ?? ""), b?.season ?? 0, b ? (b.open ? 1 : 2) : 0],
        ...[b?.mass ?? 0, b?.drawn ?? 0, b?.labelled ?? 0],
        ...[idOf(b?.root ?? ""), b?.entries ?? 0, b?.closedAt ?? 0, idOf(b?.certificate ?? "")],
        ...[b?.recalledAt ?? 0, reasonHash(b?.reason ?? "")],
      ]);
    },
    seeFlows(batch: string): void {
      const b = models.ledger.batches.get(batch);
      const of = [idOf(batch)];
      const sources = [...(b?.sources ?? [])];
      look("BatchLedger", "sourcesOf", of, [
        sources.map(([source]) => idOf(source)),
        sources.map(([, { gramsIn }]) => gramsIn),
        sources.map(([, { gramsOut }]) => gramsOut),
      ]);
      const plots = [...(b?.plots ?? [])];
      look("BatchLedger", "plotsOf", of, [plots.map(([plot]) => idOf(plot)), plots.map(([, grams]) => grams)]);
      look("BatchLedger", "nextHolderOf", of, idOf(b?.next ?? ""));
      look("BatchLedger", "isRecalled", of, ledger.isRecalled(models.ledger, batch));
    },
    seeHands(batch: string): void {
      const b = models.ledger.batches.get(batch);
      look("BatchLedger", "holderOf", [idOf(batch)], idOf(b ? ledger.keeperOf(b) : ""));
      look("BatchLedger", "nextHolderOf", [idOf(batch)], idOf(b?.next ?? ""));
      look("BatchLedger", "lostOf", [idOf(batch)], b?.lost ?? 0);
    },
    seeQuota(plot: string, season: number, actor: string): void {
      const left = ledger.quotaLeft(models.ledger, plot, season, actor);
      look("BatchLedger", "quotaOf", [idOf(plot), season, idOf(actor)], left);
    },
    seeRecalled(batch: string): void {
      look("BatchLedger", "isRecalled", [idOf(batch)], ledger.isRecalled(models.ledger, batch));
    },
    seeCapacity(plot: string, season: number): void {
      const c = models.ledger.capacities.get(`${plot}/${season}`);
      look(
        "BatchLedger",
        "capacityOf",
        [idOf(plot), season],
        [...[c?.grams ?? 0, c?.used ?? 0, idOf(c?.survey ?? ""), idOf(c?.holder ?? "")]],
      );
    },
    seeUsed(certificate: string, product: string): void {
      const used = models.certificates.issued.get(certificate)?.used.get(product) ?? 0;
      look("CertificateRegistry", "usedOf", [idOf(certificate), idOf(product)], used);
    },
    seeSale(sale: string): void {
      const s = models.ledger.sales.get(sale);
      look(
        "CertificateRegistry",
        "saleOf",
        [idOf(sale)],
        [
          ...[idOf(s?.certificate ?? ""), idOf(s?.batch ?? ""), idOf(s ? "buyer" : ""), idOf(s ? DOCUMENT : "")],
          ...[s?.grams ?? 0, s?.tradeAt ?? 0, s?.certifiedAt ?? 0, s?.term ?? 0, s?.debited ?? false],
          ...[s?.returned?.grams ?? 0, s?.returned?.at ?? 0],
        ],
      );
    },
    seeSold(batch: string): void {
      look("CertificateRegistry", "soldOf", [idOf(batch)], models.ledger.sold.get(batch) ?? 0);
    },
    seeCovers(certificate: string, product: string, plot: string, time: number): void {
      const covered = certificates.coversAt(models.certificates, certificate, product, plot, time);
      look("CertificateRegistry", "coversAt", [idOf(certificate), idOf(product), [idOf(plot)], time], covered);
    },
    seeLabel(root: string, index: number): void {
      const [state, since, reason, cause] = labels.labelState(models.labels, root, index);
      look("LabelMint", "labelState", [idOf(root), index], [state, since, reasonHash(reason), cause]);
    },
    seeStatus(certificate: string, time: number): void {
      const [state, since, reason] = certificates.statusAt(models.certificates, certificate, time);
      look("CertificateRegistry", "statusAt", [idOf(certificate), time], [state, since, reasonHash(reason)]);
    },
    seeStatusNow(certificate: string): void {
      const [state] = certificates.statusAt(models.certificates, certificate, now());
      look("CertificateRegistry", "status", [idOf(certificate)], state);
    },
    seeAccredited(body: string, scheme: string, time: number): void {
      const expected = certificates.accreditedAt(models.certificates, body, scheme, time);
      look("CertificateRegistry", "accreditedAt", [idOf(body), idOf(scheme), time], expected);
    },
    /** The key as the registry names it: SHA-256 of the point. */
    seeKey(actor: string, time: number): void {
      const { key, roles } = keyAt(models.actors, actor, time);
      look("ActorRegistry", "keyAt", [idOf(actor), time], [key === "" ? NONE : keyHash(key), roles]);
    },
    seeRelease(verifier: string): void {
      const found = models.actors.releases.get(verifier);
      const expected = found ? [idOf(found.by), found.time, idOf(DOCUMENT)] : [NONE, 0, NONE];
      look("ActorRegistry", "releaseOf", [idOf(verifier)], expected);
    },
  };
};
