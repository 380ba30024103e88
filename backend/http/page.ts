import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { batchSeries } from "#core/ledger/series-of.ts";
import { sentence } from "#core/refusal.ts";
import type { Context } from "../context.ts";
import { productOfLabel } from "../credentials/certification.ts";
import type { KnownLabel } from "../labels/label.ts";
import { readSeries } from "../log/series.ts";

/** What the page says before the phone has checked anything, and to readers without script. */
export type ServerWords = {
  readonly title: string;
  readonly lines: readonly string[];
  readonly sample?: boolean;
  /** schema.org, for search engines: a data block, which is never run and which a content security policy does not concern. */
  readonly linked?: object | undefined;
};

const BARE = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title><!--server:title--></title></head><body><div id="server-words"><!--server:words--></div></body></html>`;

/** @param page `index.html`, or that of a page of its own */
export const readTemplate = (verifierDir: string, page = "index.html"): string => {
  const file = join(verifierDir, page);
  return existsSync(file) ? readFileSync(file, "utf8") : BARE;
};

export function fillPage(template: string, { title, lines, sample, linked }: ServerWords): string {
  const words = lines.map((line) => `<p class="line">${escapeHtml(line)}</p>`).join("");
  const strip = sample ? `<p class="strip"><b>示例数据</b>　<span>企业、检测、证书、数量都是虚构的</span></p>` : "";
  // As functions: a "$&" in a name must stay what it is.
  return template
    .replace("<!--server:title-->", () => escapeHtml(title))
    .replace("<!--server:words-->", () => strip + words)
    .replace("</body>", () => `${linked ? dataBlock(linked) : ""}</body>`);
}

/** After everything else, so that the page does not wait for it. No name in it can end the block. */
const dataBlock = (linked: object): string =>
  `<script type="application/ld+json">${JSON.stringify(linked).replaceAll("<", "\\u003c")}</script>`;

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

export async function wordsFor(context: Context, { id }: KnownLabel): Promise<ServerWords> {
  const { ledger, store, policy } = context;
  const series = batchSeries(id.batch);
  const lines = await readSeries(store, series, await ledger.length(series));
  const packing = lines
    .map(({ entry }) => entry.statement)
    .find((statement) => statement.type === "TransformationEvent" && statement.bizStep === "packing");
  const product = (await ledger.find("products", id.product))?.statement.name.zh ?? id.product;
  const packedOn = packing?.type === "TransformationEvent" ? packing.eventTime.slice(0, 10) : undefined;
  return {
    title: product,
    sample: policy.sample,
    linked: await productOfLabel(context, id),
    lines: [product, `批次 ${id.batch}`, ...(packedOn ? [`包装日期 ${packedOn}`] : []), "尚未在您的手机上核验。"],
  };
}

export const wordsForUnknown = (): ServerWords => {
  const line = sentence("label-unknown", {}, "zh");
  return { title: "没有发过这个码", lines: [line] };
};
