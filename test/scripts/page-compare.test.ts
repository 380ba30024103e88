import { expect, it } from "vitest";
import { fillPage } from "#backend/http/page.ts";
import { isFilled } from "#scripts/page/compare.ts";

const template = `<!doctype html><title><!--server:title--></title><main><h1>x</h1><div><!--server:words--></div></main><p>end</p></body>`;
const served = fillPage(template, {
  title: "茶 <b>",
  lines: ["批次 1", "<script>x</script>", "</div>"],
  sample: true,
  linked: { name: "<茶>" },
});

it("the released page with the service's words in it is the released page", () => {
  expect(isFilled(template, served)).toBe(true);
  expect(isFilled("<p>no places</p>", "<p>no places</p>")).toBe(true);
});

it.each([
  ["a script among the words", served.replace("批次 1", "<script src=/x.js></script>")],
  ["an image that runs", served.replace("批次 1", "<img src=x onerror=alert(1)>")],
  ["a handler on a paragraph", served.replace('<p class="line">', '<p class="line" onclick="x()">')],
  ["a style", served.replace('<p class="line">', '<p style="display:none">')],
  ["a link", served.replace("批次 1", '<a href="https://evil.example">x</a>')],
  ["markup in the title", served.replace("<title>", "<title></title><script src=/x.js></script><title>")],
  ["a script that says it is data", served.replace("application/ld+json", "text/javascript")],
  ["a second piece of data", served.replace("<h1>", '<script type="application/ld+json">{}</script><h1>')],
  ["another ending", served.replace("<p>end</p>", "<p>End</p>")],
  ["another beginning", served.replace("<!doctype", "<!Doctype")],
  ["another middle", served.replace("<h1>x</h1>", "<h1>y</h1>")],
  ["nothing", ""],
])("with %s it is not", (_what, other) => {
  expect(other).not.toBe(served);
  expect(isFilled(template, other)).toBe(false);
});
