import type { TaskScreen } from "../tasks.ts";
import { ScanCasePage } from "./case.tsx";
import { ScanCases } from "./cases.tsx";

/** Codes that may have been copied: the list is on the home page, a case is reached from it. */
export const scanTasks: readonly TaskScreen[] = [
  {
    path: "scan-cases",
    roles: ["operator", "regulator"],
    icon: "label",
    title: { zh: "疑似复印的码", en: "Copied codes" },
    screen: ScanCases,
  },
  {
    path: "scan-case",
    roles: ["operator", "regulator"],
    icon: "label",
    title: { zh: "疑似复印的码", en: "Copied code" },
    screen: ScanCasePage,
    inner: true,
  },
];
