import { useEffect, useState } from "preact/hooks";

/** `#/certificate/cert-0001` → ["certificate", "cert-0001"]. What follows the hash never reaches a server. */
export const parseRoute = (hash: string): readonly string[] =>
  hash.replace(/^#\/?/, "").split("/").filter(Boolean).map(decodePart);

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}

export const hrefOf = (...parts: readonly string[]): string => `#/${parts.map(encodeURIComponent).join("/")}`;
export const go = (...parts: readonly string[]): void => {
  location.hash = hrefOf(...parts);
};

export function useRoute(): readonly string[] {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const changed = () => setHash(location.hash);
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  return parseRoute(hash);
}
