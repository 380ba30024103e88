import { base64url } from "#core/bytes.ts";
import { dictionary, useWords } from "../language.ts";
import { Code, CopyButton } from "../parts/code.tsx";
import { Screen } from "../parts/screen.tsx";
import { useInterval } from "../parts/use-interval.ts";
import { hrefOf } from "../route.ts";
import { actorOf, useSession } from "../session.ts";

const words = dictionary(
  {
    title: "请运营方登记这把钥匙",
    show: "把这个码给运营方（认证机构给认可机构）扫一下，或把下面的文字发过去。对方登记以后，下面会出现“进入”。",
    copy: "复制文字",
    code: "公钥二维码",
    text: "公钥",
    gone: "这台设备上没有这把钥匙。",
    admitted: "登记好了，进入",
  },
  {
    title: "Ask to have this key admitted",
    show: "Let the operator (for a certification body: the accreditor) scan this code, or send the text below. Once admitted, “enter” appears below.",
    copy: "Copy the text",
    code: "QR code of the public key",
    text: "Public key",
    gone: "This key is not on this device.",
    admitted: "Admitted, enter",
  },
);
const EVERY_MS = 5000;

/** The public half of a key, to be shown: the code opens the admission screen with the key filled in. */
export function Invitation({ of }: { of: string }) {
  const t = useWords(words);
  const { keys, actors, reload } = useSession();
  const publicKey = keys.find(({ key }) => key === of)?.publicKey;
  const text = publicKey ? base64url(publicKey) : "";
  useInterval(() => void reload(), EVERY_MS);
  return (
    <Screen title={t.title} back={false}>
      {text ? <p>{t.show}</p> : <p class="refused">{t.gone}</p>}
      {text && <Code alt={t.code} text={`${location.origin}/console/${hrefOf("admit", text)}`} />}
      {text && (
        <output class="mono" aria-label={t.text}>
          {text}
        </output>
      )}
      <div class="dock">
        {actorOf(actors, of) ? (
          <a class="button main" href={hrefOf()}>
            {t.admitted}
          </a>
        ) : (
          <CopyButton text={text} label={t.copy} />
        )}
      </div>
    </Screen>
  );
}
