import { randomBytes } from "node:crypto";
import type { ErrorRequestHandler, Response } from "express";
import type { Logger } from "pino";
import * as z from "zod/mini";
import { type Facts, Refusal, sentence, statusOfRefusal } from "#core/refusal.ts";

/** RFC 9457. `title` is for people, in Chinese; `code` is for programs and never changes its meaning. */
export const problem = z.object({
  type: z.literal("about:blank"),
  title: z.string(),
  titleEn: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.optional(z.string()),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  instance: z.optional(z.string()),
});
export type Problem = z.infer<typeof problem>;

/** Facts that are an actor's id: a sentence says the name that the actor goes by. */
const ACTORS = ["actor", "holder"];
type Name = { readonly zh: string; readonly en: string };
/** An actor's name, where the actor is known. */
export type NameOfActor = (actor: string) => Promise<Name | undefined>;

async function namesIn(facts: Facts, nameOf: NameOfActor): Promise<Readonly<Record<string, Name>>> {
  const found = ACTORS.map(async (fact) => {
    const actor = facts[fact];
    return [fact, typeof actor === "string" ? await nameOf(actor).catch(() => undefined) : undefined] as const;
  });
  return Object.fromEntries((await Promise.all(found)).flatMap(([fact, name]) => (name ? [[fact, name]] : [])));
}

/** @param names  what is said instead of a fact, by its name */
export function problemOf(
  { code, facts }: Refusal,
  instance?: string,
  names: Readonly<Record<string, Name>> = {},
): Problem {
  const said = (language: keyof Name): string => {
    const named = Object.entries(names).map(([fact, name]) => [fact, name[language]]);
    return sentence(code, { ...facts, ...Object.fromEntries(named) }, language);
  };
  const [title, titleEn] = [said("zh"), said("en")];
  const words = Object.entries(facts)
    .map(([name, value]) => `${name}=${value}`)
    .join(" ");
  return {
    type: "about:blank",
    title,
    titleEn,
    status: statusOfRefusal(code),
    code,
    ...(words && { detail: words }),
    facts,
    ...(instance && { instance }),
  };
}

async function sendProblem(res: Response, refusal: Refusal, nameOf: NameOfActor): Promise<void> {
  const body = problemOf(refusal, res.req.path.slice(0, 200), await namesIn(refusal.facts, nameOf));
  const seconds = refusal.facts.seconds;
  if (typeof seconds === "number") res.set("retry-after", String(seconds));
  if (refusal.code === "method-not-allowed") res.set("allow", String(refusal.facts.allowed));
  res.status(body.status).set("cache-control", "no-store").type("application/problem+json").send(JSON.stringify(body));
}

/** The one place where errors become answers. What is no refusal is our bug: its stack goes to the log under a number, the number to the reader. */
export const errorHandler =
  (log: Logger, nameOf: NameOfActor = async () => undefined): ErrorRequestHandler =>
  (error: unknown, _req, res, next) => {
    if (res.headersSent) return next(error);
    const refusal = error instanceof Refusal ? error : fromExpress(error);
    if (refusal) return sendProblem(res, refusal, nameOf);
    const id = randomBytes(6).toString("hex");
    log.error({ err: error, id }, "unexpected");
    return sendProblem(res, new Refusal("unexpected", { id }), nameOf);
  };

/** What body parsers and the router throw. */
function fromExpress(error: unknown): Refusal | undefined {
  const { type, limit, status } = error as { type?: unknown; limit?: unknown; status?: unknown };
  if (type === "entity.too.large") return new Refusal("body-too-large", { limit: Number(limit) });
  if (
    typeof type === "string" &&
    (type.startsWith("entity.") ||
      type.startsWith("encoding.") ||
      type.startsWith("charset.") ||
      type.startsWith("request."))
  )
    return new Refusal("body-not-json");
  if (error instanceof URIError) return new Refusal("not-found");
  // A body that does not unpack has no type of its own.
  if (status === 400) return new Refusal("body-not-json");
  return undefined;
}
