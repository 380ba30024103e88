import { factsWordsFor } from "./words/facts.ts";
import type { Words } from "./words/zh.ts";

export const Foot = ({ words }: { words: Words }) => {
  const { foot } = factsWordsFor(words);
  const [send, alone, proof, page] = foot.ways;
  return (
    <footer>
      <p>{foot.compare}</p>
      <p class="links">
        <a href="/scan">{foot.scan}</a> <a href="/index.html">{foot.offline}</a>{" "}
        <a href="/log/checkpoint">{foot.log}</a> <a href="/policy.json">{foot.policy}</a>
      </p>
      <details>
        <summary>{foot.elsewhere}</summary>
        <p>{send}</p>
        <p>{alone}</p>
        <p>
          {proof} <code>{`npm run verify -- ${foot.proofFile} --policy ${foot.policyFile}`}</code>
        </p>
        <p>
          {page}{" "}
          <code>{`npm run verify-page -- ${location.origin}${location.pathname} --policy ${foot.policyFile}`}</code>
        </p>
      </details>
      <p>{foot.none}</p>
    </footer>
  );
};
