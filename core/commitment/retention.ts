type Clock = {
  readonly what: { readonly zh: string; readonly en: string };
  readonly law: string;
  readonly until: string;
};

const clocks = [
  { months: 6, what: { zh: "合格证", en: "the certificate" }, law: "农业农村部令2025年第4号" },
  { months: 24, what: { zh: "农产品生产记录", en: "the production record" }, law: "农产品质量安全法 第二十七条" },
  { months: 24, what: { zh: "农药使用记录", en: "the pesticide record" }, law: "农药管理条例 第三十六条" },
  { months: 60, what: { zh: "本平台的记录", en: "this platform's records" }, law: "本平台规定" },
] as const;

/** How long what stands behind a certificate must be kept (R-CDC-KEEP), each with who says so. Days are YYYY-MM-DD. */
export const retention = (issuedOn: string): readonly Clock[] =>
  clocks.map(({ months, what, law }) => ({ what, law, until: monthsAfter(issuedOn, months) }));

/** The last of them: until then nothing may be thrown away. */
export const keepUntil = (issuedOn: string): string =>
  retention(issuedOn)
    .map(({ until }) => until)
    .sort()
    .at(-1) ?? issuedOn;

/** The same day of a later month, or the month's last where it has no such day. */
function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const count = year * 12 + month - 1 + months;
  const [y, m] = [Math.floor(count / 12), (count % 12) + 1];
  const last =
    [31, y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m - 1] ??
    28;
  return [y, String(m).padStart(2, "0"), String(Math.min(date, last)).padStart(2, "0")].join("-");
}
