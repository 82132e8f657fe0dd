// @ts-check
// Everybody can use it: without a mouse, without sight, on a narrow screen, in the dark.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { outsider, startWorld } from "./support/browser.js";

const longWord = `A${"b".repeat(150)}`;
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

describe("everybody", () => {
  let world, otto, ana;

  before(async () => {
    world = await startWorld();
    otto = outsider(world.server);
  });

  after(() => world.end());

  beforeEach(async () => {
    for (const { title } of await otto.list()) await otto.remove(title);
  });

  afterEach(async () => {
    assert.deepEqual(ana.faults, []);
    await ana.leave();
  });

  async function fill() {
    await otto.propose("Sourdough", "Flour, see https://example.org/bread.\n\nAnd patience.");
    await otto.write("Sourdough", "With rye?");
    await otto.write("Sourdough", "Yes", "Ana");
    await otto.propose("كيف نخبز", "خبز", "ليلى");
    await otto.propose(longWord, `${"long".repeat(200)} https://example.org/${"x".repeat(300)}`, "N".repeat(80));
  }

  async function check(state) {
    // Evaluated by the test, not by the page, whose policy would refuse it.
    await ana.page.evaluate(axe);
    const violations = await ana.page.evaluate(async () => {
      const { violations: found } = await window["axe"].run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a",
        "wcag21aa", "wcag22aa", "best-practice"] });
      return found.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html.slice(0, 160)).join(" | ")}`);
    });
    assert.deepEqual(violations, [], state);
  }

  for (const colorScheme of ["light", "dark"]) {
    it(`axe finds nothing in any state (${colorScheme})`, async () => {
      ana = await world.person("Ana", { colorScheme });
      await check("empty");

      await ana.button("Propose the first talk").click();
      await ana.button("Propose talk").click();
      await check("a form with an error");

      await fill();
      await ana.talk("Sourdough").waitFor();
      await check("talks, all new");

      await ana.open("Sourdough");
      await ana.startEditing("Sourdough");
      await ana.comment("Yes").getByRole("button", { name: /^Edit/ }).click();
      await ana.comment("With rye?").getByRole("button", { name: /^Remove/ }).click();
      await ana.talk("كيف نخبز").getByRole("button", { name: /^Remove/ }).click();
      await check("comments, edits and questions");

      await ana.commentField("Sourdough").fill("half a thought");
      await otto.propose("Sourdough", "other words");
      await otto.remove(longWord);
      await ana.page.getByText("Somebody else changed this talk meanwhile").waitFor();
      await otto.remove("Sourdough");
      await ana.tombstone("Sourdough").waitFor();
      await ana.page.context().setOffline(true);
      await ana.state("offline");
      await check("what is left of removed talks, offline");
    });
  }

  it("axe finds nothing on the page for unknown addresses, which works at any depth", async () => {
    ana = await world.person("Ana");
    await ana.page.goto(`${world.server.url}/no/such/page`);
    await check("404");
    await ana.page.getByRole("link", { name: "Go to the talks" }).click();
    await ana.live();
  });

  for (const [width, what] of [[320, "320 pixels"], [360, "a phone"], [768, "a tablet"], [1280, "a desktop"]]) {
    it(`nothing is cut off or scrolls sideways on ${what}`, async () => {
      await fill();
      ana = await world.person("", { viewport: { width: Number(width), height: 700 } });
      await ana.open("Sourdough");
      await ana.startEditing("Sourdough");
      await ana.button("Propose a talk").click();
      await ana.page.locator(".comment").getByRole("button", { name: /^Remove/ }).first().click();

      const outside = await ana.page.evaluate(() => [...document.querySelectorAll("body *")].filter(dom => {
        const { left, right, width } = dom.getBoundingClientRect();
        const onlyHeard = width <= 1 || getComputedStyle(dom).clipPath !== "none";
        const hasText = [...dom.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
        return dom.checkVisibility() && !onlyHeard && (right > innerWidth + 0.5 || left < -0.5
          || (hasText && dom.scrollWidth > Math.ceil(width)));
      }).map(dom => dom.outerHTML.slice(0, 100)));
      assert.deepEqual(outside, []);
      assert.equal(await ana.page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
    });
  }

  it("targets are large enough for a finger", async () => {
    await fill();
    ana = await world.person("Ana", { viewport: { width: 360, height: 700 } });
    await ana.open("Sourdough");
    const small = await ana.page.locator("button:visible, input:visible, textarea:visible").evaluateAll(all => all
      .filter(dom => Math.min(dom.getBoundingClientRect().width, dom.getBoundingClientRect().height) < 24)
      .map(dom => dom.outerHTML));
    assert.deepEqual(small, []);
  });

  it("the keyboard alone is enough", async () => {
    ana = await world.person("");
    const { keyboard } = ana.page;
    const focused = () => ana.page.evaluate(() => {
      const dom = /** @type {HTMLInputElement} */ (document.activeElement);
      return (dom.getAttribute("aria-label") ?? dom.labels?.[0]?.textContent ?? dom.textContent).replace(/\s+/g, " ");
    });
    const tabTo = async pattern => {
      for (let count = 0; count < 30 && !pattern.test(await focused()); count += 1) await keyboard.press("Tab");
      assert.match(await focused(), pattern);
      const seen = await ana.page.evaluate(() => {
        const { top, bottom } = document.activeElement.getBoundingClientRect();
        return bottom > 0 && top < innerHeight && getComputedStyle(document.activeElement).outlineStyle !== "none";
      });
      assert.ok(seen, `focus on ${pattern} can be seen`);
    };

    await keyboard.press("Tab");
    assert.equal(await focused(), "Skip to the talks");
    await tabTo(/^Propose a talk/);
    await keyboard.press("Enter");
    assert.match(await focused(), /^Title/);
    await keyboard.type("Knots");
    await tabTo(/^Your name/);
    await keyboard.type("Kim");
    await keyboard.press("Control+Enter");
    await ana.talk("Knots").waitFor();
    assert.equal(await focused(), "Propose a talk", "focus is back where the form was");

    await tabTo(/^Comment on “Knots”/);
    await keyboard.press("Enter");
    await tabTo(/^Your comment/);
    await keyboard.type("A rope each");
    await keyboard.press("Control+Enter");
    await ana.comment("A rope each").waitFor();
    assert.match(await focused(), /^Your comment/, "focus stays in the emptied field");

    await ana.page.keyboard.press("Shift+Tab");
    await ana.page.keyboard.press("Shift+Tab");
    assert.match(await focused(), /^Edit your comment/);
    await keyboard.press("Enter");
    await keyboard.press("End");
    await keyboard.type("!");
    await tabTo(/^Save/);
    await keyboard.press("Enter");
    await ana.comment("A rope each!").waitFor();
    assert.match(await focused(), /^Edit your comment/);

    await tabTo(/^Remove the comment/);
    await keyboard.press("Enter");
    assert.equal(await focused(), "Keep", "the harmless answer comes first");
    await keyboard.press("Shift+Tab");
    await keyboard.press("Enter");
    await ana.tombstone("Comment removed by you.").waitFor();
    assert.equal(await focused(), "Hide this notice");
    await keyboard.press("Enter");
    assert.match(await focused(), /^Your comment/);
  });

  it("the page has one h1, landmarks, and two live regions that are empty at load", async () => {
    await fill();
    ana = await world.person("Ana");
    for (const selector of ["h1", "main", "header.masthead", "[role=status]", "[role=alert]"]) {
      assert.equal(await ana.page.locator(selector).count(), 1, selector);
    }
    assert.equal(await ana.page.locator("[role=status]").textContent(), "");
    assert.equal(await ana.page.locator("[role=alert]").textContent(), "");
    assert.deepEqual(await ana.page.getByRole("article").evaluateAll(all => all.slice(0, 2).map(dom =>
      document.getElementById(dom.getAttribute("aria-labelledby")).textContent)), ["Sourdough", "كيف نخبز"]);
    const time = ana.talk("Sourdough").locator("time").first();
    assert.ok(!Number.isNaN(Date.parse(await time.getAttribute("datetime"))));
  });

  it("asks nothing of anybody else", async () => {
    ana = await world.person("Ana");
    const hosts = new Set();
    ana.page.on("request", request => hosts.add(new URL(request.url()).origin));
    await ana.visit();
    assert.deepEqual([...hosts], [world.server.url]);
  });
});
