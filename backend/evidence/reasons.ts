import { hex, utf8 } from "#core/bytes.ts";
import { idHash } from "#core/chain/questions.ts";
import type { Context } from "../context.ts";
import { sha256 } from "../crypto.ts";
import type { KnownLabel } from "../labels/label.ts";

/** Texts behind the reason hashes that a reader of this label meets: recalls, the certificate's changes, this code's voiding. */
export function reasonsFor(
  { index }: Context,
  { mint, place }: KnownLabel,
  batches: readonly string[],
): Record<string, string> {
  const { history } = index;
  const own = batches.flatMap((batch) => history.batches.get(idHash(sha256, batch)) ?? []);
  const texts = [
    ...own.map(({ recallReason }) => recallReason),
    ...own.flatMap(({ certificate }) =>
      (history.certificates.get(certificate)?.states ?? []).map(({ reason }) => reason),
    ),
    mint.voided[place.index] ?? "",
  ];
  return Object.fromEntries(texts.filter((text) => text !== "").map((text) => [hex(sha256(utf8(text))), text]));
}
