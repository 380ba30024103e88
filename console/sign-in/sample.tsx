import { useEffect, useState } from "preact/hooks";
import { chooseKey, importSampleKey } from "../keys/device-key.ts";
import { dictionary, useWords } from "../language.ts";
import { Screen } from "../parts/screen.tsx";
import { hrefOf } from "../route.ts";
import { actorOf, useSession } from "../session.ts";

const words = dictionary(
  {
    title: "示例登录",
    real: "这不是示例系统，不能从链接带入钥匙。请在这台设备上新建钥匙，再请运营方登记。",
    wrong: "这个链接里的钥匙读不出来。请把链接完整地再复制一次。",
    other: "这把钥匙不是这个主体的。请用服务打印的链接。",
    working: "正在带入示例钥匙…",
    keys: "去看钥匙",
  },
  {
    title: "Sample sign-in",
    real: "This is not a sample system; no key can come from a link. Create a key on this device and ask the operator to admit it.",
    wrong: "The key in this link cannot be read. Copy the whole link again.",
    other: "This key is not that actor's. Use the link that the service printed.",
    working: "Taking in the sample key…",
    keys: "See keys",
  },
);

/** `#/sign-in/{actor}/{pkcs8}`: sample keys are public, so a link may carry one; only where the policy says that all is sample. */
export function SampleSignIn({ actor, pkcs8 }: { actor: string; pkcs8: string }) {
  const t = useWords(words);
  const { policy, actors, reload } = useSession();
  const [refused, setRefused] = useState<"real" | "wrong" | "other" | undefined>(policy.sample ? undefined : "real");
  useEffect(() => {
    if (!policy.sample) return;
    importSampleKey(pkcs8)
      .then(async ({ key }) => {
        if (actorOf(actors, key)?.actor !== actor) return setRefused("other");
        chooseKey(key);
        await reload();
        // The link holds a key: it does not stay in the history.
        history.replaceState(null, "", hrefOf());
        dispatchEvent(new HashChangeEvent("hashchange"));
      })
      .catch(() => setRefused("wrong"));
  }, [actor, pkcs8]);
  return (
    <Screen title={t.title} back={false}>
      {refused ? (
        <p class="refused" role="alert">
          {t[refused]}
        </p>
      ) : (
        <p role="status">
          <progress aria-label={t.working} /> {t.working}
        </p>
      )}
      {refused && (
        <a class="button" href={hrefOf("sign-in")}>
          {t.keys}
        </a>
      )}
    </Screen>
  );
}
