import { survey } from "#core/work/land.ts";
import { accredit, admit } from "#core/work/people.ts";
import { type Author, sha256 } from "../author.ts";
import type { Cast } from "./cast.ts";

/** Step 1: who may act, and what the land can carry. */
export async function admitEveryone(cast: Cast): Promise<void> {
  const { client, calendar, season, operator, accreditor, grower, factory, packer, laboratory, body, ids, did } = cast;
  const from = Math.floor(Date.now() / 1000) - 3600;
  const until = from + 365 * 86_400;
  const verifier = client.policy.chain.contracts.WebCryptoP256Verifier;
  const admission = (author: Author, role: "grower" | "factory" | "packer" | "laboratory" | "certifier") =>
    admit(sha256, {
      subject: author.actor,
      name: { zh: `示例 ${author.actor}`, en: `Sample ${author.actor}` },
      roles: [role],
      publicKey: author.publicKey,
      verifier,
      validFrom: from,
      validTo: until,
      occurredAt: calendar.at(1, "06:00"),
    });

  for (const [author, role] of [
    [grower, "grower"],
    [factory, "factory"],
    [packer, "packer"],
    [laboratory, "laboratory"],
  ] as const)
    await did(`1 登记 admit ${author.actor}`, operator, admission(author, role));
  await did("1 登记认证机构 admit the certification body", accreditor, admission(body, "certifier"));
  await did(
    "1 认可 accredit it for the scheme",
    accreditor,
    accredit(sha256, {
      body: body.actor,
      scheme: ids.scheme,
      products: ["green-tea-50g"],
      validFrom: from,
      validTo: until,
      documentHash: "0".repeat(63).concat("1"),
    }),
  );
  await did(
    "1 测绘与产能 survey and capacity",
    operator,
    survey(sha256, {
      occurredAt: calendar.at(1, "06:10"),
      plot: ids.plot,
      name: { zh: "示例地块", en: "Sample plot" },
      holder: grower.actor,
      town: { zh: "元门乡", en: "Yuanmen" },
      outline: [
        [109_450_000, 19_230_000],
        [109_452_000, 19_230_000],
        [109_451_000, 19_232_000],
      ],
      datum: "CGCS2000",
      areaSquareMetres: 8267,
      altitudeMetres: 286,
      season,
      capacityGrams: 200_000,
      basis: "示例测绘",
    }),
  );
}
