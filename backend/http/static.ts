import { join } from "node:path";
import express, { type Router } from "express";

const assets = (dir: string): ReturnType<typeof express.static> =>
  express.static(join(dir, "assets"), { immutable: true, maxAge: "1y", index: false, fallthrough: true });

/** The built apps. Hashed names never change; everything else is asked for again. */
export function serveApps(router: Router, verifierDir: string, consoleDir: string): void {
  router.use("/assets", assets(verifierDir));
  router.use("/console/assets", assets(consoleDir));
  router.use("/console", express.static(consoleDir, { index: false, maxAge: 0 }));
  // The console's own addresses all open the one page.
  router.get(["/console", "/console/*path"], (_req, res, next) => {
    // From a root: a whole path would be refused for a folder with a dot in front of its name.
    res.set("cache-control", "no-cache").sendFile("index.html", { root: consoleDir }, (error) => error && next());
  });
  router.use("/scan/assets", assets(join(verifierDir, "scan")));
  router.get("/scan", (_req, res, next) => {
    res.set("cache-control", "no-cache").sendFile("scan/index.html", { root: verifierDir }, (error) => error && next());
  });
  router.use("/unit/assets", assets(join(verifierDir, "unit")));
  router.use(express.static(verifierDir, { index: false, maxAge: 0 }));
}
