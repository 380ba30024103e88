import { generateKeyPairSync, sign } from "node:crypto";
import { base64, base64url, fromBase64url, hex, utf8 } from "#core/bytes.ts";
import { type Entry, leafOf, type Statement } from "#core/entry.ts";
import type { Bundle } from "#core/evidence/bundle.ts";
import type { ChainView } from "#core/evidence/chain-view.ts";
import type { Policy } from "#core/evidence/policy.ts";
import { encodeSerial } from "#core/label/serial.ts";
import { labelProof, labelRoot } from "#core/label/tree.ts";
import { encodeCheckpoint } from "#core/log/checkpoint.ts";
import { logId } from "#core/log/id.ts";
import { encodeVkey, noteWith, parseVkey, signatureLine } from "#core/log/note.ts";
import { consistencyProof, inclusionProof, leafHash, root } from "#core/log/tree.ts";
import { utcSeconds } from "#core/statement/clock.ts";
import { batchUri, plotUri } from "#core/statement/uri.ts";
import { ORIGIN, type Person, person, sha256, signEntry } from "./person.ts";
import { viewOf } from "./world-view.ts";

const DOMAIN = "id.test.example";
const NOW = utcSeconds("2026-03-25T15:30:00+08:00");
const ZONE = "+08:00";

export type World = {
  readonly bundle: Bundle;
  readonly policy: Policy;
  readonly view: ChainView;
  readonly now: number;
  readonly people: Readonly<Record<string, Person>>;
};

/** What may go otherwise: the last day of spraying, who releases leaf that was picked too soon after it, and who takes the report back. */
type Otherwise = {
  readonly stoppedOn?: string;
  readonly releasedBy?: "operator" | "grower";
  readonly withdrawnBy?: "laboratory" | "operator";
};

