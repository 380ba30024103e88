import { dictionary } from "../language.ts";

export const outcomes = dictionary(
  { open: "待查", "false-alarm": "误报", copied: "确有复印" },
  { open: "open", "false-alarm": "false alarm", copied: "copied" },
);
