import { hex } from "#core/bytes.ts";
import { labelRoot } from "#core/label/tree.ts";
import { labelPath } from "#core/label/url.ts";
import { acceptBatch, closeBatch, openBatch, pack } from "#core/work/batch.ts";
import { issue } from "#core/work/certificate.ts";
import { activate, mint } from "#core/work/labels.ts";
import { sha256 } from "../author.ts";
import { brand } from "../sample/cast.ts";
import { sampleSerials } from "../sample/serials.ts";
import type { Cast } from "./cast.ts";
import { refused, show } from "./say.ts";

/** Steps 3 and 4: certificate, packing, labels. Returns the path of the first label. */
export async function certifyAndPack(cast: Cast): Promise<string> {
  const { client, calendar, season, packer, body, ids, did } = cast;
  await did(
    "3 签发证书 issue the certificate",
    body,
    issue(sha256, {
      occurredAt: calendar.at(1, "19:00"),
      certificate: ids.certificate,
      title: { zh: "示例证书", en: "Sample certificate" },
      scheme: ids.scheme,
      schemeName: { zh: "示例规则", en: "Sample scheme" },
      holder: packer.actor,
      products: [{ product: "green-tea-50g", volumeGrams: 15_000 }],
      plots: [ids.plot],
      validFrom: calendar.day(2),
      validTo: `${season + 1}-12-31`,
    }),
  );

  const packing = (grams: number) =>
    pack(sha256, brand.domain, {
      site: packer.actor,
      time: calendar.at(1, "20:00"),
      source: ids.made,
      sourceProduct: "made-tea",
      gramsIn: grams,
      batch: ids.packed,
      product: "green-tea-50g",
      gramsOut: grams,
      season,
      certificate: ids.certificate,
      count: grams / 50,
      unitGrams: 50,
      bestBefore: `${season + 2}-06-30`,
    });
  await did("4 签收 take over the tea", packer, acceptBatch(sha256, { batch: ids.made, grams: 20_000 }));
  await did(
    "4 开包装批次 open the pack batch",
    packer,
    openBatch(sha256, { batch: ids.packed, product: "green-tea-50g", season }),
  );
  await refused("4 超过证书数量的装袋 packing beyond the certificate", "certificate-volume", () =>
    client.perform(packer, packing(15_050)),
  );
  await did("4 装袋 packing", packer, packing(15_000));
  await did(
    "4 封账 close the pack batch",
    packer,
    closeBatch(sha256, {
      batch: ids.packed,
      leafHashes: await client.leafHashes(`batch/${ids.packed}`),
      nextHolder: packer.actor,
    }),
  );
  const mintOf = async (count: number) => {
    const serials = sampleSerials(ids.packed, count);
    const planned = mint(sha256, { batch: ids.packed, serials, unitGrams: 50 });
    return client.send({
      what: "Mint",
      path: "/mints",
      body: { ...(await client.signAct(packer, planned.act, planned.message)), serials },
    });
  };
  await refused("4 多印一枚标签 one label too many", "batch-mass-exceeded", () => mintOf(301));
  show("4 发码 mint 300 labels", [await mintOf(300)]);
  const serials = sampleSerials(ids.packed, 300);
  await did("4 启用 activate", packer, activate(`0x${hex(labelRoot(sha256, ids.packed, serials))}`));
  return labelPath({ product: "green-tea-50g", batch: ids.packed, serial: serials[0] ?? "" });
}
