import { render } from "preact";
import { App } from "./app.tsx";

const root = document.getElementById("app");
if (root) {
  root.textContent = "";
  render(<App />, root);
}
const OFFLINE = "/console/offline.js";
type TrustedTypes = { createPolicy(name: string, rules: object): { createScriptURL(url: string): string } };
/** Where Trusted Types are enforced, this is the only further script that anything here can name. */
const files = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy("files", {
  createScriptURL: () => OFFLINE,
});
// The console itself opens without signal; what it reads and writes is kept by the page.
if ("serviceWorker" in navigator)
  navigator.serviceWorker.register(files?.createScriptURL(OFFLINE) ?? OFFLINE, { scope: "/console/" }).catch(() => {});
