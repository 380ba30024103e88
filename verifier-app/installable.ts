/** Lets a browser offer to install the page. By script, after the first verdict: it is no part of that. */
export function makeInstallable(language: "zh" | "en"): void {
  const link = document.createElement("link");
  Object.assign(link, { rel: "manifest", href: `/${language}.webmanifest` });
  document.head.append(link);
}
