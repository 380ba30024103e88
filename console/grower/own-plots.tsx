import type { ComponentChildren } from "preact";
import { Empty, Screen, Shown } from "../parts/screen.tsx";
import { heldBy } from "../read/plots.ts";
import { useView } from "../read/use-view.ts";
import type { Plot } from "../read/views.ts";
import { useSignedIn } from "../session.ts";

type Props = {
  readonly title: string;
  /** What is said to someone without a plot. */
  readonly none: string;
  readonly children: (plots: readonly Plot[]) => ComponentChildren;
};

/** A screen about the grower's own plots. */
export function OwnPlots({ title, none, children }: Props) {
  const { me } = useSignedIn();
  const loaded = useView("/plots");
  return (
    <Screen title={title}>
      <Shown loaded={loaded}>
        {({ plots }) => {
          const own = heldBy(plots, me.actor);
          return own.length === 0 ? <Empty>{none}</Empty> : children(own);
        }}
      </Shown>
    </Screen>
  );
}
