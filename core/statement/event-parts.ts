import * as z from "zod/mini";
import { grams, time, timeZoneOffset, uri } from "./fields.ts";

/** EPCIS 2.0 §7.4. Quantities are whole grams (UN/CEFACT Rec 20 GRM): no floats anywhere. */
export const quantityElement = z.strictObject({ epcClass: uri, quantity: grams, uom: z.literal("GRM") });
export const place = z.strictObject({ id: uri });
export const when = {
  eventTime: time,
  eventTimeZoneOffset: timeZoneOffset,
  eventID: z.optional(z.string().check(z.maxLength(200), z.regex(/^[a-z]+:[!-~]+$/))),
};
