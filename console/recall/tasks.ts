import type { Role } from "#core/statement/fields.ts";
import type { TaskScreen } from "../tasks.ts";
import { Answer } from "./answer.tsx";
import { CasePage } from "./case.tsx";
import { RecallDesk } from "./desk.tsx";
import { OrderRecall } from "./order.tsx";
import { RecallReport } from "./report.tsx";

const ordering: readonly Role[] = ["operator", "regulator", "grower", "factory", "packer"];
/** Who may be asked to witness a destruction. */
const signing: readonly Role[] = [...ordering, "laboratory", "certifier"];

/** The screens of a recall: the desk is on the home page, the others are reached from it or from a notice. */
export const recallTasks: readonly TaskScreen[] = [
  { path: "recall", roles: ordering, icon: "flag", title: { zh: "召回", en: "Recall" }, screen: RecallDesk },
  {
    path: "recall-order",
    roles: ordering,
    icon: "flag",
    title: { zh: "发起召回", en: "Order a recall" },
    screen: OrderRecall,
    inner: true,
  },
  {
    path: "recall-case",
    roles: signing,
    icon: "flag",
    title: { zh: "召回", en: "Recall" },
    screen: CasePage,
    inner: true,
  },
  {
    path: "recall-answer",
    roles: signing,
    icon: "pen",
    title: { zh: "回复召回", en: "Answer a recall" },
    screen: Answer,
    inner: true,
  },
  {
    path: "recall-report",
    roles: ordering,
    icon: "file",
    title: { zh: "召回报告", en: "Recall report" },
    screen: RecallReport,
    inner: true,
  },
];
