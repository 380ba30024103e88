import * as z from "zod/mini";
import { applying } from "./applying.ts";
import { harvesting } from "./harvesting.ts";
import { planting } from "./planting.ts";
import { receiving } from "./receiving.ts";
import { transforming } from "./transforming.ts";

/** The EPCIS 2.0 events that the log takes, each in its own file. */
export const event = z.union([planting, applying, harvesting, receiving, transforming]);
export type Event = z.infer<typeof event>;
