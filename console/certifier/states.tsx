import { dictionary, useWords } from "../language.ts";
import type { CertificateState } from "../read/views.ts";

export const stateWords = dictionary<Record<CertificateState, string>>(
  { none: "没上链", "in-force": "有效", suspended: "暂停", withdrawn: "撤销", cancelled: "注销", expired: "过期" },
  {
    none: "not on the chain",
    "in-force": "in force",
    suspended: "suspended",
    withdrawn: "withdrawn",
    cancelled: "cancelled",
    expired: "expired",
  },
);
const kinds: Readonly<Record<CertificateState, string>> = {
  none: "waits",
  "in-force": "received",
  suspended: "waits",
  withdrawn: "alarm",
  cancelled: "alarm",
  expired: "calm",
};

/** The state in a word with its small square: filled, dotted, cut or hollow. */
export function StateMark({ state }: { state: CertificateState }) {
  const t = useWords(stateWords);
  return <b class={`state ${kinds[state]}`}>{t[state]}</b>;
}
