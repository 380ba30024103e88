import type { Goods } from "../statement/recognition.ts";

export type Names = { readonly zh: string; readonly en: string };
/** One condition, in words. */
export type Finding = { readonly condition: string; readonly text: Names };

const stateWords: Readonly<Record<string, Names>> = {
  none: { zh: "还没有生效", en: "not in force yet" },
  "in-force": { zh: "有效", en: "in force" },
  suspended: { zh: "暂停", en: "suspended" },
  withdrawn: { zh: "已撤销", en: "withdrawn" },
  cancelled: { zh: "已注销", en: "cancelled" },
  expired: { zh: "已过期", en: "expired" },
  ended: { zh: "已终止", en: "ended" },
};
export const goodsWords: Readonly<Record<Goods, Names>> = {
  crop: { zh: "种植产品", en: "crops" },
  livestock: { zh: "畜禽产品", en: "livestock" },
  aquatic: { zh: "水产品", en: "aquatic products" },
  "processed-food": { zh: "加工食品", en: "processed food" },
  textile: { zh: "纺织品", en: "textiles" },
};
const stateOf = (state: string): Names => stateWords[state] ?? { zh: state, en: state };

/** What every recognition asks, whatever its terms. */
export const findings = {
  recognition: (name: Names, state: string): Finding => ({
    condition: "R-RECOGNITION",
    text: { zh: `互认“${name.zh}”${stateOf(state).zh}`, en: `The recognition “${name.en}” is ${stateOf(state).en}` },
  }),
  certificate: (scheme: string): Finding => ({
    condition: "R-CERTIFICATE",
    text: { zh: `这批货有制度 ${scheme} 的证书`, en: `The batch has a certificate of ${scheme}` },
  }),
  state: (certificate: string, state: string): Finding => ({
    condition: "R-STATE",
    text: { zh: `证书 ${certificate} ${stateOf(state).zh}`, en: `Certificate ${certificate} is ${stateOf(state).en}` },
  }),
  conversion: (): Finding => ({
    condition: "R-CONVERSION",
    text: { zh: "不是转换期证书", en: "It is no certificate of conversion" },
  }),
  scope: (certificate: string): Finding => ({
    condition: "R-SCOPE",
    text: {
      zh: `证书 ${certificate} 管这种产品和全部地块`,
      en: `Certificate ${certificate} covers the product and every plot`,
    },
  }),
  share: (least: number): Finding => ({
    condition: "R-SHARE",
    text: { zh: `至少 ${least}% 的配料经过认证`, en: `At least ${least}% of the ingredients are certified` },
  }),
  goods: (exclude: readonly Goods[]): Finding => ({
    condition: "R-GOODS",
    text: {
      zh: `不是${exclude.map((one) => goodsWords[one].zh).join("、")}`,
      en: `It is none of: ${exclude.map((one) => goodsWords[one].en).join(", ")}`,
    },
  }),
};
