import { type ActName, acts } from "#core/act/acts.ts";
import type { Entry } from "#core/entry.ts";
import type { Pair } from "#core/tag/binding.ts";
import { post, Refused } from "../api.ts";
import { store } from "./attach.ts";
import type { Job, JobStep, Receipt } from "./job.ts";
import { readNonce, type Signer, signAct } from "./sign.ts";

type Save = (step: JobStep) => Promise<void>;

/** Takes one step of a job; safe to call again when nobody knows whether it was taken. */
export async function deliver(signer: Signer, job: Job, step: JobStep, save: Save): Promise<Receipt> {
  if (step.kind === "entry") return step.pairs ? bindTags(step.entry, step.pairs) : deliverEntry(step.entry);
  if (step.kind === "file") {
    const { bytes, ...rest } = step;
    if (bytes) await store(signer, { ...rest, bytes });
    await save(rest);
    return {};
  }
  const act: ActName = step.kind === "mint" ? "Mint" : step.act;
  const again = step.signed !== undefined;
  const signed = step.signed ?? (await signAct(signer, act, step.message));
  if (!again) await save({ ...step, signed });
  try {
    const { blockNumber } = await send(step, act, signed, job.ids);
    return { block: blockNumber };
  } catch (error) {
    // "Not now" leaves open what became of an earlier try: what was signed stays, and counts once.
    if (!(error instanceof Refused) || error.status === 429 || error.status === 503) throw error;
    const stale = error.code === "act-nonce" || error.code === "act-expired" || error.code === "act-signature-wrong";
    // This device sends in order and alone: if the number is spent, it was spent by this very act.
    if (again && stale && (await readNonce(act, job.actor)) > Number(signed.message.nonce)) return {};
    const { signed: _, ...bare } = step;
    await save(bare);
    throw error;
  }
}

type Relayed = { readonly transactionHash: string; readonly blockNumber: number };
const send = (
  step: Exclude<JobStep, { kind: "entry" | "file" }>,
  act: ActName,
  signed: object,
  ids: readonly string[],
): Promise<Relayed> =>
  step.kind === "mint"
    ? post("/mints", { ...signed, serials: step.serials, ...(step.hidden && { hidden: step.hidden }) })
    : post("/acts", { contract: acts[act].contract, act, ...signed, ids });

async function deliverEntry(entry: Entry): Promise<Receipt> {
  const [path, body] = asRequest(entry);
  try {
    const { entries } = await post<{ entries: readonly { index: number }[] }>(path, body);
    const index = entries[0]?.index;
    return index === undefined ? {} : { index };
  } catch (error) {
    // The last try did arrive.
    if (error instanceof Refused && error.code === "entry-duplicate") return {};
    throw error;
  }
}

const bindTags = (entry: Entry, pairs: readonly Pair[]): Promise<Receipt> => post("/tags", { entry, pairs });

/** EPCIS events go as an EPCIS 2.0 document, our own records as they are. */
function asRequest(entry: Entry): [string, unknown] {
  const { statement, ...proof } = entry;
  if (statement.type !== "ObjectEvent" && statement.type !== "TransformationEvent")
    return ["/entries", { entries: [entry] }];
  return [
    "/capture",
    {
      "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
      type: "EPCISDocument",
      schemaVersion: "2.0",
      creationDate: new Date().toISOString(),
      epcisBody: { eventList: [{ ...statement, "liangji:proof": proof }] },
    },
  ];
}
