import type * as z from "zod/mini";
import type { Entry } from "../entry.ts";
import { entry } from "../entry-form.ts";
import { bundleWith } from "./bundle-with.ts";

export const bundle = bundleWith(entry);
type Read = z.infer<typeof bundle>;
export type BundledEntry = Omit<Read["entries"][number], "entry"> & { entry: Entry };
export type Bundle = Omit<Read, "entries"> & { entries: BundledEntry[] };
