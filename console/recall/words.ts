import { dictionary } from "../language.ts";

/** Words that every screen of a recall uses; states as the look has them. */
export const common = dictionary(
  {
    drill: "演练",
    recall: "召回",
    level: (n: number) => `${["一", "二", "三"][n - 1] ?? n}级`,
    kinds: {
      batch: "批次",
      plot: "地块",
      input: "农资",
      "input-lot": "农资批号",
      report: "检测报告",
      product: "产品和日期",
    },
    produced: "共有",
    stock: "封存在库",
    returned: "已退回",
    destroyed: "已销毁",
    sold: "已售，已通知",
    missing: "没找到",
    unexplained: "没有说法",
    closed: "已结案",
    open: "进行中",
  },
  {
    drill: "Drill",
    recall: "Recall",
    level: (n) => `Level ${n}`,
    kinds: {
      batch: "Batch",
      plot: "Plot",
      input: "Input",
      "input-lot": "Input lot",
      report: "Test report",
      product: "Product and days",
    },
    produced: "In all",
    stock: "Sealed in stock",
    returned: "Returned",
    destroyed: "Destroyed",
    sold: "Sold, buyers told",
    missing: "Missing",
    unexplained: "Unexplained",
    closed: "Closed",
    open: "Under way",
  },
);
/** Thousandths as a percentage with one decimal: 972 → 97.2 %. */
export const perMille = (value: number): string => `${Math.floor(value / 10)}.${value % 10} %`;
