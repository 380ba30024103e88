import { Refusal } from "../refusal.ts";
import type { CertificationRecord } from "../statement/certification.ts";
import { decideDiscrepancy, decideMoved } from "./commitment.ts";
import type { DecisionFacts } from "./facts.ts";
import { findActor, type Ledger } from "./ledger.ts";
import { find } from "./shelf.ts";

/** What applications, sales certificates, recognitions and attestations ask for: each id is one author's, and what it names is known. */
export function decideCertification(
  ledger: Ledger,
  statement: CertificationRecord,
  actor: string,
  facts: DecisionFacts,
): void {
  const { batchOnChain } = facts;
  switch (statement.type) {
    case "liangji:CommitmentMoved":
      return void decideMoved(ledger, statement, actor);
    case "liangji:DiscrepancyReport":
      return void decideDiscrepancy(ledger, statement, facts);
    case "liangji:CertificateRequest": {
      own(find(ledger.requests, statement.request)?.actor, statement.request, actor);
      if (statement.holder !== actor) throw new Refusal("not-holder", { thing: statement.request, actor });
      if (!findActor(ledger, statement.body)?.roles.includes("certifier"))
        throw new Refusal("actor-unknown", { actor: statement.body });
      return;
    }
    case "liangji:SalesCertificate": {
      const certificate = find(ledger.certificates, statement.certificate);
      if (!certificate) throw new Refusal("certificate-unknown", { certificate: statement.certificate });
      own(certificate.actor, statement.certificate, actor);
      own(find(ledger.sales, statement.sale)?.actor, statement.sale, actor);
      knownBatch(statement.batch, batchOnChain);
      return;
    }
    case "liangji:RecognitionTerms":
      own(find(ledger.recognitions, statement.recognition)?.actor, statement.recognition, actor);
      return;
    case "liangji:ConditionAttested": {
      const terms = find(ledger.recognitions, statement.recognition)?.statement;
      if (!terms?.conditions.some(({ id }) => id === statement.condition))
        throw new Refusal("recognition-unknown", {
          recognition: statement.recognition,
          condition: statement.condition,
        });
      knownBatch(statement.batch, batchOnChain);
    }
  }
}

function own(author: string | undefined, thing: string, actor: string): void {
  if (author !== undefined && author !== actor) throw new Refusal("not-holder", { thing, actor });
}

function knownBatch(batch: string, batchOnChain: DecisionFacts["batchOnChain"]): void {
  if (!batchOnChain(batch)) throw new Refusal("batch-unknown", { batch });
}
