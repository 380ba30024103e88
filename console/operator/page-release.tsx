import { type Differences, differences, isSame } from "#core/release/differences.ts";
import { releaseVerifier } from "#core/work/release.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { localTime, shownSeconds, shownTime } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { TextField } from "../parts/field.tsx";
import { useForm } from "../parts/form.ts";
import { Empty, Heading, Screen, Shown } from "../parts/screen.tsx";
import { together, useView } from "../read/use-view.ts";
import type { Actor, ReleaseView } from "../read/views.ts";
import { sha256 } from "../sha256.ts";

const MOST_SHOWN = 12;
const MOST_VERSION = 60;
const words = dictionary(
  {
    title: "发布查验页",
    notBuilt: "这台服务器上没有构建好的查验页。构建以后再来发布。",
    standing: "现在提供的和发布的",
    never: "还没有发布过。买家的手机没有东西可以比对。",
    same: (n: number) => `一样：现在提供的 ${n} 个文件，和最近一次发布的一个字节不差。`,
    different: "不一样：现在提供的，不是最近一次发布的。没有换过页面的话，先查清是谁换的，再决定发布。",
    newest: (version: string, time: string, who: string, line: number) =>
      `最近一次发布：版本 ${version}，${time}，${who} 签名，账本第 ${line} 行。`,
    onChain: "合约上有这次发布的散列。",
    offChain: "合约上还没有这次发布的散列，再发布一次可以补上。",
    changed: "内容变了",
    added: "多出来的",
    missing: "没有了的",
    more: (n: number) => `还有 ${n} 个`,
    files: "现在提供的文件",
    version: "版本",
    note: "例如 2026-11-27 或 1.4.0，写给读账本的人看。",
    noVersion: "没填版本",
    held: (time: string) => `单文件版 ${time} 已发布过，合约不收第二次；重新构建出不同的单文件版才能发`,
    said: (time: string, version: string, n: number, hash: string) =>
      `${time}，我发布查验页，版本${version}：${n} 个文件，单文件版的散列是 ${hash}。`,
    consequence: "写进公开账本和合约，不能收回，只能再发布新的。谁都可以用 npm run verify-page 拿它比对任何一个网址。",
  },
  {
    title: "Release the page",
    notBuilt: "No page was built on this server. Build it first.",
    standing: "Served and released",
    never: "Nothing was released yet: readers have nothing to compare with.",
    same: (n) => `The same: all ${n} files that are served now are as last released, to the byte.`,
    different:
      "Not the same: what is served now is not what was released last. If nobody changed the page, find out who did before you release it.",
    newest: (version, time, who, line) =>
      `Last release: version ${version}, ${time}, signed by ${who}, line ${line} of the log.`,
    onChain: "The contract holds the hash of this release.",
    offChain: "The contract does not hold the hash of this release yet; releasing again mends that.",
    changed: "Changed",
    added: "Added",
    missing: "Gone",
    more: (n) => `${n} more`,
    files: "Files served now",
    version: "Version",
    note: "Such as 2026-11-27 or 1.4.0, for those who read the log.",
    noVersion: "the version is missing",
    held: (time) =>
      `the one-file page was released at ${time} and the contract takes no hash twice; a build with another one-file page is needed`,
    said: (time, version, n, hash) =>
      `At ${time} I release the page, version ${version}: ${n} files, the hash of the one-file page is ${hash}.`,
    consequence:
      "It stands in the public log and the contract and cannot be taken back, only followed by a newer one. Anybody can compare any address with it: npm run verify-page.",
  },
);

export function ReleasingPage() {
  const t = useWords(words);
  const [release, people] = [useView("/release"), useView("/actors")];
  const loaded = together({ release, people });
  return (
    <Screen title={t.title}>
      <Shown loaded={loaded}>
        {({ release: { served, released }, people: { actors } }) =>
          served ? <Release served={served} released={released} actors={actors} /> : <Empty>{t.notBuilt}</Empty>
        }
      </Shown>
    </Screen>
  );
}

type Props = {
  readonly served: NonNullable<ReleaseView["served"]>;
  readonly released: ReleaseView["released"];
  readonly actors: readonly Actor[];
};

function Release({ served, released, actors }: Props) {
  const t = useWords(words);
  const language = useLanguage();
  const nameOf = (id: string) => actors.find(({ actor }) => actor === id)?.name[language] ?? id;
  const { form, set } = useForm({ version: "" });
  const differing = released && differences(released.statement.files, served.files);
  const same = differing !== undefined && isSame(differing);
  const version = form.version.trim();
  const missing = () => {
    if (served.heldSince > 0) return t.held(shownSeconds(served.heldSince));
    return version === "" ? t.noVersion : undefined;
  };
  const time = localTime(new Date());
  const { verifierHash, files } = served;
  return (
    <>
      <Heading>{t.standing}</Heading>
      {released && (
        <p class="note">
          {t.newest(
            released.statement.version,
            shownTime(released.statement.occurredAt),
            nameOf(released.actor),
            released.index + 1,
          )}{" "}
          {released.onChain ? t.onChain : t.offChain}
        </p>
      )}
      {differing ? (
        <p class={same ? undefined : "refused"} role="status">
          {same ? <b>{t.same(files.length)}</b> : t.different}
        </p>
      ) : (
        <p class="refused" role="status">
          {t.never}
        </p>
      )}
      {differing && !same && <Differing differing={differing} />}
      <details class="folded">
        <summary>
          {t.files} ({files.length})
        </summary>
        <ul class="rows hashes">
          {files.map(({ path, sha256: hash }) => (
            <li key={path}>
              <div>
                <b>{path}</b>
                <p class="note mono">{hash}</p>
              </div>
            </li>
          ))}
        </ul>
      </details>
      {!(same && released?.onChain) && (
        <>
          <TextField
            label={t.version}
            value={form.version}
            onValue={(text) => set("version")(text.slice(0, MOST_VERSION))}
            note={t.note}
          />
          <Commitment
            about={{ title: { zh: words.zh.title, en: words.en.title }, detail: { zh: version, en: version } }}
            missing={missing()}
            consequence={t.consequence}
            task={() => ({
              steps: releaseVerifier(sha256, { occurredAt: time, version, verifierHash, files }),
              ids: [],
            })}
          >
            {t.said(shownTime(time), version || "…", files.length, `${verifierHash.slice(0, 12)}…`)}
          </Commitment>
        </>
      )}
    </>
  );
}

function Differing({ differing }: { readonly differing: Differences }) {
  const t = useWords(words);
  return (
    <ul class="rows hashes">
      {(["changed", "added", "missing"] as const).map((kind) => {
        const paths = differing[kind];
        if (paths.length === 0) return null;
        return (
          <li key={kind}>
            <div>
              <b>
                {t[kind]} ({paths.length})
              </b>
              {paths.slice(0, MOST_SHOWN).map((path) => (
                <p key={path} class="note mono">
                  {path}
                </p>
              ))}
              {paths.length > MOST_SHOWN && <p class="note">{t.more(paths.length - MOST_SHOWN)}</p>}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
