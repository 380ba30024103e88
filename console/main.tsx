import { render } from "preact";
import { App } from "./app.tsx";

const root = document.getElementById("app");
if (root) {
  root.textContent = "";
  render(<App />, root);
}
// The console itself opens without signal; what it reads and writes is kept by the page.
if ("serviceWorker" in navigator)
  navigator.serviceWorker.register("/console/offline.js", { scope: "/console/" }).catch(() => {});
