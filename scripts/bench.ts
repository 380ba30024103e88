/** `npm run bench [name]`: prints its figures as JSON; progress goes to stderr. */
const benches: Readonly<Record<string, () => Promise<{ bench(args: readonly string[]): Promise<unknown> }>>> = {
  /** The way of one label, from npm start to a verdict. */
  path: () => import("./bench/path.ts"),
  /** The buyer's page as a cheap phone on a slow network shows it, first and again; --quick: three times. */
  page: () => import("./bench/page.ts"),
  /** How fast the log takes entries and proves them, at 10^4, 10^5 and 10^6 entries; --quick: at 10^4 only. */
  log: () => import("./bench/log.ts"),
  /** One batch of 200 events against every scheme: the evaluation alone, and the whole call. */
  schemes: () => import("./bench/schemes.ts"),
  /** A hundred thousand labels: codes drawn, minted, each proved, and written out for a print shop. */
  labels: () => import("./bench/labels.ts"),
  /** What the clone rules find among a million packs, and whom they suspect wrongly; --quick: among a tenth. */
  clones: () => import("./bench/clones.ts"),
  /** How many scans a second are counted; --quick: of a few. */
  scans: () => import("./bench/scans.ts"),
  /** Back from packs and forward from plots, in a graph of a million draws; --quick: of a few. */
  trace: () => import("./bench/trace.ts"),
};

const [name = "path", ...args] = process.argv.slice(2);
const load = benches[name];
if (!load) {
  console.error(`no such bench: ${name}. There are ${Object.keys(benches).join(", ")}.`);
  process.exit(1);
}
const figures = await (await load()).bench(args);
console.log(JSON.stringify(figures, null, 2));
