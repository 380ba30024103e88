import type { TaskScreen } from "../tasks.ts";
import { Accredit } from "./accredit.tsx";
import { AccreditationPage } from "./accreditation.tsx";
import { RecognitionPage } from "./recognition.tsx";
import { Recognitions } from "./recognitions.tsx";

export const accreditorTasks: readonly TaskScreen[] = [
  {
    path: "accredit",
    roles: ["accreditor"],
    icon: "check",
    title: { zh: "认可机构", en: "Accredit" },
    screen: Accredit,
  },
  {
    path: "accreditation",
    roles: ["accreditor"],
    icon: "check",
    title: { zh: "认可", en: "Accreditation" },
    screen: AccreditationPage,
    inner: true,
  },
  {
    path: "recognitions",
    roles: ["accreditor"],
    icon: "scale",
    title: { zh: "互认", en: "Recognition" },
    screen: Recognitions,
  },
  {
    path: "recognition",
    roles: ["accreditor"],
    icon: "scale",
    title: { zh: "互认", en: "Recognition" },
    screen: RecognitionPage,
    inner: true,
  },
];
