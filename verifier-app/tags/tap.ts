import { headIn } from "#core/evidence/verify-line.ts";
import { verifyBound } from "#core/tag/bound.ts";
import { post, token } from "../ask.ts";
import { cryptography } from "../cryptography.ts";
import type { Label, Scene } from "../scene.ts";

/**
 * What came of a seal tag's tap. That the packer put this tag on this label, the phone checks by itself; that the tag
 * answered now, and whether it was opened, is the service's word: only who keeps the tags' keys can tell.
 */
export type Tapped =
  | {
      readonly kind: "read";
      readonly state: "now" | "again" | "old";
      readonly loop: "closed" | "open" | "unclear" | "none";
      readonly accepted: number;
      readonly openedAt?: number;
      /** Absent: bound after the page of the log that this phone holds. */
      readonly line?: number;
    }
  | { readonly kind: "foreign"; readonly said: { readonly zh: string; readonly en: string } }
  | { readonly kind: "impossible" | "unreachable" };

type Source = NonNullable<Scene["source"]>;
let answer: { readonly of: string; readonly tapped: Tapped } | undefined;

/** The parameters that a tag adds to its label's address; undefined where the code was scanned or typed. */
function tapIn(search: string) {
  const query = new URLSearchParams(search);
  const [picc_data, enc, cmac] = ["picc_data", "enc", "cmac"].map((name) => query.get(name) ?? undefined);
  return picc_data && cmac ? { picc_data, cmac, ...(enc && { enc }) } : undefined;
}

/** What is known of this label's tag; undefined before the service was asked, and where no tag was tapped. */
export const tappedFor = (label: Label | undefined): Tapped | undefined =>
  label && answer?.of === label.serial ? answer.tapped : undefined;

/** A tap is sent once for each opening of a label's own page. */
export async function tapOnce({ label, source }: Scene): Promise<boolean> {
  const tap = tapIn(location.search);
  if (!label || !source || !tap || answer || !location.pathname.endsWith(`/s/${label.serial}`)) return false;
  answer = { of: label.serial, tapped: await send(label, tap, source) };
  return true;
}

type Said = Omit<Extract<Tapped, { kind: "read" }>, "kind" | "line"> & {
  readonly uid: string;
  readonly bound?: unknown;
};

async function send({ product, batch, serial }: Label, tap: object, source: Source): Promise<Tapped> {
  let said: Said;
  try {
    const { size } = headIn(source.bundle);
    const response = await post("/taps", { product, batch, serial, tap, token: token(), size });
    const body: unknown = await response.json();
    if (!response.ok) {
      const { code, title, titleEn } = body as { code: string; title: string; titleEn: string };
      return code.startsWith("tag-") ? { kind: "foreign", said: { zh: title, en: titleEn } } : { kind: "unreachable" };
    }
    said = body as Said;
  } catch {
    return { kind: "unreachable" };
  }
  const { uid, bound, ...told } = said;
  if (bound === undefined) return { kind: "read", ...told };
  try {
    const { line } = await verifyBound(source, { serial, uid }, bound, await cryptography());
    return { kind: "read", ...told, line: line.index };
  } catch {
    return { kind: "impossible" };
  }
}
