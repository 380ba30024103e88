import type { Role } from "#core/statement/fields.ts";
import { admit } from "#core/work/people.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { addMonths, firstSecond, lastSecond, localDate, localTime, shownTime } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { Chips, DateField, NamesField, TextField } from "../parts/field.tsx";
import { useForm } from "../parts/form.ts";
import { isId } from "../parts/next-id.ts";
import { Screen } from "../parts/screen.tsx";
import { useSignedIn } from "../session.ts";
import { sha256 } from "../sha256.ts";
import { parsePublicKey } from "./public-key.ts";

const words = dictionary(
  {
    title: "登记主体",
    key: "对方的公钥或邀请链接",
    keyNote: "用手机相机扫对方的邀请码，会直接打开这一页并填好。",
    subject: "编号",
    subjectNote: "小写字母、数字和 -，例如 tea-garden-2。登记以后不能改。",
    name: "名称",
    place: "地址（可以不填）",
    roles: "身份",
    from: "从哪天起",
    to: "到哪天止",
    badKey: "公钥不对",
    badId: "编号不对",
    taken: "编号有人用了",
    noName: "没填名称",
    noRole: "没选身份",
    badDates: "止日在起日之前",
    comma: "、",
    roleNames: {
      operator: "运营方",
      accreditor: "认可机构",
      certifier: "认证机构",
      laboratory: "检测机构",
      grower: "种植",
      factory: "加工",
      packer: "包装",
      regulator: "监管",
    },
    said: (time: string, name: string, subject: string, roles: string, from: string, to: string) =>
      `${time}，我登记${name}（${subject}）为${roles}，${from} 至 ${to}，以上面的公钥为准。`,
    consequence: "从此这把钥匙签的话算这个主体说的，写进合约和账本，公开可查。",
  },
  {
    title: "Admit an actor",
    key: "Their public key or invitation link",
    keyNote: "Scan their invitation with the phone's camera: it opens this screen with the key filled in.",
    subject: "Id",
    subjectNote: "Lower-case letters, digits and -, such as tea-garden-2. It cannot be changed later.",
    name: "Name",
    place: "Place (optional)",
    roles: "Roles",
    from: "From",
    to: "To",
    badKey: "the public key is not right",
    badId: "the id is not right",
    taken: "the id is taken",
    noName: "the name is missing",
    noRole: "no role chosen",
    badDates: "it ends before it begins",
    comma: ", ",
    roleNames: {
      operator: "operator",
      accreditor: "accreditor",
      certifier: "certification body",
      laboratory: "laboratory",
      grower: "grower",
      factory: "factory",
      packer: "packer",
      regulator: "regulator",
    },
    said: (time, name, subject, roles, from, to) =>
      `At ${time} I admit ${name} (${subject}) as ${roles}, ${from} to ${to}, with the public key above.`,
    consequence:
      "From then on what this key signs counts as theirs; it stands in the contract and in the log, for all to see.",
  },
);

export function Admit({ params }: { params: readonly string[] }) {
  const t = useWords(words);
  const language = useLanguage();
  const { me, policy, actors } = useSignedIn();
  const may: readonly Role[] = [
    ...(me.roles.includes("operator") ? (["grower", "factory", "packer", "laboratory"] as const) : []),
    ...(me.roles.includes("accreditor") ? (["certifier"] as const) : []),
  ];
  const today = localDate(new Date());
  const { form, set } = useForm(() => ({
    key: params[0] ?? "",
    subject: "",
    name: { zh: "", en: "" },
    place: { zh: "", en: "" },
    roles: may.slice(0, 1) as readonly string[],
    from: today,
    to: addMonths(today, 24),
  }));
  const publicKey = parsePublicKey(form.key);
  const roles = may.filter((role) => form.roles.includes(role));
  const missing = () => {
    if (!publicKey) return t.badKey;
    if (!isId(form.subject)) return t.badId;
    if (actors.some(({ actor }) => actor === form.subject)) return t.taken;
    if (!form.name.zh.trim() || !form.name.en.trim()) return t.noName;
    if (roles.length === 0) return t.noRole;
    return form.to < form.from ? t.badDates : undefined;
  };
  const hasPlace = form.place.zh.trim() !== "" && form.place.en.trim() !== "";
  const time = localTime(new Date());
  return (
    <Screen title={t.title}>
      <TextField label={t.key} value={form.key} onValue={set("key")} note={t.keyNote} area mono />
      <TextField label={t.subject} value={form.subject} onValue={set("subject")} note={t.subjectNote} mono />
      <NamesField label={t.name} value={form.name} onValue={set("name")} />
      <Chips
        label={t.roles}
        many
        options={may.map((role) => ({ value: role, text: t.roleNames[role] }))}
        chosen={form.roles}
        onChosen={set("roles")}
      />
      <div class="pair">
        <DateField label={t.from} value={form.from} onValue={set("from")} />
        <DateField label={t.to} value={form.to} onValue={set("to")} />
      </div>
      <NamesField label={t.place} value={form.place} onValue={set("place")} />
      <Commitment
        about={{ title: { zh: words.zh.title, en: words.en.title }, detail: form.name }}
        missing={missing()}
        consequence={t.consequence}
        task={() => ({
          steps: admit(sha256, {
            subject: form.subject,
            name: form.name,
            roles,
            publicKey: publicKey ?? new Uint8Array(65),
            verifier: policy.chain.contracts.WebCryptoP256Verifier,
            validFrom: firstSecond(form.from),
            validTo: lastSecond(form.to),
            occurredAt: time,
            ...(hasPlace && { place: form.place }),
          }),
          ids: [form.subject],
        })}
      >
        {t.said(
          shownTime(time),
          form.name[language] || "…",
          form.subject || "…",
          roles.map((role) => t.roleNames[role]).join(t.comma) || "…",
          form.from,
          form.to,
        )}
      </Commitment>
    </Screen>
  );
}
