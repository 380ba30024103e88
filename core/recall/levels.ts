/** How fast a recall of each level has to begin and to end. */
export type RecallLevel = {
  readonly level: 1 | 2 | 3;
  readonly zh: string;
  readonly en: string;
  /** From when the risk is known to the order. */
  readonly startHours: number;
  /** From the notice to the end; working days, which only a calendar of holidays can count. */
  readonly workingDays: number;
};

/** Read in a county authority's copy of the rule, not in the official text: a person has to compare. */
export const levelSource = {
  rule: "食品召回管理办法",
  readIn: "沂源县市场监督管理局《不安全食品召回管理制度》2023-10-09",
  needsOfficialCheck: true,
} as const;

export const recallLevels: readonly RecallLevel[] = [
  {
    level: 1,
    zh: "食用后已经或者可能导致严重健康损害甚至死亡",
    en: "eating it has caused or may cause serious harm or death",
    startHours: 24,
    workingDays: 10,
  },
  {
    level: 2,
    zh: "食用后已经或者可能导致一般健康损害",
    en: "eating it has caused or may cause ordinary harm",
    startHours: 48,
    workingDays: 20,
  },
  {
    level: 3,
    zh: "标签、标识存在虚假标注",
    en: "labels or marks are false",
    startHours: 72,
    workingDays: 30,
  },
];

export const levelOf = (level: number): RecallLevel =>
  recallLevels.find((one) => one.level === level) ?? (recallLevels[0] as RecallLevel);
