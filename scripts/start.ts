import { enableCompileCache } from "node:module";
import QRCode from "qrcode";
import { sampleAuthor } from "./author.ts";
import { buildMissing, outDir } from "./build.ts";
import { everyone } from "./sample/cast.ts";
import { CannotStart, settingsFrom } from "./settings.ts";
import type { Ready } from "./system.ts";

// Types are stripped once, not at every start: half a second of each.
enableCompileCache(outDir("compiled"));
try {
  const settings = settingsFrom(process.env);
  const progress = (line: string) => console.log(line);
  // Side by side: reading chain and service takes about as long as packing an app.
  const [{ startSystem }] = await Promise.all([import("./system.ts"), buildMissing(progress)]);
  const system = await startSystem(settings, progress);
  console.log(await welcome(system.ready));
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, async () => {
      await system.close();
      process.exit(0);
    });
} catch (error) {
  if (!(error instanceof CannotStart)) throw error;
  console.error(error.message);
  process.exit(1);
}

/** What a person sees when all is ready: a label to scan, the console, and a way in for each sample actor. */
async function welcome({ label, box, pallet, console: desk }: Ready): Promise<string> {
  const qr = await QRCode.toString(label, { type: "utf8", errorCorrectionLevel: "M" });
  const ways = everyone.map(
    ({ actor, name }) => `  ${name.zh} ${name.en}\n    ${desk}#/sign-in/${actor}/${sampleAuthor(actor).pkcs8}`,
  );
  return [
    "",
    qr,
    `扫这个标签 scan this label:  ${label}`,
    `一箱、一托 a box, a pallet:     ${box}  ${pallet}`,
    `工作台 console:              ${desk}`,
    "示例身份，点开就能用 sign in as a sample actor（示例数据 sample data; these keys are public）:",
    ...ways,
    "",
    "Ctrl-C 停止 stops. 数据都在，下次接着用 Data stays for the next start.",
  ].join("\n");
}
