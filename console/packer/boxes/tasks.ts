import type { TaskScreen } from "../../tasks.ts";
import { BoxLabel } from "./box-label.tsx";
import { Boxes } from "./boxes.tsx";
import { Unbox } from "./unbox.tsx";

/** What a packer does with boxes and pallets. */
export const boxTasks: readonly TaskScreen[] = [
  { path: "boxes", roles: ["packer"], icon: "pack", title: { zh: "装箱", en: "Boxes" }, screen: Boxes },
  {
    path: "box-label",
    roles: ["packer"],
    icon: "print",
    title: { zh: "打印箱标", en: "Box label" },
    screen: BoxLabel,
    inner: true,
  },
  {
    path: "unbox",
    roles: ["packer"],
    icon: "pack",
    title: { zh: "拆箱", en: "Unpack" },
    screen: Unbox,
    inner: true,
  },
];
