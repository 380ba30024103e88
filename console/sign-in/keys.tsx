import { useState } from "preact/hooks";
import { chooseKey, createKey } from "../keys/device-key.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { localTime, shownTime } from "../parts/clock.ts";
import { Icon } from "../parts/icon.tsx";
import { Empty, Heading, Screen } from "../parts/screen.tsx";
import { go, hrefOf } from "../route.ts";
import { actorOf, useSession } from "../session.ts";

const words = dictionary(
  {
    title: "这台设备上的钥匙",
    what: "用自己的钥匙签名，不用密码。钥匙只在这台设备里，谁也读不出来。",
    none: "这台设备上还没有钥匙。",
    mine: "钥匙",
    waiting: "还没登记",
    show: "出示邀请",
    enter: "进入",
    now: "正在用",
    create: "新建钥匙",
    made: (time: string) => `${time} 建立`,
    numbers: "不登录也能看：公开数字",
    lost: "设备丢了，这把钥匙就没有了，要请运营方重新登记。",
    tryTitle: "试用",
    tryIt: "这是示例系统。启动服务时会打印每个示例主体的登录链接，打开就能试每一种身份。",
    sample: "示例钥匙，人人都有",
  },
  {
    title: "Keys on this device",
    what: "You sign with your own key; there is no password. It stays on this device and cannot be read out.",
    none: "There is no key on this device yet.",
    mine: "Keys",
    waiting: "Not admitted yet",
    show: "Show invitation",
    enter: "Enter",
    now: "In use",
    create: "Create a key",
    made: (time) => `made ${time}`,
    numbers: "To see without a key: the public numbers",
    lost: "If the device is lost, so is the key; then the operator must admit you again.",
    tryTitle: "Try it",
    tryIt:
      "This is a sample system. Starting the service prints a sign-in link for each sample actor; open one to try that role.",
    sample: "Sample key, known to everyone",
  },
);

export function Keys() {
  const t = useWords(words);
  const language = useLanguage();
  const { keys, actors, policy, key: chosen, reload } = useSession();
  const [busy, setBusy] = useState(false);
  const enter = async (key: string): Promise<void> => {
    chooseKey(key);
    await reload();
    go();
  };
  const create = async (): Promise<void> => {
    setBusy(true);
    const made = await createKey();
    chooseKey(made.key);
    await reload();
    setBusy(false);
    go("invitation", made.key);
  };
  return (
    <Screen title={t.title} back={false}>
      <p>{t.what}</p>
      <Heading>{t.mine}</Heading>
      {keys.length === 0 && <Empty>{t.none}</Empty>}
      <ul class="rows">
        {keys.map(({ key, createdAt, sample }) => {
          const actor = actorOf(actors, key);
          return (
            <li key={key}>
              <div>
                <b>{actor?.name[language] ?? t.waiting}</b>
                <p class="note">{sample ? t.sample : t.made(shownTime(localTime(new Date(createdAt))))}</p>
              </div>
              {actor ? (
                <button type="button" class="quiet" onClick={() => void enter(key)}>
                  {chosen?.key === key ? t.now : t.enter}
                </button>
              ) : (
                <a class="button" href={hrefOf("invitation", key)}>
                  {t.show}
                </a>
              )}
            </li>
          );
        })}
      </ul>
      <p class="note">{t.lost}</p>
      <p class="note">
        <a href={hrefOf("numbers")}>{t.numbers}</a>
      </p>
      {policy.sample && (
        <>
          <Heading>{t.tryTitle}</Heading>
          <p>{t.tryIt}</p>
        </>
      )}
      <div class="dock">
        <button type="button" class="main" disabled={busy} onClick={() => void create()}>
          <Icon name="key" /> {t.create}
        </button>
      </div>
    </Screen>
  );
}
