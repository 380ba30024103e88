import { Level } from "level";
import { openDatabase } from "#backend/store/open.ts";

/** Ends while the store of a data folder is being opened. Argument: the folder. */
Level.prototype.open = () => process.exit(7);
await openDatabase(process.argv[2] ?? "");
