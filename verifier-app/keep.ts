import { scriptUrl } from "./script-url.ts";

/** Lets what was just seen open again without a network. Where a browser has no such worker (WeChat, plain http) nothing is lost but that. */
export async function keepForOffline(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register(scriptUrl("/offline.js"));
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage([location.href]);
    // What was fetched before the worker was there, and what is fetched before it is in charge.
    new PerformanceObserver((list) => active?.postMessage(list.getEntries().map(({ name }) => name))).observe({
      type: "resource",
      buffered: true,
    });
  } catch {
    // Forbidden or failed: the page works as before.
  }
}
