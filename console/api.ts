import { storage } from "./storage.ts";

/** The service said no: a code, and its sentence in both languages (application/problem+json). */
export class Refused extends Error {
  readonly code: string;
  readonly status: number;
  readonly words: { readonly zh: string; readonly en: string };
  constructor(status: number, code: string, words: { zh: string; en: string }) {
    super(code);
    this.status = status;
    this.code = code;
    this.words = words;
  }
}
/** No answer: no signal, or nobody at the other end. */
export class Unreachable extends Error {}

const TIMEOUT_MS = 60_000;

export async function request<T>(path: string, init: RequestInit = {}): Promise<T> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    text = await response.text();
  } catch {
    throw new Unreachable(path);
  }
  const body = parse(text);
  if (response.ok && body !== undefined) return body as T;
  const { code, title, titleEn } = (body ?? {}) as { code?: unknown; title?: unknown; titleEn?: unknown };
  // A gateway's own page is no answer of the service.
  if (typeof code !== "string") throw new Unreachable(`${path} ${response.status}`);
  throw new Refused(response.status, code, { zh: String(title ?? code), en: String(titleEn ?? title ?? code) });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const post = <T>(path: string, body: unknown): Promise<T> =>
  request(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

/** An answer, and when it was given if it is one kept from before. */
export type Answered<T> = { readonly body: T; readonly keptAt?: number };

/** Reads, and keeps what it read for when there is no signal. */
export async function read<T>(path: string): Promise<Answered<T>> {
  const database = await storage();
  try {
    const body = await request<T>(path);
    await database.put("answers", { path, body, at: Date.now() });
    return { body };
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    const kept = await database.get("answers", path);
    if (!kept) throw error;
    return { body: kept.body as T, keptAt: kept.at };
  }
}
