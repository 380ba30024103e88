/** As much of a service worker's surroundings as is used (Service Workers §4): TypeScript's own types of them exclude those of a page. */
type Later = { waitUntil(promise: Promise<unknown>): void };
export type FetchEvent = Later & {
  readonly request: Request;
  readonly resultingClientId: string;
  /** What the browser asked for while this worker was starting (§4.5.4, navigation preload). */
  readonly preloadResponse?: Promise<Response | undefined>;
  respondWith(response: Promise<Response>): void;
};
export type Said<Data> = Later & { readonly data: Data; readonly source: { postMessage(data: unknown): void } | null };
type Shown = { navigate(url: string): Promise<unknown> };

export const scope = globalThis as unknown as {
  readonly location: Location;
  readonly clients: { claim(): Promise<void>; get(id: string): Promise<Shown | undefined> };
  readonly registration: {
    readonly navigationPreload?: { enable(): Promise<void>; setHeaderValue(value: string): Promise<void> };
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: Later) => void): void;
  addEventListener(type: "fetch", listener: (event: FetchEvent) => void): void;
  addEventListener(type: "message", listener: (event: Said<unknown>) => void): void;
};
