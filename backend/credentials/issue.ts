import { hex } from "#core/bytes.ts";
import { canonical } from "#core/canonical.ts";
import { idHash } from "#core/chain/questions.ts";
import { type CertificateParts, certificateCredential } from "#core/credential/certificate.ts";
import { commitmentCredential } from "#core/credential/commitment.ts";
import type { Frame, LogPlace, Person } from "#core/credential/frame.ts";
import { type Unsigned, withProof } from "#core/credential/proof.ts";
import { reportCredential } from "#core/credential/report.ts";
import { type Entry, leafOf } from "#core/entry.ts";
import { Refusal } from "#core/refusal.ts";
import { teaLimits } from "#core/rules/limit-tables.ts";
import type { CertificateDocument } from "#core/statement/certificate.ts";
import type { HistoryCertificate } from "../chain/history.ts";
import type { Context } from "../context.ts";
import { sha256 } from "../crypto.ts";
import { readLine, rfc3339 } from "../log/record.ts";
import { didOf } from "./key.ts";

export const frameOf = ({ publicUrl, policy }: Context): Frame => ({
  url: publicUrl,
  domain: policy.brand.domain,
  did: didOf(publicUrl),
  issuer: `${policy.brand.name.zh} 良迹 / ${policy.brand.name.en} Liangji`,
  sample: policy.sample,
});

/** Signs at this moment: what it says of states is of now. */
export const signed = (context: Context, document: Unsigned): object =>
  withProof(sha256, document, context.credentialKey.signerFor(didOf(context.publicUrl)), rfc3339(context.now()));

export async function personOf({ ledger }: Context, id: string): Promise<Person> {
  const actor = await ledger.actor(id);
  return { id, name: actor?.name ?? { zh: id, en: id } };
}
const placeOf = (index: number, entry: Entry): LogPlace => ({ index, leafDigest: hex(sha256(leafOf(entry))) });

type Issued = {
  readonly on: HistoryCertificate;
  readonly index: number;
  readonly entry: Entry;
  readonly document: CertificateDocument;
};
/** The words that the contract holds the hash of: a later record under the same number changes nothing. */
export async function issuedCertificate(context: Context, id: string): Promise<Issued> {
  const on = context.index.history.certificates.get(idHash(sha256, id));
  const known = await context.ledger.find("certificates", id);
  if (!on) throw known ? new Refusal("credential-too-early", { certificate: id }) : new Refusal("not-found");
  const index = await context.ledger.find("documents", on.documentHash);
  if (index === undefined) throw new Refusal("not-found");
  const { entry } = await readLine(context.store, index);
  if (entry.statement.type !== "liangji:CertificateDocument") throw new Refusal("not-found");
  return { on, index, entry, document: entry.statement };
}

export const documentOf = async (context: Context, id: string): Promise<Uint8Array> =>
  canonical((await issuedCertificate(context, id)).document);

export async function certificatePartsOf(context: Context, id: string): Promise<CertificateParts> {
  const { on, index, entry, document } = await issuedCertificate(context, id);
  const { ledger, names } = context;
  const { certificates, accreditations } = context.index.history;
  const accreditation = accreditations.get(`${on.body}/${on.scheme}`);
  const named = <T extends { readonly name: Person["name"] }>(shelf: "products" | "plots", ids: readonly string[]) =>
    Promise.all(
      ids.map(async (one) => {
        const line = (await ledger.find(shelf, one)) as { readonly statement: T } | undefined;
        return [one, line?.statement.name ?? { zh: one, en: one }] as const;
      }),
    );
  return {
    document,
    documentHash: on.documentHash,
    place: placeOf(index, entry),
    body: await personOf(context, entry.actor),
    ...(accreditation && { accreditor: await personOf(context, names.of(accreditation.accreditor)) }),
    holder: await personOf(context, document.holder),
    products: new Map(
      await named(
        "products",
        document.products.map(({ product }) => product),
      ),
    ),
    plots: new Map(await named("plots", document.plots)),
    validFrom: rfc3339(on.validFrom),
    validUntil: rfc3339(on.validTo),
    statusPlace: [...certificates.keys()].indexOf(idHash(sha256, id)),
  };
}

export const issueCertificate = async (context: Context, id: string): Promise<object> =>
  signed(context, certificateCredential(frameOf(context), await certificatePartsOf(context, id)));

export async function issueReport(context: Context, id: string): Promise<object> {
  const { ledger, index, names, store } = context;
  const line = await ledger.find("reports", id);
  if (!line) throw new Refusal("not-found");
  const batch = index.history.batches.get(idHash(sha256, line.statement.batch));
  const product = names.of(batch?.product ?? "");
  const defined = await ledger.find("products", product);
  return signed(
    context,
    reportCredential(frameOf(context), {
      report: line.statement,
      place: placeOf(line.index, (await readLine(store, line.index)).entry),
      laboratory: await personOf(context, line.actor),
      holder: await personOf(context, names.of(batch?.holder ?? "")),
      product: { id: product, name: defined?.statement.name ?? { zh: product, en: product } },
      limits: teaLimits,
    }),
  );
}

export async function issueCommitment(context: Context, id: string): Promise<object> {
  const line = await context.ledger.find("commitments", id);
  if (!line) throw new Refusal("not-found");
  const { statement, actor, index } = line;
  const product = (await context.ledger.find("products", statement.product))?.statement.name;
  return signed(
    context,
    commitmentCredential(frameOf(context), {
      commitment: statement,
      place: placeOf(index, (await readLine(context.store, index)).entry),
      issuer: await personOf(context, actor),
      product: product ?? { zh: statement.productName, en: statement.product },
    }),
  );
}
