import { fromBase64 } from "#core/bytes.ts";
import { verifyTag } from "#core/tag/binding.ts";
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
      readonly line: number;
    }
  | { readonly kind: "foreign"; readonly said: { readonly zh: string; readonly en: string } }
  | { readonly kind: "impossible" | "unreachable" };

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
export async function tapOnce({ label }: Scene): Promise<boolean> {
  const tap = tapIn(location.search);
  if (!label || !tap || answer || !location.pathname.endsWith(`/s/${label.serial}`)) return false;
  answer = { of: label.serial, tapped: await send(label, tap) };
  return true;
}

type Said = Omit<Extract<Tapped, { kind: "read" }>, "kind"> & {
  readonly uid: string;
  readonly root: string;
  readonly index: number;
  readonly count: number;
  readonly proof: readonly string[];
};

async function send({ product, batch, serial }: Label, tap: object): Promise<Tapped> {
  let said: Said;
  try {
    const response = await post("/taps", { product, batch, serial, tap, token: token() });
    const body: unknown = await response.json();
    if (!response.ok) {
      const { code, title, titleEn } = body as { code: string; title: string; titleEn: string };
      return code.startsWith("tag-") ? { kind: "foreign", said: { zh: title, en: titleEn } } : { kind: "unreachable" };
    }
    said = body as Said;
  } catch {
    return { kind: "unreachable" };
  }
  try {
    const { uid, root, index, count, proof, ...told } = said;
    const { sha256 } = await cryptography();
    verifyTag(sha256, batch, { serial, uid }, { root, index, count, proof: proof.map(fromBase64) });
    await refuseOtherLine(said, batch);
    return { kind: "read", ...told };
  } catch {
    return { kind: "impossible" };
  }
}

/** The log's line must say what the pair was checked under. */
async function refuseOtherLine({ line, root, count }: Said, batch: string): Promise<void> {
  const response = await fetch(`/entries/${Number(line)}`, { credentials: "omit" });
  const { entry } = (await response.json()) as { entry: { statement: Record<string, unknown> } };
  const { statement } = entry;
  if (statement.type !== "liangji:TagsBound" || statement.root !== root) throw new TypeError("another root");
  if (statement.batch !== batch || statement.count !== count) throw new TypeError("another batch");
}
