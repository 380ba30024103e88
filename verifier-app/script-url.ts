type TrustedTypes = {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
};

/** Workers are named by files of this build only; where Trusted Types are enforced, nothing else can name one. */
const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy("files", {
  createScriptURL(url) {
    if (new URL(url, location.href).origin !== location.origin)
      throw new TypeError(`not a script of this page: ${url}`);
    return url;
  },
});
/** @returns an object where Trusted Types are known; Worker and register take it as they take a text */
export const scriptUrl = (url: string): string => policy?.createScriptURL(url) ?? url;
