import { fill } from "#core/commitment/filled.ts";
import { retention } from "#core/commitment/retention.ts";
import type { viewOf } from "./view.ts";

/** What a certificate is printed on. */
export const papers = ["58", "80", "a4"] as const;
export type Paper = (typeof papers)[number];

const states = {
  issued: "有效",
  attached: "有效，已附在货上",
  shared: "有效，已交给买方",
  consumed: "有效，货已收完",
  voided: "已作废",
  superseded: "已被更正",
  disputed: "买方报告不符，等待核实",
} as const;

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
const lines = (all: readonly string[], tag = "p"): string =>
  all.map((one) => `<${tag}>${escapeHtml(one)}</${tag}>`).join("");

/**
 * The public page of one 承诺达标合格证, which is also what is printed: the fixed words first, in Chinese and nothing else, with the QR code
 * and the words that must stand at it. What became of it stands under the form and is not printed.
 */
export function commitmentPage(view: ReturnType<typeof viewOf>, paper: Paper, sample: boolean): string {
  const { document, state, because, index } = view;
  const { form, boxes, fields } = fill(document);
  const number = document.certificate.toUpperCase();
  const issuedOn = document.occurredAt.slice(0, 10);
  const out = state === "voided" || state === "superseded" || state === "disputed";
  const marked = sample ? '<p class="sample">示例数据</p>' : "";
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><title>${escapeHtml(form.title)} ${escapeHtml(number)}</title><link rel="stylesheet" href="/hgz.css"></head>
<body class="p${paper}"><main>
<article class="form${out ? " out" : ""}">
<h1>${escapeHtml(form.title)}</h1>
<section class="pledge">${lines([form.pledge, ...form.promises])}</section>
<section class="basis"><p>${escapeHtml(form.basisTitle)}</p>${lines(
    boxes.map(({ text }) => text),
    "span",
  )}</section>
<dl>${fields.map(({ label, value }) => `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd></div>`).join("")}</dl>
<figure><img src="/hgz/${escapeHtml(document.certificate)}/qr.svg" alt="合格证网址的二维码"><figcaption>${escapeHtml(form.title)}</figcaption></figure>
${marked}</article>
<aside>
<h2>现在的状态</h2>
<p><b>${states[state]}</b>${because ? `：${escapeHtml(because.reason)}` : ""}</p>
<p>编号 ${escapeHtml(number)}，批次 ${escapeHtml(document.batch)}，记在账本第 ${index} 行（<a href="/entries/${index}">原文</a>）。由承诺主体自己的钥匙签名；别人可以代填、代打印，不能代签。</p>
<h2>要保存到</h2>
<ul>${retention(issuedOn)
    .map(({ what, law, until }) => `<li>${escapeHtml(what.zh)}：${until}（${escapeHtml(law)}）</li>`)
    .join("")}</ul>
<nav>${papers.map((one) => `<a href="/hgz/${escapeHtml(document.certificate)}/${one}"${one === paper ? ' aria-current="page"' : ""}>${one === "a4" ? "A4 纸" : `${one} mm 热敏纸`}</a>`).join("")}</nav>
<p>打印：用浏览器的“打印”，也可以存成 PDF。</p>
</aside></main></body></html>
`;
}
