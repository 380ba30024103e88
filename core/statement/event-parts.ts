import * as z from "zod/mini";
import { attachment } from "./attachment.ts";
import { grams, time, timeZoneOffset, uri } from "./fields.ts";

/** EPCIS 2.0 §7.4. Quantities are whole grams (UN/CEFACT Rec 20 GRM): no floats anywhere. */
export const quantityElement = z.strictObject({ epcClass: uri, quantity: grams, uom: z.literal("GRM") });
export const place = z.strictObject({ id: uri });
/** The most photographs of one event. */
export const MOST_PHOTOS = 3;
/** When it happened, and photographs of it. */
export const when = {
  eventTime: time,
  eventTimeZoneOffset: timeZoneOffset,
  eventID: z.optional(z.string().check(z.maxLength(200), z.regex(/^[a-z]+:[!-~]+$/))),
  "liangji:photos": z.optional(z.array(attachment).check(z.minLength(1), z.maxLength(MOST_PHOTOS))),
};
