import type { Words } from "./words/zh.ts";

export const Foot = ({ words: { foot } }: { words: Words }) => (
  <footer>
    <p>{foot.compare}</p>
    <p class="links">
      <a href="/scan">{foot.scan}</a> <a href="/index.html">{foot.offline}</a> <a href="/log/checkpoint">{foot.log}</a>{" "}
      <a href="/policy.json">{foot.policy}</a>
    </p>
    <p>{foot.none}</p>
  </footer>
);
