import { type Cell, middleOf } from "./cell.ts";
import { cityNear } from "./cities.ts";
import type { ScanReason } from "./scan.ts";

type Language = "zh" | "en";

/** A cell by the large city near it, or by its degrees. */
export function sayPlace(cell: Cell, language: Language): string {
  const near = cityNear(cell);
  if (near) return near[language];
  const [latitude = 0, longitude = 0] = middleOf(cell)?.map(Math.floor) ?? [];
  return language === "zh"
    ? `${latitude < 0 ? "南纬" : "北纬"} ${Math.abs(latitude)}° ${longitude < 0 ? "西经" : "东经"} ${Math.abs(longitude)}°`
    : `${Math.abs(latitude)}° ${latitude < 0 ? "S" : "N"}, ${Math.abs(longitude)}° ${longitude < 0 ? "W" : "E"}`;
}

const MOST_NAMED = 6;
const grouped = (whole: number): string => String(whole).replace(/\B(?=(\d{3})+$)/g, ",");

function listed(cells: readonly Cell[], language: Language): string {
  const names = [...new Set(cells.map((cell) => sayPlace(cell, language)))];
  const [some, more] = [names.slice(0, MOST_NAMED), names.length > MOST_NAMED];
  if (language === "zh") return some.join("、") + (more ? "等地" : "");
  if (more) return `${some.join(", ")} and elsewhere`;
  return some.length > 1 ? `${some.slice(0, -1).join(", ")} and ${some.at(-1)}` : (some[0] ?? "");
}

/** Why a code may have been copied, in one sentence that accuses nobody. */
export const sayReason = (reason: ScanReason, language: Language): string =>
  language === "zh" ? zh(reason) : en(reason);

function zh(reason: ScanReason): string {
  const places = listed(reason.places, "zh");
  switch (reason.rule) {
    case "places-in-a-day":
      return `${reason.hours} 小时内，${places}都有人扫。`;
    case "many-networks":
      return reason.places.length > 1
        ? `${reason.days} 天内，${places}共有 ${reason.networks} 个网络扫过，比一袋通常的多。`
        : `${reason.days} 天内有 ${reason.networks} 个网络扫过，比一袋通常的多。`;
    case "to-and-fro":
      return `${reason.days} 天内，它在${places}之间来回了 ${reason.moves} 次。`;
    case "too-fast":
      return `${places}相距 ${grouped(reason.kilometres)} 公里，${reason.hours} 小时内两头都有人扫，这样的事有 ${reason.jumps} 次。`;
    case "after-opening":
      return `涂层里的暗码已经用过，之后${places}又有人扫。`;
    case "outside-region":
      return `这种产品不在${places}卖，那里却有人扫。`;
  }
}

function en(reason: ScanReason): string {
  const places = listed(reason.places, "en");
  switch (reason.rule) {
    case "places-in-a-day":
      return `Within ${reason.hours} hours it was scanned in ${places}.`;
    case "many-networks":
      return `Within ${reason.days} days it was scanned from ${reason.networks} networks${reason.places.length > 1 ? `, in ${places}` : ""}: more than one pack usually is.`;
    case "to-and-fro":
      return `Within ${reason.days} days it went to and fro between ${places} ${reason.moves} times.`;
    case "too-fast":
      return `${places} are ${grouped(reason.kilometres)} km apart, and it was scanned in both within ${reason.hours} hours, ${reason.jumps} times over.`;
    case "after-opening":
      return `The code under its scratch layer was used, and afterwards it was scanned in ${places}.`;
    case "outside-region":
      return `This product is not sold in ${places}, yet it was scanned there.`;
  }
}
