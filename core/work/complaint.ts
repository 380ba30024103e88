import type { ComplaintAnswered, ComplaintReceived } from "../statement/complaint.ts";
import { entry, type Step } from "./task.ts";

export const acknowledgeComplaint = (c: Omit<ComplaintReceived, "type">): readonly Step[] => [
  entry({ type: "liangji:ComplaintReceived", ...c }),
];
export const answerComplaint = (c: Omit<ComplaintAnswered, "type">): readonly Step[] => [
  entry({ type: "liangji:ComplaintAnswered", ...c }),
];
