/** Lets what was just seen open again without a network. Where a browser has no such worker (WeChat, plain http) nothing is lost but that. */
export async function keepForOffline(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register("/offline.js");
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage([location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)]);
  } catch {
    // Forbidden or failed: the page works as before.
  }
}
