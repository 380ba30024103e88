import { counted, dictionary, useLanguage, useWords } from "./language.ts";
import { kilograms } from "./parts/amount.ts";
import { Empty, Heading, Shown } from "./parts/screen.tsx";
import { useLiveView, useView } from "./read/use-view.ts";
import type { Batch, Product } from "./read/views.ts";
import { hrefOf } from "./route.ts";
import { nameOf, useSession } from "./session.ts";

const words = dictionary(
  {
    mine: "我的批次",
    all: "全部批次",
    none: "还没有批次。",
    open: "没封账",
    closed: "已封账",
    recalled: "已召回",
    flagged: "采早了，等处理",
    coming: "等您收",
    left: (grams: string) => `还剩 ${grams}`,
    to: (who: string) => `交给${who}，等签收`,
    with: (who: string) => `现在归${who}`,
    rejected: (why: string) => `没有收：${why}`,
    entries: (n: number) => `${n} 条记录`,
  },
  {
    mine: "My batches",
    all: "All batches",
    none: "No batches yet.",
    open: "open",
    closed: "closed",
    recalled: "recalled",
    flagged: "picked too early, waits for release",
    coming: "for you",
    left: (grams) => `${grams} left`,
    to: (who) => `offered to ${who}`,
    with: (who) => `now with ${who}`,
    rejected: (why) => `not taken: ${why}`,
    entries: (n) => counted(n, "entry", "entries"),
  },
);
const MOST = 20;

/** The newest batches: of one actor, and those that wait for it, or of everyone. */
export function BatchList({ of }: { of?: string }) {
  const t = useWords(words);
  const loaded = useLiveView("/batches");
  const products = useView("/products").data?.products ?? [];
  return (
    <>
      <Heading>{of ? t.mine : t.all}</Heading>
      <Shown loaded={loaded}>
        {({ batches }) => {
          const own = batches
            .filter(
              (one) => !of || one.holder === of || one.keeper === of || (one.nextHolder === of && one.leftGrams > 0),
            )
            .slice(0, MOST);
          if (own.length === 0) return <Empty>{t.none}</Empty>;
          return (
            <ul class="rows">
              {own.map((batch) => (
                <BatchLine key={batch.batch} batch={batch} products={products} {...(of && { of })} />
              ))}
            </ul>
          );
        }}
      </Shown>
    </>
  );
}

function BatchLine({ batch, products, of }: { batch: Batch; products: readonly Product[]; of?: string }) {
  const t = useWords(words);
  const language = useLanguage();
  const { actors } = useSession();
  const product = products.find((one) => one.product === batch.product)?.definition.name[language] ?? batch.product;
  const coming = of !== undefined && batch.nextHolder === of;
  const parts = [nameOf(actors, batch.holder)[language], kilograms(batch.massGrams), t.entries(batch.entries)];
  if (batch.state === "closed") parts.push(t.left(kilograms(batch.leftGrams)));
  if (batch.nextHolder) parts.push(t.to(nameOf(actors, batch.nextHolder)[language]));
  if (batch.keeper !== batch.holder) parts.push(t.with(nameOf(actors, batch.keeper)[language]));
  if (batch.rejection !== "") parts.push(t.rejected(batch.rejection));
  const state = batch.recalled ? t.recalled : coming ? t.coming : t[batch.state];
  return (
    <li>
      <div>
        <b>
          {batch.batch} {product}
        </b>
        <p class="note">{parts.join(" · ")}</p>
        {batch.flags.some(({ resolved }) => !resolved) && <p class="shut-plot">{t.flagged}</p>}
      </div>
      {batch.state === "open" && !coming && of ? (
        <a href={hrefOf("close", batch.batch)}>{state}</a>
      ) : (
        <b class={batch.recalled ? "alarm" : "calm"}>{state}</b>
      )}
    </li>
  );
}
