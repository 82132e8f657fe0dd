// @ts-check
// What every page owes everybody, whatever it shows.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The rules for the web that a program can check. @param {any} page @param {string} state  of the page */
export async function checkRules(page, state) {
  // Evaluated by the test, not by the page, whose policy would refuse it.
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const { violations: found } = await window["axe"].run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a",
      "wcag21aa", "wcag22aa", "best-practice"] });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html.slice(0, 160)).join(" | ")}`);
  });
  assert.deepEqual(violations, [], state);
}

/**
 * The same in light and in dark colours, to which nothing is still on its way.
 * @param {any} page @param {string} state
 */
export async function checkRulesInBothSchemes(page, state) {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await checkRules(page, `${state} (${colorScheme})`);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}

/** Looks at the page at each of these widths. @param {any} page @param {number[]} widths @param {() => any} check */
export async function atEachWidth(page, widths, check) {
  const { height } = page.viewportSize();
  for (const width of widths) {
    await page.setViewportSize({ width, height });
    await check();
  }
}

/** Nothing is cut off, or scrolls sideways. @param {any} page */
export async function checkWidth(page) {
  const outside = await page.evaluate(() => [...document.querySelectorAll("body *")].filter(dom => {
    const { left, right, width } = dom.getBoundingClientRect();
    const onlyHeard = width <= 1 || getComputedStyle(dom).clipPath !== "none";
    const hasText = [...dom.childNodes].some(node =>
      node.nodeType === Node.TEXT_NODE && /** @type {Text} */ (node).data.trim());
    return dom.checkVisibility() && !onlyHeard && (right > innerWidth + 0.5 || left < -0.5
      || (hasText && dom.scrollWidth > Math.ceil(width)));
  }).map(dom => dom.outerHTML.slice(0, 100)));
  const at = `at ${page.viewportSize().width} pixels`;
  assert.deepEqual(outside, [], at);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, at);
}

/** Fingers can hit what is to be pressed. @param {any} page */
export async function checkTargets(page) {
  const small = await page.locator("button:visible, input:visible, textarea:visible").evaluateAll(all => all
    .filter(dom => Math.min(dom.getBoundingClientRect().width, dom.getBoundingClientRect().height) < 24)
    .map(dom => dom.outerHTML));
  assert.deepEqual(small, [], `at ${page.viewportSize().width} pixels`);
}
