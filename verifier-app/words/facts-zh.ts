import type { StoryClaim, StoryCommitment } from "#core/evidence/story.ts";
import { kilograms } from "../facts/quantities.ts";
import { chineseNumber } from "../format.ts";
import type { Rich } from "./rich.ts";

const two = (n: number): string => (n === 2 ? "两" : chineseNumber(n));
const steps: Readonly<Record<string, string>> = {
  spreading: "摊放",
  fixation: "杀青",
  rolling: "揉捻",
  drying: "干燥",
};
const leaves: Readonly<Record<string, string>> = {
  "one-bud-one-leaf-early": "一芽一叶初展",
  "one-bud-one-leaf": "一芽一叶",
  "one-bud-two-leaves-early": "一芽二叶初展",
  "one-bud-two-leaves": "一芽二叶",
  "one-bud-three-leaves-early": "一芽三叶初展",
  "one-bud-three-leaves": "一芽三叶",
};

/** What stands below the verdict; loaded after it. */
export const factsZh = {
  origin: {
    h: "长在哪里",
    from: (plots: number, towns: readonly (readonly [town: string, plots: number])[]) =>
      `这一袋的原料来自${two(plots)}块地：${towns.map(([town, n]) => `${town}${two(n)}块`).join("，")}。`,
    map: (plots: string) => `地块图：${plots}`,
    apart: "各块地相距较远，分开画，比例相同。",
    north: "北",
    number: (n: number) => chineseNumber(n),
    shares: (each: readonly (readonly [plot: string, grams: number])[], all: number) =>
      `按鲜叶重量：${each.map(([plot, grams]) => `${plot} ${kilograms(grams)}`).join("，")}，共 ${kilograms(all)}。`,
    sample: "示例地块，不是真实边界。",
    around: (plot: string | undefined) => `站在${plot ?? "茶园里"}看一圈`,
    camera: "在镜头里看",
    partMissing: "这一部分没取到。联网后再按一次。",
    none: "没有地块测绘，所以没有地图。",
  },
  history: {
    h: "经过了什么",
    lead: (year: string) => `每一步三个时间：何时发生，何时记下，何时上链。${year ? `${year} 年，` : ""}北京时间。`,
    happened: "发生",
    recorded: "记录",
    anchored: "上链",
    notAnchored: "还没上链",
    late: (delay: string) => `晚记了 ${delay}`,
    none: "这一步没有记录，不等于没有发生。",
    planting: (variety: string) => `种植：${variety}`,
    planted: (date: string) => `${date} 种下`,
    application: (product: string) => `用药：${product}`,
    dose: (dose: string) => `用量 ${dose}`,
    interval: (a: number, b: number) =>
      b >= a ? `间隔期 ${a} 天，到采收隔了 ${b} 天` : `只隔了 ${b} 天，不够 ${a} 天`,
    intervalOnly: (a: number) => `间隔期 ${a} 天`,
    intervalUnknown: "标签上的间隔期没查到，不算通过，要人来看",
    early: (plot: string, day: string, after: number, interval: number | undefined) =>
      interval === undefined
        ? `${plot} ${day} 采的：${after} 天前用过药，间隔期没查到。`
        : `${plot} ${day} 采的：离用药只隔了 ${after} 天，不够 ${interval} 天。`,
    unresolved: "还没有人处理，不能开合格证，不能贴标签。",
    resolved: (by: string, person: string, day: string, reason: string) =>
      `${by}的${person}在 ${day} 放行，理由：${reason}`,
    harvest: (mass: string, leaf: string) => `采收：鲜叶 ${mass}，${leaves[leaf] ?? leaf}`,
    receipt: (mass: string) => `收货：${mass}`,
    processing: (list: readonly string[], mass: string) =>
      list.length > 0 ? `制茶：${list.map((step) => steps[step] ?? step).join(" → ")}，得 ${mass}` : `加工：得 ${mass}`,
    ratio: (ratio: string) => `${ratio} kg 鲜叶制 1 kg 干茶`,
    test: (mass: string) => `检测：送样 ${mass}`,
    withdrawal: (report: string) => `撤回检测报告 ${report}`,
    withdrawn: (reason: string) => `原因：${reason}`,
    packing: (count: string, unit: string, mass: string) => `装袋：${count} 袋 × ${unit} = ${mass}`,
    bestBefore: (date: string) => `保质期到 ${date}`,
  },
  commitments: {
    h: "承诺达标合格证",
    lead: "这是生产者自己的承诺，用自己的钥匙签的；不是检测，也不是认证。",
    promised: (product: string, mass: string, day: string) => `${product} ${mass}，${day} 开具`,
    basis: (list: string) => `承诺依据：${list}`,
    base: ({ words }: StoryCommitment["basis"][number]) => words,
    see: "看合格证原样",
  },
  tests: {
    h: "检测了什么",
    none: "没有检测报告。",
    report: (lab: string) => `${lab}的报告`,
    withdrawn: (on: string, lab: string, report: string, since: string, reason: string) =>
      `${since} ${lab}撤回了 ${on} 的报告 ${report}，从此不算数。原因：${reason}`,
    before: "看撤回前报告里写的",
    lead: (missing: readonly string[]) =>
      missing.length > 0 ? `用过${missing.join("、")}，报告里没检。` : "用过的药都检了。",
    counted: (passed: number, failed: number, open: number, coarse: number) =>
      [
        passed > 0 ? `${passed} 项合格` : "",
        failed > 0 ? `${failed} 项不合格` : "",
        open > 0 ? `${open} 项没有限量可比` : "",
        coarse > 0 ? `${coarse} 项测得不够细` : "",
      ]
        .filter(Boolean)
        .join("，"),
    notDetected: "未检出",
    exceeded: "超限",
    short: "不够",
    below: (lod: string) => `低于 ${lod}`,
    ofLimit: (percent: string) => `限量的 ${percent} %`,
    aboveMinimum: "高于下限",
    belowMinimum: "低于下限",
    most: (limit: string) => `最多 ${limit}`,
    least: (limit: string) => `至少 ${limit}`,
    noLimit: "没找到限量",
    coarse: (lod: string) => `检出限 ${lod} 高于限量，不算通过`,
    notJudged: "不作判断，不算通过",
    signed: (lab: string, no: string, mass: string) => `${lab}签名（${no}），报告只对本批 ${mass} 有效。`,
    basis: (sources: string) => `限量依据 ${sources}。`,
  },
  certificates: {
    h: "谁认证的",
    none: "这一批没有用证书。",
    number: (no: string) => `证书 ${no}`,
    scope: (plots: string) => `范围：${plots}`,
    valid: (from: string, to: string) => `有效期 ${from} 至 ${to}`,
    volume: (all: string, used: string | undefined) => `最多 ${all}${used ? `，已用 ${used}` : ""}`,
    packed: "装袋时",
    now: "现在",
    notAsked: (date: string) => `${date} 起未核`,
    after: (state: string, since: string, reason: string) =>
      `装袋时有效，${since} 起${state}${reason ? `：${reason}` : ""}。`,
    final: "撤销不能收回。",
    maybe: "可能恢复，也可能撤销。",
    before: "装袋时证书已经不是有效状态。这一批不该用这张证书。",
    expired: (since: string) => `${since} 到期。装袋在到期之前，这一批仍算在内。`,
    again: (since: string, reason: string) => `装袋以后状态变过，${since} 起又有效${reason ? `：${reason}` : ""}。`,
    rewritten: (day: string) => `证书在 ${day} 续过证或缩小过范围，上面是现在的范围和有效期。`,
    conversion: "有机转换期的证书：产品还不是有机产品，只能当普通产品卖。",
  },
  documents: {
    lead: "证书的文件。指纹写在签过名的证书里，打开前在您手机上核对。",
    open: (title: string) => `打开：${title}`,
    loading: "正在取，正在核对指纹…",
    missing: "现在取不到这份文件。请联网后再试。",
    differs: "这份文件和证书里写的指纹对不上，不给看。",
    save: (title: string, size: string) => `保存 ${title}（${size}）`,
    same: "指纹一致，一个字节都没有变。",
  },
  photos: {
    alt: (what: string, n: number, of: number) =>
      `“${what}”的${of > 1 ? `第 ${n} 张` : ""}照片，记录人拍的，没有别人核对过拍的是什么`,
    waiting: "照片：正在取，正在核对指纹…",
    missing: "这张照片现在取不到。记录里有它的指纹。",
    differs: "来的照片和记录里的指纹对不上，不给看。",
    load: (size: string) => `看照片（${size}）`,
    same: "指纹和签名的记录一致，一个字节都没有变。",
    close: "关上",
  },
  mass: {
    h: "产得出这么多吗",
    lead: (ceiling: string, labelled: string): Rich => [
      "这几块地今年最多能制 ",
      [ceiling],
      " 干茶，采下的鲜叶已折合 ",
      [labelled],
      "。",
    ],
    own: "本批",
    others: "其他批次",
    left: "还能采制",
    basis: (mu: string) => `${mu} 亩，测绘后写进合约；鲜叶按合约里的出茶率折成干茶。超出的采收和标签，合约不收。`,
  },
  claims: {
    h: "这些话有多少依据",
    grades: {
      "third-party": "第三方核验",
      measured: "实测",
      "self-declared": "生产者自述",
      tradition: "当地说法",
      contested: "有争议",
    } as Readonly<Record<StoryClaim["grade"], string>>,
    self: "生产者自己说的，没有别人核过。",
    tradition: "当地流传的说法，没有核过。",
    source: "看出处",
  },
  squareMetresInMu: (area: number) => `${(Math.round((area * 3 * 10) / 2000) / 10).toFixed(1)}`,
  plain: { h: "大字版", stop: "不读了", silent: "这个浏览器不能朗读。" },
  contact: {
    h: "有问题找谁",
    first: (packer: string) => `先找${packer}；也可以向监管部门投诉、举报。`,
    none: "可以向监管部门投诉、举报。",
    recall: (line: string) => `召回专线 ${line}`,
    call: "拨打 12315",
  },
  foot: {
    compare: "这一页不能证明自己没被换过，可以到别处对一对：",
    scan: "再扫一个",
    offline: "离线核验",
    log: "公开账本",
    policy: "信任设置",
    none: "无广告 ・ 不登录 ・ 不问位置",
    elsewhere: "怎样到别处核验",
    ways: [
      "保存凭证，传给您信得过的人：任何一处装着同一个核验程序的网站，都能打开它，结论应该一样。",
      "“离线核验”里可以存下一个文件的核验程序，断网、没有我们也能用。",
      "会用命令行的人，用公开的源码核验凭证：",
      "核对这个网址给的页面，是不是运营方在账本和链上发布的那一个：",
    ],
    policyFile: "信任设置.json",
    proofFile: "凭证.json",
  },
  dock: { save: "保存凭证", report: "反映问题", authority: "报给监管部门", recallLine: "召回专线" },
  hidden: { h: "产地、检测、证书", s: "都写在这份对不上的记录里，所以不显示。" },
};
export type FactsWords = typeof factsZh;
