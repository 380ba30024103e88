import { useState } from "preact/hooks";
import { dictionary, useWords } from "../../language.ts";
import { Chips } from "../../parts/field.tsx";
import { Empty, Heading, Screen, Shown } from "../../parts/screen.tsx";
import { useView } from "../../read/use-view.ts";
import { useSignedIn } from "../../session.ts";
import { BoxForm } from "./box-form.tsx";
import { PalletForm } from "./pallet-form.tsx";
import { UnitList } from "./unit-list.tsx";

const words = dictionary(
  {
    title: "装箱",
    what: "做什么",
    box: "装一箱",
    pallet: "码一托",
    none: "还没有启用的标签。先贴好、启用，再装箱。",
    existing: "装好的",
  },
  {
    title: "Boxes",
    what: "What",
    box: "Pack a box",
    pallet: "Load a pallet",
    none: "No labels are active yet. Put them on and activate them first.",
    existing: "Packed already",
  },
);

/** Puts active labels into boxes and boxes onto pallets, and lists what was packed. */
export function Boxes() {
  const t = useWords(words);
  const { me } = useSignedIn();
  const batches = useView("/batches");
  // A new form with a new code for each.
  const [round, setRound] = useState(0);
  const next = () => setRound(round + 1);
  const [kind, setKind] = useState<"box" | "pallet">("box");
  return (
    <Screen title={t.title}>
      <Shown loaded={batches}>
        {({ batches }) => {
          const own = batches.filter(
            (one) => one.keeper === me.actor && one.mints.some(({ activatedAt }) => activatedAt > 0),
          );
          if (own.length === 0) return <Empty>{t.none}</Empty>;
          return (
            <>
              <Chips
                label={t.what}
                options={[
                  { value: "box", text: t.box },
                  { value: "pallet", text: t.pallet },
                ]}
                chosen={[kind]}
                onChosen={([one]) => setKind(one === "pallet" ? "pallet" : "box")}
              />
              {kind === "box" ? (
                <BoxForm key={round} own={own} onNext={next} />
              ) : (
                <PalletForm key={round} onNext={next} />
              )}
              <Heading>{t.existing}</Heading>
              <UnitList key={round} own={own} />
            </>
          );
        }}
      </Shown>
    </Screen>
  );
}
