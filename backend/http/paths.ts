import * as z from "zod/mini";

/** Parts of addresses. Anything of this length is accepted here and judged by what it names, so that "malformed" and "unknown" answer alike. */
export const labelParams = z.object({
  product: z.string().check(z.maxLength(100)),
  batch: z.string().check(z.maxLength(100)),
  serial: z.string().check(z.maxLength(100)),
});
export const indexParams = z.object({
  index: z.pipe(z.string().check(z.regex(/^(0|[1-9]\d{0,14})$/)), z.transform(Number)),
});
export const idParams = z.object({ id: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,47}$/)) });
