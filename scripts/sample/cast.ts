import type { Role } from "#core/statement/fields.ts";

type Names = { readonly zh: string; readonly en: string };
export type Player = {
  readonly actor: string;
  readonly name: Names;
  readonly roles: readonly Role[];
  readonly place?: Names;
};

/** 示例数据: invented people. The brand's name is public; everything they do here is made up. */
export const brand = {
  id: "baisha",
  name: { zh: "白沙良食", en: "Baisha Good Food" },
  domain: "id.baisha.example",
} as const;

const yuanmen: Names = { zh: "白沙元门乡", en: "Yuanmen, Baisha" };

/** Known to every reader from the policy; nobody admits them. */
export const roots: readonly Player[] = [
  { actor: "brand-operator", name: { zh: "示例品牌运营方", en: "Sample brand operator" }, roles: ["operator"] },
  { actor: "accreditor", name: { zh: "示例认可机构", en: "Sample accreditor" }, roles: ["accreditor"] },
  { actor: "regulator", name: { zh: "示例监管部门", en: "Sample regulator" }, roles: ["regulator"] },
];

export const admittedByOperator: readonly Player[] = [
  { actor: "tea-garden-1", name: { zh: "示例茶场一", en: "Sample tea garden 1" }, roles: ["grower"], place: yuanmen },
  { actor: "tea-factory", name: { zh: "示例茶厂", en: "Sample tea factory" }, roles: ["factory"], place: yuanmen },
  {
    actor: "tea-packer",
    name: { zh: "示例包装厂", en: "Sample packing house" },
    roles: ["packer"],
    place: { zh: "白沙牙叉镇", en: "Yacha, Baisha" },
  },
  { actor: "laboratory", name: { zh: "示例检测机构", en: "Sample laboratory" }, roles: ["laboratory"] },
];

export const certificationBody: Player = {
  actor: "certification-body",
  name: { zh: "示例认证机构", en: "Sample certification body" },
  roles: ["certifier"],
};

export const everyone: readonly Player[] = [...roots, ...admittedByOperator, certificationBody];
