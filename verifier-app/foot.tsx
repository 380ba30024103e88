import { factsWordsFor } from "./words/facts.ts";
import type { Words } from "./words/zh.ts";

export const Foot = ({ words }: { words: Words }) => {
  const { foot } = factsWordsFor(words);
  return (
    <footer>
      <p>{foot.compare}</p>
      <p class="links">
        <a href="/scan">{foot.scan}</a> <a href="/index.html">{foot.offline}</a>{" "}
        <a href="/log/checkpoint">{foot.log}</a> <a href="/policy.json">{foot.policy}</a>
      </p>
      <p>{foot.none}</p>
    </footer>
  );
};
