import type { Filled } from "#core/commitment/filled.ts";

/** The form as it will be printed, in its fixed words: Chinese, whatever language the screen is in. */
export const FormView = ({ filled: { form, boxes, fields } }: { filled: Filled }) => (
  <article class="hgz" lang="zh-CN">
    <h2>{form.title}</h2>
    {[form.pledge, ...form.promises].map((line) => (
      <p key={line}>{line}</p>
    ))}
    <hr />
    <p>{form.basisTitle}</p>
    {boxes.map(({ text }) => (
      <p key={text}>{text}</p>
    ))}
    <hr />
    <dl>
      {fields.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value || "　"}</dd>
        </div>
      ))}
    </dl>
  </article>
);
