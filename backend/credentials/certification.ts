import { idHash } from "#core/chain/questions.ts";
import { type Certification, certificationOf, productWith } from "#core/credential/schema-org.ts";
import type { LabelId } from "#core/label/url.ts";
import type { Context } from "../context.ts";
import { sha256 } from "../crypto.ts";
import { certificateStateAt } from "../read/certificate-state.ts";
import { issuedCertificate, personOf } from "./issue.ts";

async function certification(context: Context, id: string): Promise<Certification> {
  const { on, entry, document } = await issuedCertificate(context, id);
  return {
    certificate: id,
    title: document.title,
    body: (await personOf(context, entry.actor)).name,
    active: certificateStateAt(on, context.now()) === "in-force",
    conversion: document.conversion === true,
    validFrom: document.validFrom,
    validTo: document.validTo,
    credential: `${context.publicUrl}/certificates/${id}/credential`,
  };
}

export const readCertification = async (context: Context, id: string): Promise<object> => ({
  "@context": "https://schema.org",
  ...certificationOf(await certification(context, id)),
});

/** The product of a label with the certificate that its batch carries; nothing when it carries none. */
export async function productOfLabel(context: Context, { product, batch }: LabelId): Promise<object | undefined> {
  const carried = context.index.history.batches.get(idHash(sha256, batch))?.certificate ?? "";
  const id = context.names.of(carried);
  if (!context.index.history.certificates.has(idHash(sha256, id))) return undefined;
  const name = (await context.ledger.find("products", product))?.statement.name.zh ?? product;
  return productWith(name, [await certification(context, id)]);
}
