import { type Bundle, bundle } from "./bundle.ts";
import { parse } from "./form.ts";

/** Evidence in its whole form. */
export const parseBundle = (json: unknown): Bundle => parse(bundle, json, "bundle-malformed");
