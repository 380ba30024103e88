const MOST_MILLISECONDS = 15_000;

/** Asks the service, without saying who asks. */
export const post = (path: string, body: unknown): Promise<Response> =>
  fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    credentials: "omit",
    signal: AbortSignal.timeout(MOST_MILLISECONDS),
  });

let drawn = "";
/** Tells a reload from another device, and nothing else: drawn anew for each visit of a tab. */
export function token(): string {
  const fresh = () =>
    Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  try {
    drawn = sessionStorage.getItem("token") ?? (drawn || fresh());
    sessionStorage.setItem("token", drawn);
  } catch {
    drawn ||= fresh();
  }
  return drawn;
}