/** One true story, small and whole: a plot sprayed and picked, leaf made into tea, tested, certified, packed, labelled, anchored. */
export function world({ stoppedOn = "2026-02-20", releasedBy, withdrawnBy }: Otherwise = {}): World {
  const operator = person("operator", "operator");
  const accreditor = person("accreditor", "accreditor");
  const people = {
    operator,
    accreditor,
    grower: person("grower", "grower"),
    factory: person("factory", "factory"),
    packer: person("packer", "packer"),
    laboratory: person("laboratory", "laboratory"),
    certifier: person("certifier", "certifier"),
  };
  const links = new Map<string, { sequence: number; previous: string }>();
  const recorded: { entry: Entry; recordedAt: string; leaf: Uint8Array }[] = [];
  const log = (by: Person, statement: Statement, ...ids: string[]): Entry => {
    const series = ids.map((id) => {
      const last = links.get(id) ?? { sequence: 0, previous: "" };
      return { id, sequence: last.sequence + 1, previous: last.previous };
    });
    const entry = signEntry(by, statement, series);
    const leaf = leafHash(sha256, leafOf(entry));
    for (const { id, sequence } of series) links.set(id, { sequence, previous: hex(leaf) });
    recorded.push({ entry, leaf, recordedAt: `2026-03-25T06:${String(recorded.length).padStart(2, "0")}:00Z` });
    return entry;
  };
  const at = (day: string) => ({ eventTime: `${day}T08:00:00${ZONE}`, eventTimeZoneOffset: ZONE });
  const occurredAt = `2026-01-05T08:00:00${ZONE}`;
  const both = (zh: string, en: string) => ({ zh, en });

  for (const one of [people.grower, people.factory, people.packer, people.laboratory])
    log(operator, {
      type: "liangji:ActorAdmitted",
      occurredAt,
      subject: one.actor,
      name: one.name,
      roles: [...one.roles],
      publicKey: base64url(one.publicKey),
    });
  log(accreditor, {
    type: "liangji:ActorAdmitted",
    occurredAt,
    subject: "certifier",
    name: people.certifier.name,
    roles: ["certifier"],
    publicKey: base64url(people.certifier.publicKey),
  });
  log(operator, {
    type: "liangji:ProductDefined",
    occurredAt,
    product: "green-tea-50g",
    name: both("示例绿茶 50 g 袋装", "Sample green tea 50 g"),
    verb: "drink",
    unitGrams: 50,
  });
  const survey: Statement = {
    type: "liangji:PlotSurveyed",
    occurredAt,
    plot: "plot-1",
    name: both("地块一", "Plot 1"),
    holder: "grower",
    town: both("元门乡", "Yuanmen"),
    outline: [
      [109_450_000, 19_230_000],
      [109_452_000, 19_230_000],
      [109_451_000, 19_232_000],
    ],
    datum: "CGCS2000",
    areaSquareMetres: 8267,
    altitudeMetres: 286,
    season: 2026,
    capacityGrams: 3_124_800,
    basis: "示例测绘",
  };
  log(operator, survey);
  log(
    people.grower,
    {
      type: "ObjectEvent",
      ...at(stoppedOn),
      epcList: [],
      action: "OBSERVE",
      bizStep: "liangji:applying",
      readPoint: { id: plotUri(DOMAIN, "plot-1") },
      "liangji:application": {
        product: "联苯菊酯 2.5% 乳油",
        productEn: "bifenthrin 2.5% EC",
        registrationNo: "示例",
        source: "示例农资店",
        target: "茶小绿叶蝉",
        method: "喷雾",
        dose: "每亩 20 毫升",
        activeIngredients: ["bifenthrin"],
        stoppedOn,
        intervalDays: 7,
      },
    },
    "plot/plot-1",
  );
  log(
    people.grower,
    {
      type: "ObjectEvent",
      ...at("2026-03-18"),
      epcList: [],
      quantityList: [{ epcClass: batchUri(DOMAIN, "fresh-leaf", "leaf-1"), quantity: 189_000, uom: "GRM" }],
      action: "ADD",
      bizStep: "commissioning",
      disposition: "active",
      readPoint: { id: plotUri(DOMAIN, "plot-1") },
      ilmd: { "liangji:leafStandard": "one-bud-two-leaves" },
    },
    "batch/leaf-1",
    "plot/plot-1",
  );
  if (releasedBy)
    log(people[releasedBy], {
      type: "liangji:IntervalResolved",
      occurredAt: `2026-03-18T18:00:00${ZONE}`,
      batch: "leaf-1",
      harvests: [{ plot: "plot-1", harvestedOn: "2026-03-18" }],
      person: "示例人员",
      reason: "示例：送检合格",
    });
  log(
    people.factory,
    {
      type: "TransformationEvent",
      ...at("2026-03-19"),
      inputQuantityList: [{ epcClass: batchUri(DOMAIN, "fresh-leaf", "leaf-1"), quantity: 189_000, uom: "GRM" }],
      outputQuantityList: [{ epcClass: batchUri(DOMAIN, "made-tea", "made-1"), quantity: 42_300, uom: "GRM" }],
      bizStep: "commissioning",
      disposition: "active",
      readPoint: { id: `https://${DOMAIN}/site/factory` },
      "liangji:steps": (["spreading", "fixation", "rolling", "drying"] as const).map((step) => ({
        step,
        startedAt: `2026-03-19T01:00:00${ZONE}`,
        endedAt: `2026-03-19T02:00:00${ZONE}`,
      })),
    },
    "batch/made-1",
  );
  log(
    people.laboratory,
    {
      type: "liangji:TestReport",
      occurredAt: `2026-03-22T10:00:00${ZONE}`,
      report: "report-1",
      batch: "made-1",
      quantityGrams: 42_300,
      sampleGrams: 300,
      sampledAt: `2026-03-20T10:00:00${ZONE}`,
      sampledBy: "laboratory",
      accreditations: [{ kind: "CMA", number: "示例" }],
      results: [
        {
          analyte: "bifenthrin",
          name: both("联苯菊酯", "bifenthrin"),
          value: "0.12",
          lod: "0.01",
          unit: "mg/kg",
          method: "GB 23200.113",
          kind: "maximum",
        },
        {
          analyte: "matrine",
          name: both("苦参碱", "matrine"),
          lod: "0.01",
          unit: "mg/kg",
          method: "示例",
          kind: "maximum",
        },
      ],
    },
    "batch/made-1",
  );
  if (withdrawnBy)
    log(people[withdrawnBy], {
      type: "liangji:TestReportWithdrawn",
      occurredAt: `2026-03-24T10:00:00${ZONE}`,
      report: "report-1",
      reason: "示例：样品混淆",
    });
  const document: Statement = {
    type: "liangji:CertificateDocument",
    occurredAt,
    certificate: "cert-1",
    title: both("示例品质认证", "Sample quality certificate"),
    scheme: "quality",
    schemeName: both("示例品质", "Sample quality"),
    holder: "packer",
    products: [{ product: "green-tea-50g", volumeGrams: 500_000 }],
    plots: ["plot-1"],
    validFrom: "2026-01-01",
    validTo: "2026-12-31",
  };
  log(people.certifier, document);
  log(
    people.packer,
    {
      type: "TransformationEvent",
      ...at("2026-03-25"),
      inputQuantityList: [{ epcClass: batchUri(DOMAIN, "made-tea", "made-1"), quantity: 42_000, uom: "GRM" }],
      outputQuantityList: [{ epcClass: batchUri(DOMAIN, "green-tea-50g", "pack-1"), quantity: 42_000, uom: "GRM" }],
      bizStep: "packing",
      disposition: "active",
      readPoint: { id: `https://${DOMAIN}/site/packer` },
      "liangji:packs": { count: 840, unitGrams: 50, bestBefore: "2027-09-24" },
    },
    "batch/pack-1",
  );
  log(operator, {
    type: "liangji:ClaimMade",
    occurredAt,
    claim: "crater",
    product: "green-tea-50g",
    title: both("“陨石坑里长出的茶”", "“Tea from a meteorite crater”"),
    grade: "contested",
    source: "J. Earth Sci. 2020",
  });

  const { privateKey: logSecret, publicKey: logPublic } = generateKeyPairSync("ed25519");
  const logKey = fromBase64url(logPublic.export({ format: "jwk" }).x ?? "");
  const vkey = encodeVkey(sha256, ORIGIN, logKey);
  const leaves = recorded.map(({ leaf }) => leaf);
  const size = leaves.length;
  const head = root(sha256, leaves);
  const body = encodeCheckpoint({ origin: ORIGIN, size, root: head });
  const checkpoint = noteWith(body, [
    signatureLine(ORIGIN, parseVkey(vkey).keyId, new Uint8Array(sign(null, utf8(body), logSecret))),
  ]);

  const serials = Array.from({ length: 5 }, (_, n) => encodeSerial(sha256(utf8(`serial ${n}`)).subarray(0, 8)));
  const labels = hex(labelRoot(sha256, "pack-1", serials));
  const anchorTime = utcSeconds("2026-03-25T07:00:00Z") + 60;
  const mintedAt = NOW - 900;
  const bundle: Bundle = {
    format: "liangji-evidence/v1",
    label: {
      product: "green-tea-50g",
      batch: "pack-1",
      serial: serials[2] ?? "",
      mint: { root: labels, index: 2, count: 5, mintedAt, proof: labelProof(sha256, "pack-1", serials, 2).map(base64) },
    },
    log: { origin: ORIGIN, checkpoint },
    anchors: [
      {
        index: 1,
        size: size - 1,
        root: base64(root(sha256, leaves.slice(0, -1))),
        time: utcSeconds("2026-03-25T06:12:30Z"),
        block: 40,
      },
      { index: 2, size, root: base64(head), time: anchorTime, block: 41 },
    ],
    consistency: consistencyProof(sha256, leaves, size).map(base64),
    entries: recorded.map(({ entry, recordedAt }, index) => ({
      index,
      recordedAt,
      entry,
      proof: inclusionProof(sha256, leaves, index).map(base64),
    })),
    batches: [
      { batch: "pack-1", sources: ["made-1"] },
      { batch: "made-1", sources: ["leaf-1"] },
      { batch: "leaf-1", sources: [] },
    ],
    reasons: {},
    sample: true,
    savedAt: "2026-03-26T00:00:00Z",
  };
  const address = (n: number) => `0x${String(n).padStart(40, "0")}`;
  const policy: Policy = {
    format: "liangji-policy/v1",
    brand: { id: "test", name: both("测试品牌", "Test brand"), domain: DOMAIN },
    log: { origin: ORIGIN, vkey, id: hex(logId(sha256, ORIGIN, logKey)) },
    roots: [operator, accreditor].map(({ actor, name, roles, key, publicKey }) => ({
      actor,
      name,
      roles: [...roles],
      key,
      publicKey: base64url(publicKey),
    })),
    chain: {
      chainId: 31_337,
      rpc: ["http://node.test/"],
      quorum: 1,
      startBlock: 0,
      contracts: {
        ActorRegistry: address(1),
        LogAnchor: address(2),
        CertificateRegistry: address(3),
        BatchLedger: address(4),
        LabelMint: address(5),
        RecognitionRegistry: address(7),
        WebCryptoP256Verifier: address(6),
      },
    },
    maxHeadAgeSeconds: 3600,
    sample: true,
  };
  return {
    bundle,
    policy,
    view: viewOf(bundle, people, { survey, document, anchorTime, mintedAt, now: NOW, head: hex(head) }),
    now: NOW,
    people,
  };
}
