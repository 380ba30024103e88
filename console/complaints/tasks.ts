import type { TaskScreen } from "../tasks.ts";
import { ComplaintPage } from "./case.tsx";
import { ComplaintDesk } from "./desk.tsx";

export const complaintTasks: readonly TaskScreen[] = [
  {
    path: "complaints",
    roles: ["operator"],
    icon: "flag",
    title: { zh: "反映", en: "Complaints" },
    screen: ComplaintDesk,
  },
  {
    path: "complaint",
    roles: ["operator"],
    icon: "flag",
    title: { zh: "反映", en: "Complaint" },
    screen: ComplaintPage,
    inner: true,
  },
];
