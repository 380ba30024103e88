import { kilometresBetween } from "../place/great-circle.ts";
import { type Cell, middleOf } from "./cell.ts";

/** A large city to name cells by: names, latitude and longitude in degrees (WGS 84), to a tenth. */
export type City = { readonly zh: string; readonly en: string; readonly at: readonly [number, number] };

const city = (zh: string, en: string, latitude: number, longitude: number): City => ({
  zh,
  en,
  at: [latitude, longitude],
});

export const cities = [
  city("海口", "Haikou", 20.04, 110.2),
  city("三亚", "Sanya", 18.3, 109.5),
  city("儋州", "Danzhou", 19.5, 109.6),
  city("北京", "Beijing", 39.9, 116.4),
  city("上海", "Shanghai", 31.2, 121.5),
  city("天津", "Tianjin", 39.1, 117.2),
  city("重庆", "Chongqing", 29.6, 106.5),
  city("广州", "Guangzhou", 23.1, 113.3),
  city("深圳", "Shenzhen", 22.5, 114.1),
  city("成都", "Chengdu", 30.7, 104.1),
  city("杭州", "Hangzhou", 30.3, 120.2),
  city("武汉", "Wuhan", 30.6, 114.3),
  city("西安", "Xi’an", 34.3, 108.9),
  city("南京", "Nanjing", 32.1, 118.8),
  city("郑州", "Zhengzhou", 34.7, 113.6),
  city("长沙", "Changsha", 28.2, 113.0),
  city("沈阳", "Shenyang", 41.8, 123.4),
  city("青岛", "Qingdao", 36.1, 120.4),
  city("济南", "Jinan", 36.7, 117.1),
  city("哈尔滨", "Harbin", 45.8, 126.5),
  city("长春", "Changchun", 43.9, 125.3),
  city("大连", "Dalian", 38.9, 121.6),
  city("昆明", "Kunming", 25.1, 102.7),
  city("贵阳", "Guiyang", 26.6, 106.7),
  city("南宁", "Nanning", 22.8, 108.3),
  city("福州", "Fuzhou", 26.1, 119.3),
  city("厦门", "Xiamen", 24.5, 118.1),
  city("合肥", "Hefei", 31.8, 117.2),
  city("南昌", "Nanchang", 28.7, 115.9),
  city("石家庄", "Shijiazhuang", 38.1, 114.5),
  city("太原", "Taiyuan", 37.9, 112.5),
  city("呼和浩特", "Hohhot", 40.8, 111.7),
  city("银川", "Yinchuan", 38.5, 106.3),
  city("兰州", "Lanzhou", 36.1, 103.8),
  city("西宁", "Xining", 36.6, 101.8),
  city("乌鲁木齐", "Urumqi", 43.8, 87.6),
  city("拉萨", "Lhasa", 29.7, 91.1),
  city("温州", "Wenzhou", 28.1, 120.7),
  city("香港", "Hong Kong", 22.3, 114.2),
  city("澳门", "Macao", 22.2, 113.5),
  city("台北", "Taipei", 25.1, 121.5),
] as const satisfies readonly City[];

const NEAR_KILOMETRES = 200;
/** The large city nearest to a cell's middle; undefined when none is near. */
export function cityNear(cell: Cell): City | undefined {
  const middle = middleOf(cell);
  if (!middle) return undefined;
  const nearest = cities
    .map((one) => ({ one, kilometres: kilometresBetween(middle, one.at) }))
    .reduce((a, b) => (b.kilometres < a.kilometres ? b : a));
  return nearest.kilometres <= NEAR_KILOMETRES ? nearest.one : undefined;
}
