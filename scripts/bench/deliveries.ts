import type { Entry } from "#core/entry.ts";
import { openBatch } from "#core/work/batch.ts";
import { admit } from "#core/work/people.ts";
import { type Author, sampleAuthor, sha256 } from "../author.ts";
import { type Client, epcisDocument } from "../client.ts";
import type { Sender } from "./load.ts";
import { penFor } from "./pen.ts";
import { growers, pickingOf, plantingOf, type Said, sprayOf, surveyOf } from "./stories.ts";

const PLOTS_PER_CAPTURE = 5;
const EVENTS_PER_PLOT = 20;
const SURVEYS_PER_REQUEST = 100;

/** Growers with a batch each, who pick leaf over HTTP. Everything is signed before any of it is sent. */
export type Deliveries = {
  /** Makes so many growers known to the chain, and opens their batches there. */
  prepare(count: number): Promise<void>;
  /** Captures of 100 events each: five plots, planted, sprayed four times and picked fifteen times. First the surveys to be sent before. */
  captures(senders: number, each: number): { surveys: Sender; senders: readonly Sender[] };
  /** Captures of one picking each. */
  singles(senders: number, each: number): { surveys: Sender; senders: readonly Sender[] };
};

export function deliveriesTo(client: Client, operator: Author): Deliveries {
  const pen = penFor(client.policy.log.origin);
  const authors = growers.map(({ actor }) => sampleAuthor(actor));
  let plots = 0;
  const newPlot = (): string => `load-plot-${plots++}`;
  const batchOf = ({ actor }: Author): string => `load-${actor}`;
  const asRequest = (entries: readonly Entry[]) => ({ path: "/capture", body: JSON.stringify(epcisDocument(entries)) });

  function surveysOf(surveyed: readonly Said[]): Sender {
    const entries = surveyed.map(pen);
    return Array.from({ length: Math.ceil(entries.length / SURVEYS_PER_REQUEST) }, (_, n) => ({
      path: "/entries",
      body: JSON.stringify({ entries: entries.slice(n * SURVEYS_PER_REQUEST, (n + 1) * SURVEYS_PER_REQUEST) }),
    }));
  }

  return {
    prepare: async (count) => {
      for (const { actor, name, roles } of growers.slice(0, count)) {
        const author = sampleAuthor(actor);
        const [act] = admit(sha256, {
          subject: actor,
          name,
          roles,
          publicKey: author.publicKey,
          verifier: client.policy.chain.contracts.WebCryptoP256Verifier,
          validFrom: 0,
          validTo: 4_102_444_800,
          occurredAt: "2026-01-01T07:00:00+08:00",
        });
        if (act) await client.perform(operator, [act]);
        await client.perform(
          author,
          openBatch(sha256, { batch: batchOf(author), product: "fresh-leaf", season: 2026 }),
        );
      }
    },
    captures: (count, each) => {
      const surveyed: Said[] = [];
      const senders = authors.slice(0, count).map((author) =>
        Array.from({ length: each }, () => {
          const said = Array.from({ length: PLOTS_PER_CAPTURE }, () => {
            const plot = newPlot();
            surveyed.push(...surveyOf(plot, author.actor));
            return [
              ...plantingOf(author, plot),
              ...[0, 1, 2, 3].flatMap((n) => sprayOf(author, plot, n)),
              ...Array.from({ length: EVENTS_PER_PLOT - 5 }, (_, n) =>
                pickingOf(author, plot, batchOf(author), n),
              ).flat(),
            ];
          }).flat();
          return asRequest(said.map(pen));
        }),
      );
      return { surveys: surveysOf(surveyed), senders };
    },
    singles: (count, each) => {
      const surveyed: Said[] = [];
      const senders = authors.slice(0, count).map((author) => {
        let plot = "";
        return Array.from({ length: each }, (_, n) => {
          if (n % EVENTS_PER_PLOT === 0) {
            plot = newPlot();
            surveyed.push(...surveyOf(plot, author.actor));
          }
          return asRequest(pickingOf(author, plot, batchOf(author), n).map(pen));
        });
      });
      return { surveys: surveysOf(surveyed), senders };
    },
  };
}
