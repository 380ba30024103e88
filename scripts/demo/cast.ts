import { generateKeyPairSync } from "node:crypto";
import type { Step } from "#core/work/task.ts";
import { type Author, authorOf, sampleAuthor } from "../author.ts";
import { type Client, connect } from "../client.ts";
import { calendarOf } from "../sample/calendar.ts";
import { show } from "./say.ts";

/** One run of the demo: who acts, under which names, and when. Names carry a tag of their own, so that it can run many times on one service. */
export async function castOf(service: string) {
  const client: Client = await connect(service);
  const tag = Date.now().toString(36);
  const calendar = calendarOf(new Date());
  const fresh = (role: string): Author =>
    authorOf(`${role}-${tag}`, generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey);
  return {
    client,
    tag,
    calendar,
    season: calendar.season,
    operator: sampleAuthor("brand-operator"),
    accreditor: sampleAuthor("accreditor"),
    regulator: sampleAuthor("regulator"),
    grower: fresh("grower"),
    factory: fresh("factory"),
    packer: fresh("packer"),
    laboratory: fresh("lab"),
    body: fresh("body"),
    ids: {
      plot: `plot-${tag}`,
      leaf: `leaf-${tag}`,
      made: `tea-${tag}`,
      packed: `pack-${tag}`,
      certificate: `cert-${tag}`,
      scheme: `scheme-${tag}`,
    },
    did: async (title: string, author: Author, steps: readonly Step[]) =>
      show(title, await client.perform(author, steps)),
  };
}
export type Cast = Awaited<ReturnType<typeof castOf>>;
