import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright-core";

const RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];
/** Where only colours changed, nothing else need be asked again. */
export const COLOURS = ["color-contrast", "link-in-text-block"];

/**
 * What axe finds wrong in a page, or in one part of it: the rule, and the element that it names first. No page here has frames, so axe needs
 * no second page to put its answers together, and of what is right it says nothing: a quarter of the time.
 */
export async function axeFindings(page: Page, within?: string, runOnly: string[] = RULES): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"], runOnly }).setLegacyMode();
  const { violations } = await (within ? axe.include(within) : axe).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
}
