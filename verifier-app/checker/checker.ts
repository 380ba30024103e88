import "../old-engines.ts";
import { check, tell } from "./asked.ts";
import type { Answer, Asked, Question } from "./question.ts";

// Fetches, asks and checks beside the page, which is free to be laid out, read and touched meanwhile. The page's first words name this worker
// by the page's path, so that it begins before the page's own script is there.
const path = self.name;
let ahead = path ? check({ path }) : undefined;
const take = (asked: Asked) => {
  const taken = "path" in asked && asked.path === path ? ahead : undefined;
  ahead = undefined;
  return taken ?? check(asked);
};

addEventListener("message", async ({ data: { id, asked } }: MessageEvent<Question>) => {
  const answer = (answer: Answer) => postMessage(answer);
  try {
    await tell(await take(asked), (scene) => answer({ id, scene }));
  } catch (error) {
    answer({ id, error: String(error) });
  }
});
