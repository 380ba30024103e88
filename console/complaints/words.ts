import type { ComplaintView } from "#core/complaint/message.ts";
import { dictionary } from "../language.ts";

type Outcome = "explained" | "replaced" | "refunded" | "recalled" | "referred" | "unfounded";

export const common = dictionary(
  {
    title: "反映",
    kinds: { quality: "东西不对", label: "码不对", seller: "买的地方不对", other: "别的" } as Record<
      ComplaintView["kind"],
      string
    >,
    outcomes: {
      explained: "已说明",
      replaced: "已更换",
      refunded: "已退款",
      recalled: "已召回",
      referred: "已转交监管部门",
      unfounded: "没有发现问题",
    } as Record<Outcome, string>,
    new: "等签收",
    acknowledged: "等答复",
    answered: "已答复",
  },
  {
    title: "Complaints",
    kinds: { quality: "The product", label: "The code", seller: "The seller", other: "Something else" },
    outcomes: {
      explained: "Explained",
      replaced: "Replaced",
      refunded: "Refunded",
      recalled: "Recalled",
      referred: "Passed to the authority",
      unfounded: "Nothing found",
    },
    new: "To acknowledge",
    acknowledged: "To answer",
    answered: "Answered",
  },
);

export const stateOf = ({ acknowledged, answers }: ComplaintView): "new" | "acknowledged" | "answered" =>
  answers.length > 0 ? "answered" : acknowledged ? "acknowledged" : "new";
