/** What of the service's own is kept, and how. */
export const isFile = (path: string): boolean => path.startsWith("/assets/") || path.startsWith("/scan/assets/");
export const isProof = (path: string): boolean => path.startsWith("/evidence/");
export const isPage = (path: string): boolean => path.startsWith("/p/");
export const isOurs = (path: string): boolean =>
  isFile(path) || isProof(path) || isPage(path) || ["/", "/index.html", "/policy.json", "/scan"].includes(path);
