import { type RefusalText, refusalText as r } from "../refusal-text.ts";

/** What is refused about scans and their cases. */
export const scanRefusals = {
  "scan-case-closed": r(
    409,
    "案件 {case} 已经结了，在第 {index} 行。有新情况会另开一案。",
    "Case {case} is closed already, at line {index}. Something new opens another case.",
  ),
} as const satisfies Record<string, RefusalText>;
