import { posix } from "node:path";
import { describe, expect, it } from "vitest";
import { filesOf, importsOf, textOf } from "./tree.ts";

const files = filesOf();
const modules = files.filter((path) => /\.tsx?$/.test(path));
const texts = files.filter((path) => /(\.(ts|tsx|css|html|sol|json|md|txt|svg)|\/run|LICENSE)$/.test(path));
const within = (folder: string) => modules.filter((path) => path.startsWith(`${folder}/`));

/** `core/log/tree.ts` for a file of ours, the bare specifier for anything else. */
function target(from: string, specifier: string): string {
  if (specifier.startsWith("#")) return specifier.slice(1);
  if (specifier.startsWith(".")) return posix.normalize(posix.join(posix.dirname(from), specifier));
  return specifier;
}

/** "who → what" for every import in `folder` that is neither under `own` nor one of `packages`. */
const trespasses = (folder: string, own: readonly string[], packages: readonly RegExp[]) =>
  within(folder).flatMap((path) =>
    importsOf(path)
      .map((specifier) => target(path, specifier))
      .filter((to) => !own.some((wall) => to.startsWith(`${wall}/`)) && !packages.some((name) => name.test(to)))
      .map((to) => `${path} → ${to}`),
  );

describe("the walls", () => {
  it("core imports nothing but itself, @noble and zod/mini", () => {
    expect(trespasses("core", ["core"], [/^@noble\/(curves|hashes)\//, /^zod\/mini$/])).toEqual([]);
  });

  it("the verifier app imports nothing but itself, core, @noble and preact, and scanner and overlay their decoders", () => {
    const built = /^verifier-app\/([a-z]+\/)?vite\.config\.ts → (vite|node:[a-z]+)$/;
    const packages = [
      /^preact(\/hooks|\/jsx-runtime)?$/,
      /^@noble\/(curves|hashes)\//,
      /^zxing-wasm\//,
      /^qr\/decode\.js$/,
    ];
    expect(trespasses("verifier-app", ["core", "verifier-app"], packages).filter((one) => !built.test(one))).toEqual(
      [],
    );
  });

  it("the console imports nothing but itself, core and its own packages", () => {
    const built = /^console\/vite\.config\.ts → (vite|node:[a-z]+|@preact\/[a-z-]+)$/;
    const packages = [
      /^preact(\/hooks|\/jsx-runtime)?$/,
      /^idb$/,
      /^qrcode$/,
      /^(pdf-lib|fontkit|jsbarcode)$/,
      /^@fontsource\/noto-sans-sc\//,
      /^zxing-wasm\//,
      /^zod\/mini$/,
      /^papaparse$/,
      /^read-excel-file\/universal$/,
    ];
    expect(trespasses("console", ["core", "console"], packages).filter((one) => !built.test(one))).toEqual([]);
  });

  it("backend imports neither scripts, tests nor apps", () => {
    const reached = within("backend").flatMap((path) => importsOf(path).map((to) => `${path} → ${target(path, to)}`));
    expect(reached.filter((one) => / → (scripts|test|verifier-app|console)\//.test(one))).toEqual([]);
  });

  it("nothing that runs imports a test", () => {
    const running = modules.filter((path) => !path.startsWith("test/"));
    const reached = running.flatMap((path) => importsOf(path).map((to) => `${path} → ${target(path, to)}`));
    expect(reached.filter((one) => / → test\//.test(one))).toEqual([]);
  });

  it("sees through every way to import", () => {
    expect(importsOf("test/architecture.test.ts")).toEqual(["node:path", "vitest", "./tree.ts"]);
    expect(target("core/evidence/verify.ts", "../entry.ts")).toBe("core/entry.ts");
    expect(target("core/entry.ts", "../backend/log.ts")).toBe("backend/log.ts");
    expect(target("backend/app.ts", "#core/entry.ts")).toBe("core/entry.ts");
  });
});

describe("the tree", () => {
  it("has no folder whose name says nothing", () => {
    const vague = /(^|\/)(src|lib|packages|utils?|helpers?|common|shared|misc|config)\//;
    expect(files.filter((path) => vague.test(path))).toEqual([]);
    expect(files.filter((path) => path.startsWith("types/"))).toEqual([]);
  });

  it("has no file of more than 400 lines", () => {
    const sources = files.filter((path) => /\.(ts|tsx|css|html|sol|md)$/.test(path));
    expect(sources.filter((path) => textOf(path).split("\n").length > 401)).toEqual([]);
  });

  it("has no enum, and no clock, dice or environment in core", () => {
    const found = modules.filter((path) => /^\s*(export )?(const )?enum /m.test(textOf(path)));
    expect(found).toEqual([]);
    expect(
      within("core").filter((path) =>
        /\bconsole\.|\bprocess\.|\bDate\.now\(|\bMath\.random\(|\bnew Date\(\)/.test(textOf(path)),
      ),
    ).toEqual([]);
  });
});

describe("the words", () => {
  it("never calls a product genuine: the word stands only where the rule is stated", () => {
    const rule = ["docs/glossary.md", "docs/threat-model.md"];
    const found = texts.filter((path) => textOf(path).includes("\u6b63\u54c1"));
    expect(found).toEqual(rule);
  });

  it("names no path of somebody's machine", () => {
    const machine = /(?<![\w.*-])\/(?:work|shared|home|Users)\/[\w.]/;
    expect(texts.filter((path) => machine.test(textOf(path)))).toEqual([]);
  });

  it("skips no test and favours none", () => {
    const marked = /\b(?:it|test|describe)\.(?:skip|only|todo|skipIf|runIf)\b|\bvm\.skip\(/;
    const tests = files.filter((path) => path.startsWith("test/") && /\.(ts|tsx|sol)$/.test(path));
    expect(tests.filter((path) => marked.test(textOf(path)))).toEqual([]);
  });
});

describe("the documents", () => {
  const documents = files.filter((path) => path.endsWith(".md"));

  it("link only to what is there", () => {
    const broken = documents.flatMap((path) =>
      [...textOf(path).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)]
        .map(([, to = ""]) => posix.normalize(posix.join(posix.dirname(path), to)))
        .filter((to) => !files.some((file) => file === to || file.startsWith(`${to.replace(/\/$/, "")}/`)))
        .map((to) => `${path} → ${to}`),
    );
    expect(broken).toEqual([]);
  });

  it("threats are met in files that exist", () => {
    const named = [
      ...textOf("docs/threat-model.md").matchAll(
        /`((?:core|contracts|backend|scripts|verifier-app|console|test)\/[\w./-]+)`/g,
      ),
    ];
    const missing = named
      .map(([, path = ""]) => path)
      .filter((path) => !files.some((file) => file === path || file.startsWith(`${path.replace(/\/$/, "")}/`)));
    expect(named.length).toBeGreaterThan(10);
    expect(missing).toEqual([]);
  });

  it("the readme names only commands that exist, the first of them by line 25", () => {
    const { scripts } = JSON.parse(textOf("package.json")) as { scripts: Record<string, string> };
    const readme = textOf("README.md");
    const commands = [...readme.matchAll(/npm (?:run )?(?!ci\b|install\b)([a-z]+)/g)].map(([, name = ""]) => name);
    expect(commands.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
    expect(readme.split("\n").slice(0, 25).join("\n")).toMatch(
      /npx --yes --package=node@24 -c 'npm ci && npm start'[\s\S]*npx --yes --package=node@24 -c 'npm ci && npm test'/,
    );
  });

  it("every dependency has its reason", () => {
    const { dependencies, devDependencies } = JSON.parse(textOf("package.json")) as Record<
      string,
      Record<string, string>
    >;
    const reasons = textOf("docs/decisions/0002-dependencies.md");
    const names = Object.keys({ ...dependencies, ...devDependencies });
    expect(names.filter((name) => !reasons.includes(`| \`${name}\` |`))).toEqual([]);
  });
});
