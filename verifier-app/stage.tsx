import { storeLanguage, wordsIn } from "./language.ts";
import { Page, type PageProps } from "./page.tsx";
import { paint } from "./paint.ts";
import type { Scene } from "./scene.ts";
import type { Words } from "./words/zh.ts";

type State = {
  readonly words: Words;
  readonly scene?: Scene | undefined;
  readonly below?: PageProps["below"];
  readonly open?: PageProps["open"];
};
type Fixed = {
  readonly onAgain?: (() => void) | undefined;
  readonly serverWords?: Node | undefined;
  readonly alone?: true;
};
export type Stage = {
  /** `again`: the same scene, with more of it checked. What is open stays open. */
  readonly show: (scene?: Scene, again?: boolean) => void;
};

/** The page's whole state in one place; every change draws the page anew. The second chunk is asked for with the first scene. */
export function stage(root: HTMLElement, words: Words, fixed: Fixed = {}): Stage {
  const place = document.createElement("div");
  let state: State = { words };
  const change = (next: Partial<State>) => {
    state = { ...state, ...next };
    document.documentElement.lang = state.words.htmlLanguage;
    const { scene, below, open } = state;
    const draw = below && below !== "missing" ? below.draw : paint;
    draw(
      <Page
        {...fixed}
        words={state.words}
        scene={scene}
        below={below}
        open={open}
        onOpen={(open) => change({ open })}
        onLanguage={switchLanguage}
      />,
      place,
    );
    if (!place.isConnected) root.replaceChildren(place);
  };
  const switchLanguage = () => {
    const language = state.words.language === "en" ? "zh" : "en";
    storeLanguage(language);
    void wordsIn(language).then((words) => change({ words }));
  };
  let asked = false;
  const askBelow = () => {
    if (asked) return;
    asked = true;
    import("./below.tsx").then(
      async (below) => {
        await below.styled;
        change({ below, scene: shown && below.told(shown) });
        if (!fixed.alone) await below.settle(shown, () => put(shown));
      },
      () => change({ below: "missing" }),
    );
  };
  let shown: Scene | undefined;
  const put = (scene: Scene | undefined, more: Partial<State> = {}) => {
    shown = scene;
    const { below } = state;
    change({ ...more, scene: scene && below && below !== "missing" ? below.told(scene) : scene });
  };
  return {
    show(scene, again) {
      put(scene, again ? {} : { open: undefined });
      if (scene) askBelow();
    },
  };
}
