import { Worker } from "node:worker_threads";
import QRCode from "qrcode";
import type { ComplaintView } from "#core/complaint/message.ts";
import { tellStory } from "#core/evidence/tell.ts";
import { exhibitOf } from "#core/exhibit/content.ts";
import { exhibitText, withSignature } from "#core/exhibit/signed.ts";
import { type LabelId, labelPath } from "#core/label/url.ts";
import { composeReceipt } from "#core/receipt/compose.ts";
import { Refusal } from "#core/refusal.ts";
import { readComplaint } from "../complaints/desk.ts";
import type { Context } from "../context.ts";
import { sha256 } from "../crypto.ts";
import { answerNow, signReceipt } from "../receipts/answer.ts";
import { takeTurns } from "../witness/turns.ts";
import type { ExhibitJob } from "./pdf.ts";

const MOST_WAITING = 8;
const MOST_MILLISECONDS = 30_000;
const inTurn = takeTurns(MOST_WAITING);

/** One label's exhibit, signed: what stands in it is what was found while it was made. */
export async function makeExhibit(
  context: Context,
  id: LabelId,
  complaint?: string,
): Promise<{ readonly name: string; readonly pdf: Uint8Array }> {
  const told = complaint === undefined ? undefined : await complaintAbout(context, id, complaint);
  return inTurn("exhibit", async () => {
    const { policy, publicUrl, key } = context;
    const answered = await answerNow(context, id);
    const { bundle, judgement, chain } = answered;
    const url = `${publicUrl}${labelPath(id)}`;
    const name = `liangji-${id.batch}-${id.serial}`;
    const files = { pdf: `${name}.pdf`, attached: `${name}-receipt.json` };
    const view = "unavailable" in chain ? undefined : chain;
    const { data, size } = QRCode.create(url, { errorCorrectionLevel: "M" }).modules;
    const pdf = await set({
      blocks: exhibitOf({
        ...{ policy, answered, receipt: composeReceipt(sha256, answered), complaint: told, url, files },
        ...(judgement.summary && { story: tellStory(bundle, policy, view, sha256) }),
      }),
      serial: id.serial,
      qr: Array.from({ length: size }, (_, y) => Array.from({ length: size }, (_, x) => data[y * size + x] === 1)),
      at: answered.askedAt,
      attached: { name: files.attached, json: JSON.stringify(signReceipt(context, answered)) },
    });
    return { name: files.pdf, pdf: withSignature(pdf, key.signNote(exhibitText(sha256, pdf))) };
  });
}

/** A complaint is about a batch; one that names none may stand in any exhibit. */
async function complaintAbout(context: Context, { product, batch }: LabelId, number: string): Promise<ComplaintView> {
  const one = await readComplaint(context, number);
  if ((one.batch ?? batch) !== batch || (one.product ?? product) !== product)
    throw new Refusal("exhibit-other-complaint", { complaint: number });
  return one;
}

function set(job: ExhibitJob): Promise<Uint8Array> {
  const thread = new Worker(new URL("thread.ts", import.meta.url), { workerData: job });
  const late = setTimeout(() => void thread.terminate(), MOST_MILLISECONDS);
  return new Promise<Uint8Array>((done, failed) => {
    thread.once("message", done);
    thread.once("error", failed);
    thread.once("exit", (code) => failed(new Error(`the thread that sets exhibits ended with ${code}`)));
  }).finally(() => clearTimeout(late));
}
