import * as z from "zod/mini";
import { entry, statement, unsignedEntry } from "../entry-form.ts";
import { aggregating } from "../statement/aggregating.ts";
import { certificationRecord } from "../statement/certification.ts";
import { complaintRecord } from "../statement/complaint.ts";
import { recallRecord } from "../statement/recall.ts";
import { scanRecord } from "../statement/scan.ts";

/** All that the log takes: what a label's evidence may show (core/entry-form.ts), the records of cases, and packing into boxes, which no label's evidence holds. */
const logged = z.union([statement, recallRecord, scanRecord, certificationRecord, complaintRecord, aggregating]);
export const loggedUnsigned = z.extend(unsignedEntry, { statement: logged });
export const loggedEntry = z.extend(entry, { statement: logged });
