import { hex, utf8 } from "#core/bytes.ts";
import { idHash } from "#core/chain/questions.ts";
import { text } from "#core/statement/fields.ts";
import type { Context } from "../context.ts";
import { sha256 } from "../crypto.ts";
import type { KnownLabel } from "../labels/label.ts";

/**
 * Texts behind the reason hashes that a reader of this label meets: recalls, the certificate's changes, this code's voiding. A contract
 * takes any bytes for a reason; what is no text that can be shown is left out, or it would make the whole file unreadable.
 */
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
    mint.voided[place.index]?.reason ?? "",
  ];
  const shown = texts.filter((one) => text.safeParse(one).success);
  return Object.fromEntries(shown.map((one) => [hex(sha256(utf8(one))), one]));
}
