import { groupSerial } from "#core/label/grouped.ts";
import { sentence } from "#core/refusal.ts";
import type { Context } from "../context.ts";
import type { ServerWords } from "../http/page.ts";
import { knownUnit, viewOf } from "./view.ts";

const kinds = { box: "箱", pallet: "托盘" } as const;

/** What a box's page says before the phone has checked anything, a recall first. @throws Refusal `unit-unknown` */
export async function wordsForUnit(context: Context, code: string): Promise<ServerWords> {
  const { kind, packerName, changedAt, lots, boxes, parent } = await viewOf(context, await knownUnit(context, code));
  const recalled = lots.flatMap(({ batch, recalled }) =>
    recalled ? [`批次 ${batch} 已召回：${recalled.reason}。先不要卖，也不要食用。`] : [],
  );
  const inside =
    lots.length === 0
      ? ["现在没有登记里面有东西：拆过了。"]
      : lots.map(({ name, batch, count }) => `${name.zh}，批次 ${batch}：${count} 枚标签`);
  return {
    title: `${kinds[kind]} ${groupSerial(code)}`,
    sample: context.policy.sample,
    lines: [
      ...recalled,
      `${kinds[kind]}码 ${groupSerial(code)}，${packerName.zh}登记，最近一次 ${changedAt.slice(0, 10)}`,
      ...inside,
      ...(boxes.length > 0 ? [`共 ${boxes.length} 箱`] : []),
      ...(parent ? [`登记放在托盘 ${groupSerial(parent)} 上`] : []),
      "这是登记时的说法，不是现在箱里的样子。尚未在您的手机上核验。",
    ],
  };
}

export const wordsForUnknownUnit = (code: string): ServerWords => ({
  title: "没有登记过这个箱码",
  lines: [sentence("unit-unknown", { unit: code.slice(0, 20) }, "zh")],
});
