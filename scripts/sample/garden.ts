type Point = [number, number];

/** 示例地块: invented outlines in millionths of a degree, near no real boundary, as large as the area says. */
export const plots: readonly {
  plot: string;
  name: { zh: string; en: string };
  town: { zh: string; en: string };
  mu: number;
  altitudeMetres: number;
  outline: Point[];
  harvestGrams: number;
}[] = [
  {
    plot: "plot-1",
    name: { zh: "地块一", en: "Plot 1" },
    town: { zh: "元门乡", en: "Yuanmen" },
    mu: 12.4,
    altitudeMetres: 286,
    harvestGrams: 98_300,
    outline: [
      [109450152, 19231620],
      [109450706, 19231897],
      [109451260, 19231689],
      [109451052, 19231066],
      [109450429, 19230928],
    ],
  },
  {
    plot: "plot-4",
    name: { zh: "地块四", en: "Plot 4" },
    town: { zh: "元门乡", en: "Yuanmen" },
    mu: 8.6,
    altitudeMetres: 271,
    harvestGrams: 58_600,
    outline: [
      [109451023, 19230387],
      [109451462, 19230461],
      [109451828, 19230095],
      [109451536, 19229656],
      [109450950, 19229802],
    ],
  },
  {
    plot: "plot-7",
    name: { zh: "地块七", en: "Plot 7" },
    town: { zh: "细水乡", en: "Xishui" },
    mu: 6,
    altitudeMetres: 304,
    harvestGrams: 32_100,
    outline: [
      [109453186, 19231346],
      [109453573, 19231578],
      [109453805, 19231191],
      [109453650, 19230804],
      [109453186, 19230881],
    ],
  },
];

/** 2021: 434.9 t of made tea from 7,730 picked mu (人民网 2022-05-20) ≈ 56 kg a mu; 4.5 kg of leaf for 1 kg of tea. */
export const MADE_TEA_GRAMS_PER_MU = 56_000;
export const LEAF_PER_TEA = 4.5;
export const capacityGrams = (mu: number): number => Math.floor(mu * MADE_TEA_GRAMS_PER_MU * LEAF_PER_TEA);
export const squareMetres = (mu: number): number => Math.round((mu * 10_000) / 15);

/** At least 4 kg of leaf for 1 kg of tea (the brand's rule; sample). */
export const ceilings = [
  {
    from: "fresh-leaf",
    to: "made-tea",
    numerator: 1,
    denominator: 4,
    source: "示例规则：至少 4 千克鲜叶制 1 千克干茶",
  },
  { from: "made-tea", to: "green-tea-50g", numerator: 1, denominator: 1, source: "示例规则：装袋不增重" },
] as const;

export const products = [
  // 茶鲜叶 is item 三 of the catalogue (令2025年第4号 第三条); made tea is processed food and is not in it.
  {
    product: "fresh-leaf",
    name: { zh: "茶鲜叶", en: "Fresh tea leaf" },
    verb: "drink",
    goods: "crop",
    commitmentDue: true,
  },
  {
    product: "made-tea",
    name: { zh: "示例绿茶（散）", en: "Sample green tea, loose" },
    verb: "drink",
    goods: "processed-food",
  },
  {
    product: "green-tea-50g",
    name: { zh: "示例绿茶 · 50 g 袋装", en: "Sample green tea, 50 g bag" },
    verb: "drink",
    goods: "processed-food",
    unitGrams: 50,
  },
] as const;

/** What the laboratory says with its own key, once it has tested. */
export const testedClaim = {
  claim: "residues",
  grade: "third-party",
  title: { zh: "农药残留在限量以内", en: "Pesticide residues within the limits" },
} as const;

export const claims = [
  {
    claim: "altitude",
    grade: "measured",
    title: { zh: "茶园海拔 271–304 m", en: "Garden at 271–304 m above sea level" },
  },
  { claim: "hand-picked", grade: "self-declared", title: { zh: "全程手工采摘", en: "Picked by hand throughout" } },
  {
    claim: "crater",
    grade: "contested",
    title: { zh: "“陨石坑里长出的茶”", en: "“Tea from a meteorite crater”" },
    text: {
      zh: "当地流传的说法。2020 年一篇同行评议的论文认为，白沙的环形构造不是撞击形成的。我们不把它当作事实。",
      en: "A local story. A peer-reviewed paper of 2020 finds that the ring structure of Baisha was not made by an impact. We do not present it as fact.",
    },
    source: "Journal of Earth Science, 2020",
  },
] as const;
