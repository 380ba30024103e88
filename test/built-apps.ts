import { buildMissing } from "#scripts/build.ts";

/** Before the first page is opened: both apps as a buyer or producer gets them, built anew only where a source is younger. */
export const setup = (): Promise<void> => buildMissing(console.log);
