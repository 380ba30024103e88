import type { RequestHandler } from "express";
import helmet from "helmet";

const SCANNER = "/scan";

/** No third party, no inline script. Over plain http (a phone on the LAN) nothing may demand https. */
export function securityHeaders(publicUrl: string): RequestHandler {
  const secure = publicUrl.startsWith("https://");
  const everywhere = helmetFor(secure, []);
  // The scanner's decoder is WebAssembly, in a worker that obeys the headers it came with. Nothing else compiles anything.
  const scanner = helmetFor(secure, ["'wasm-unsafe-eval'"]);
  return (req, res, next) => {
    const scanning = req.path === SCANNER || req.path.startsWith(`${SCANNER}/`);
    res.set("permissions-policy", `camera=${scanning ? "(self)" : "()"}, geolocation=(), microphone=()`);
    (scanning ? scanner : everywhere)(req, res, next);
  };
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
        scriptSrc: ["'self'", ...scripts],
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
        ...(secure && { upgradeInsecureRequests: [] }),
      },
    },
  });
