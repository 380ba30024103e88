import type { FunctionComponent } from "preact";
import type { Role } from "#core/statement/fields.ts";
import { accreditorTasks } from "./accreditor/tasks.ts";
import { certifierTasks } from "./certifier/tasks.ts";
import { Close } from "./close.tsx";
import { CommitmentList } from "./commitment/list.tsx";
import { Prefilling } from "./commitment/prefill.tsx";
import { Promising } from "./commitment/promise.tsx";
import { complaintTasks } from "./complaints/tasks.ts";
import { Process } from "./factory/process.tsx";
import { Receive } from "./factory/receive.tsx";
import { Harvesting } from "./grower/harvest.tsx";
import { Planting } from "./grower/plant.tsx";
import { Trading } from "./grower/quota.tsx";
import { Spraying } from "./grower/spray.tsx";
import { Handing } from "./hand.tsx";
import { Releasing } from "./interval/release.tsx";
import { Reporting } from "./laboratory/report.tsx";
import type { Both } from "./language.ts";
import { Admit } from "./operator/admit.tsx";
import { Converting } from "./operator/conversion.tsx";
import { ReleasingPage } from "./operator/page-release.tsx";
import { DefineProduct } from "./operator/product.tsx";
import { Regions } from "./operator/region.tsx";
import { Survey } from "./operator/survey.tsx";
import { boxTasks } from "./packer/boxes/tasks.ts";
import { Labels } from "./packer/labels.tsx";
import { Pack } from "./packer/pack.tsx";
import { Print } from "./packer/print.tsx";
import { Tagging } from "./packer/tags.tsx";
import type { IconName } from "./parts/icon.tsx";
import { recallTasks } from "./recall/tasks.ts";
import { scanTasks } from "./scans/tasks.ts";
import { Capturing } from "./scene/capture.tsx";

export type Params = { readonly params: readonly string[] };
export type TaskScreen = {
  readonly path: string;
  readonly roles: readonly Role[];
  readonly icon: IconName;
  readonly title: Both<string>;
  readonly screen: FunctionComponent<Params>;
  /** Reached from another screen, not from the home page. */
  readonly inner?: true;
};

/** Every task of every role, in the order of the home page. */
export const tasks: readonly TaskScreen[] = [
  { path: "harvest", roles: ["grower"], icon: "leaf", title: { zh: "记采收", en: "Harvest" }, screen: Harvesting },
  {
    path: "promise",
    roles: ["grower", "factory", "packer"],
    icon: "file",
    title: { zh: "开合格证", en: "Certificate" },
    screen: Promising,
  },
  {
    path: "prefill",
    roles: ["grower", "factory", "packer", "operator"],
    icon: "file",
    title: { zh: "代填合格证", en: "Fill in for a member" },
    screen: Prefilling,
    inner: true,
  },
  { path: "spray", roles: ["grower"], icon: "spray", title: { zh: "记用药", en: "Spraying" }, screen: Spraying },
  { path: "plant", roles: ["grower"], icon: "sprout", title: { zh: "记种植", en: "Planting" }, screen: Planting },
  { path: "receive", roles: ["factory"], icon: "truck", title: { zh: "收鲜叶", en: "Receive" }, screen: Receive },
  { path: "process", roles: ["factory"], icon: "steps", title: { zh: "记加工", en: "Process" }, screen: Process },
  {
    path: "report",
    roles: ["laboratory"],
    icon: "flask",
    title: { zh: "写检测报告", en: "Test report" },
    screen: Reporting,
  },
  { path: "pack", roles: ["packer"], icon: "pack", title: { zh: "记装袋", en: "Pack" }, screen: Pack },
  {
    path: "close",
    roles: ["grower", "factory", "packer"],
    icon: "lock",
    title: { zh: "封账", en: "Close" },
    screen: Close,
  },
  {
    path: "hand",
    roles: ["grower", "factory", "packer"],
    icon: "truck",
    title: { zh: "交出、损耗", en: "Hand over, losses" },
    screen: Handing,
  },
  { path: "quota", roles: ["grower"], icon: "scale", title: { zh: "额度", en: "Quota" }, screen: Trading },
  { path: "labels", roles: ["packer"], icon: "label", title: { zh: "标签", en: "Labels" }, screen: Labels },
  ...boxTasks,
  {
    path: "print",
    roles: ["packer"],
    icon: "print",
    title: { zh: "打印标签", en: "Print labels" },
    screen: Print,
    inner: true,
  },
  {
    path: "tags",
    roles: ["packer"],
    icon: "label",
    title: { zh: "贴封签", en: "Seal tags" },
    screen: Tagging,
    inner: true,
  },
  {
    path: "admit",
    roles: ["operator", "accreditor"],
    icon: "person",
    title: { zh: "登记主体", en: "Admit" },
    screen: Admit,
  },
  {
    path: "product",
    roles: ["operator"],
    icon: "pack",
    title: { zh: "定义产品", en: "Product" },
    screen: DefineProduct,
  },
  {
    path: "scene",
    roles: ["grower", "operator"],
    icon: "camera",
    title: { zh: "发全景", en: "Panorama" },
    screen: Capturing,
  },
  { path: "survey", roles: ["operator"], icon: "pin", title: { zh: "测绘地块", en: "Survey" }, screen: Survey },
  {
    path: "conversion",
    roles: ["operator"],
    icon: "scale",
    title: { zh: "出成率上限", en: "Ceilings" },
    screen: Converting,
  },
  {
    path: "region",
    roles: ["operator"],
    icon: "pin",
    title: { zh: "销售范围", en: "Sale region" },
    screen: Regions,
  },
  {
    path: "page-release",
    roles: ["operator"],
    icon: "lock",
    title: { zh: "发布查验页", en: "Release the page" },
    screen: ReleasingPage,
  },
  ...accreditorTasks,
  ...certifierTasks,
  {
    path: "commitments",
    roles: ["grower", "factory", "packer", "operator", "regulator"],
    icon: "check",
    title: { zh: "合格证", en: "Commitments" },
    screen: CommitmentList,
  },
  {
    path: "release",
    roles: ["operator", "certifier", "regulator"],
    icon: "clock",
    title: { zh: "间隔期处理", en: "Interval release" },
    screen: Releasing,
  },
  ...recallTasks,
  ...scanTasks,
  ...complaintTasks,
];

export const tasksOf = (roles: readonly Role[]): readonly TaskScreen[] =>
  tasks.filter((task) => task.roles.some((role) => roles.includes(role)));
