import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { RequestHandler } from "express";
import helmet from "helmet";

const SCANNER = "/scan";
const UNIT = "/u";
const CONSOLE = "/console";
const LABEL = "/p";
const PROMISE = "/hgz";

/**
 * No third party, and of scripts only the few words that each page begins with, by their hash, and what they load. Over plain http (a phone
 * on the LAN) nothing may demand https.
 */
export function securityHeaders(publicUrl: string, verifierDir: string, consoleDir: string): RequestHandler {
  const secure = publicUrl.startsWith("https://");
  const page = helmetFor(secure, inlineOf(join(verifierDir, "index.html")));
  const workbench = helmetFor(secure, inlineOf(join(consoleDir, "index.html")));
  const unit = helmetFor(secure, inlineOf(join(verifierDir, "unit/index.html")));
  const form = helmetFor(secure, []);
  // The scanner's decoder is WebAssembly, in a worker that obeys the headers it came with. Nothing else compiles anything.
  const scanner = helmetFor(secure, [...inlineOf(join(verifierDir, "scan/index.html")), "'wasm-unsafe-eval'"]);
  return (req, res, next) => {
    const under = (path: string) => req.path === path || req.path.startsWith(`${path}/`);
    const scanning = under(SCANNER);
    const working = under(CONSOLE);
    // A packer looks at packs before they go into a box. On a buyer's tap the label's page looks through the camera and shows the way; a panorama's author asks where it was taken.
    const camera = scanning || working || under(LABEL);
    res.set("permissions-policy", permissions({ camera, position: working || under(LABEL) }));
    const policy = scanning ? scanner : working ? workbench : under(UNIT) ? unit : under(PROMISE) ? form : page;
    policy(req, res, next);
  };
}

/** How a phone is held and where north is comes from three sensors (Device Orientation §9); the panorama follows it too. */
function permissions({ camera, position }: { camera: boolean; position: boolean }): string {
  const own = (is: boolean) => (is ? "(self)" : "()");
  const sensors = ["accelerometer", "gyroscope", "magnetometer"].map((name) => `${name}=${own(position)}`).join(", ");
  return `camera=${own(camera)}, geolocation=${own(position)}, ${sensors}, microphone=()`;
}

/** CSP sources of a built page's inline scripts; none where it was not built. */
function inlineOf(file: string): readonly string[] {
  if (!existsSync(file)) return [];
  const scripts = readFileSync(file, "utf8").matchAll(/<script>([\s\S]*?)<\/script>/g);
  return Array.from(scripts, ([, text = ""]) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
}

const helmetFor = (secure: boolean, scripts: readonly string[]): RequestHandler =>
  helmet({
    strictTransportSecurity: secure,
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: secure ? { policy: "same-origin" } : false,
    originAgentCluster: secure,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: scripts.length > 0 ? [...scripts, "'strict-dynamic'"] : ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", "data:", "blob:"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ["start", "files"],
        ...(secure && { upgradeInsecureRequests: [] }),
      },
    },
  });
