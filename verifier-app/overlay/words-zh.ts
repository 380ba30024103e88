import { number } from "../format.ts";

const winds = ["北", "东北", "东", "东南", "南", "西南", "西", "西北"] as const;
const AHEAD_DEGREES = 10;

/** Tens of metres near by, a tenth of a kilometre in the country, whole kilometres across it. */
export const distance = (metres: number): string => {
  if (metres < 950) return `${Math.max(10, Math.round(metres / 10) * 10)}\u00a0m`;
  return `${number(metres < 99_950 ? metres / 1000 : Math.round(metres / 1000))}\u00a0km`;
};
/** What stands around the camera's picture. */
export const overlayZh = {
  h: "在镜头里看",
  and: "、",
  plots: "地块",
  town: "乡镇",
  picked: "采收",
  sample: "示例数据",
  aim: "把镜头对准袋上的方码",
  stays: "画面只在您的手机上看，不会传出去。",
  open: "打开相机",
  close: "关上相机",
  noCamera: "相机打不开：可能没有允许，也可能是这个应用不让用（微信里常常这样）。卡片放在下面，不影响核验。",
  insecure: "这一页不是用 https 打开的，手机不给用相机和位置。卡片照样看，位置可以自己输入。",
  own: "镜头里就是这一袋的码。卡片上的话，和这一页核验的一样。",
  other: (code: string) => `镜头里是另一个码 ${code}，不是这一页的。`,
  otherHost: (host: string) => `镜头里的码指向 ${host}，不是这个品牌的网站。`,
  noLabel: "镜头里的码不是袋上的防伪码。",
  check: (code: string) => `去查 ${code}`,
  ask: "指路：地块在哪个方向（要用位置和罗盘）",
  asking: "正在等手机给出位置…",
  noPosition: "手机没有给出位置：可能没有允许，也可能这里收不到信号。可以自己输入一个地方。",
  there: (plot: string, wind: number, far: string) => `${plot}在${winds[wind]}方 ${far}`,
  inside: (plot: string) => `您就在${plot}里面`,
  near: (plot: string) => `${plot}就在附近，近得分不清方向`,
  distance,
  turn: (degrees: number) =>
    Math.abs(degrees) <= AHEAD_DEGREES ? "就在正前方" : degrees > 0 ? `往右转 ${degrees}°` : `往左转 ${-degrees}°`,
  from: (city: string | undefined) => (city ? `从${city}市中心算到地块中间。` : "从您输入的地方算到地块中间。"),
  accuracy: (metres: number) =>
    `算到地块中间。手机说位置误差约 ${distance(metres)}；有的国产浏览器会把位置挪开几百米。`,
  compass: (degrees: number | undefined) =>
    `${degrees === undefined ? "罗盘误差手机没有说。" : `手机说罗盘误差约 ${degrees}°。`}罗盘指的是磁北还是真北，手机也没有说，箭头可能偏几度。`,
  northUp: (typed: boolean) => `${typed ? "" : "手机没有给出朝向，"}箭头照地图画：上面是北。`,
  invented: "示例地块，位置是虚构的。",
  elsewhere: "从别的地方算",
  place: "您在哪里",
  show: "指路",
  placeHint: "写城市名，如“海口”；或纬度、经度，如“19.22, 109.44”。",
  placeWrong: "没认出这个地方。写大城市的名字，或先纬度后经度，用逗号隔开。",
  kept: "位置和朝向只在这部手机上算，不存，也不发给任何人。",
};
export type OverlayWords = typeof overlayZh;
