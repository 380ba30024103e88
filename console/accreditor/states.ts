import { dictionary } from "../language.ts";
import type { AccreditationState, RecognitionState } from "../read/certification.ts";

export const accreditationWords = dictionary<Record<AccreditationState, string>>(
  { "in-force": "有效", "not-yet": "未到起日", suspended: "暂停", expired: "过期" },
  { "in-force": "in force", "not-yet": "not yet", suspended: "suspended", expired: "expired" },
);
export const recognitionWords = dictionary<Record<RecognitionState, string>>(
  { none: "没上链", "in-force": "有效", suspended: "暂停", ended: "终止", expired: "过期" },
  { none: "not on the chain", "in-force": "in force", suspended: "suspended", ended: "ended", expired: "expired" },
);
