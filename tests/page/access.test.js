// @ts-check
// Everybody can use it: without a mouse, without sight, on a narrow screen, in the dark.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { atEachWidth, checkRulesInBothSchemes, checkTargets, checkWidth } from "./support/audit.js";
import { outsider, startWorld } from "./support/browser.js";

const widths = [320, 360, 768, 1280];
const longWord = `A${"b".repeat(150)}`;

describe("everybody", () => {
  let world, otto, ana;

  before(async () => {
    world = await startWorld();
    otto = outsider(world.server);
  });

  after(() => world.end());

  beforeEach(async () => {
    // Every test brings an Ana of its own, and none of them may have her name already.
    await world.renew();
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

  const check = state => checkRulesInBothSchemes(ana.page, state);

  it("axe finds nothing in any state, in light and in dark colours", async () => {
    ana = await world.person("Ana");
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
    await ana.reads("Somebody else changed this talk meanwhile");
    await otto.remove("Sourdough");
    await ana.tombstone("Sourdough").waitFor();
    await ana.button("Pause").click();
    await otto.propose("Jam");
    await ana.page.getByRole("button", { name: "1 change waiting" }).waitFor();
    await check("paused");
    await ana.page.context().setOffline(true);
    await ana.state("offline");
    await check("what is left of removed talks, offline");
  });

  it("axe finds nothing where others are at a talk and write, and hears of them where they stand", async () => {
    await fill();
    ana = await world.person("Ana");
    const bea = await world.person("Bea");
    for (const person of [ana, bea]) await person.open("Sourdough");
    await bea.commentField("Sourdough").pressSequentially("Hemp");
    await ana.reads("Bea is writing…");
    await check("somebody else at a talk");
    const spoken = await ana.talk("Sourdough").locator(".discussion").ariaSnapshot();
    assert.match(spoken, /paragraph: "?Also here: Bea"?\n\s*- paragraph: Bea is writing…/);
    assert.equal(await ana.talk("Sourdough").locator("[aria-live], [role=status], [role=log]").count(), 0);
    await bea.leave();
  });

  it("axe finds nothing in the history in any state, in light and in dark colours", async () => {
    await fill();
    await otto.propose("Sourdough", "Other words. ".repeat(60), "Otto");
    await otto.propose(longWord, "Other words.", "Otto");
    await otto.remove("كيف نخبز");
    ana = await world.person("Ana");
    await ana.write("Sourdough", "Mine");
    await otto.withdraw("Sourdough", await ana.comment("Mine").getAttribute("data-id"));
    await ana.lookBack();
    await check("history");

    await ana.entry("removed their comment on Sourdough").or(ana.entry("removed Ana’s comment on Sourdough"))
      .first().getByRole("button", { name: /^Erase/ }).click();
    await ana.page.route("**/undo", route => route.abort());
    await ana.page.getByRole("button", { name: /^Undo:/ }).first().click();
    await ana.reads("Not undone: the board cannot be reached.");
    await otto.write("Sourdough", "One more");
    await ana.page.getByRole("button", { name: "↑ 1 newer change" }).waitFor();
    await check("history with a question, a failure and something newer");

    await ana.page.unrouteAll();
    await ana.lookBack("?by=Otto");
    await ana.page.getByRole("button", { name: /since this change$/ }).first().click();
    await ana.reads(/changes? undone\./);
    await check("history of a person, undone");
  });

  it("axe finds nothing on the page for unknown addresses, which works at any depth", async () => {
    ana = await world.person("Ana");
    await ana.page.goto(`${world.server.url}/no/such/page`);
    await check("404");
    await ana.page.getByRole("link", { name: "Go to the talks" }).click();
    await ana.live();
  });

  it("nothing is cut off or scrolls sideways on a phone, a tablet or a desktop", async () => {
    await fill();
    ana = await world.person("", { viewport: { width: 320, height: 700 } });
    await ana.open("Sourdough");
    await ana.startEditing("Sourdough");
    await ana.button("Propose a talk").click();
    await ana.page.locator(".comment").getByRole("button", { name: /^Remove/ }).first().click();
    await otto.remove(longWord);
    await ana.page.locator(".talk .tombstone").getByRole("button", { name: /^Undo/ }).first().waitFor();
    await atEachWidth(ana.page, widths, () => checkWidth(ana.page));

    await otto.propose("Sourdough", "Other words.", "N".repeat(80));
    await otto.rename("Sourdough", `C${"d".repeat(150)}`);
    await otto.rename(`C${"d".repeat(150)}`, `E${"f".repeat(150)}`);
    await ana.lookBack(`?by=${"N".repeat(80)}`);
    await atEachWidth(ana.page, widths, () => checkWidth(ana.page));
    await ana.lookBack();
    await atEachWidth(ana.page, widths, () => checkWidth(ana.page));
  });

  it("on paper there are the talks and what was opened of them, and nothing to press", async () => {
    await fill();
    ana = await world.person("Ana");
    await ana.open("Sourdough");
    await ana.commentField("Sourdough").fill("half a thought");
    await ana.talk("كيف نخبز").getByRole("button", { name: /^Remove/ }).click();
    await ana.tombstone("كيف نخبز").waitFor();
    await otto.write("Sourdough", "And spelt?");
    await ana.comment("And spelt?").waitFor();
    await ana.button("Pause").click();
    await otto.propose("Jam");
    await ana.page.getByRole("button", { name: "1 change waiting" }).waitFor();

    await ana.page.emulateMedia({ media: "print" });
    const pressed = ana.page.locator("button:visible, input:visible, textarea:visible, .pill:visible");
    assert.deepEqual(await pressed.allInnerTexts(), []);
    for (const words of ["Skillboard", "Sourdough", "And patience.", "With rye?", "And spelt?", longWord]) {
      await ana.reads(words);
    }
    assert.equal(await ana.tombstone("كيف نخبز").isVisible(), false);
  });

  it("targets are large enough for a finger", async () => {
    await fill();
    ana = await world.person("Ana", { viewport: { width: 360, height: 700 } });
    await ana.open("Sourdough");
    await checkTargets(ana.page);
    await ana.comment("Yes").getByRole("button", { name: /^Remove/ }).click();
    await ana.tombstone("removed by you").waitFor();
    await checkTargets(ana.page);
    await ana.lookBack("?by=Ana");
    await ana.page.getByRole("button", { name: /^Erase/ }).first().waitFor();
    await checkTargets(ana.page);
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

  it("the history has the same, and its entries by day", async () => {
    await fill();
    ana = await world.person("Ana");
    await ana.lookBack();
    for (const selector of ["h1", "main", "header.masthead", "[role=status]", "[role=alert]"]) {
      assert.equal(await ana.page.locator(selector).count(), 1, selector);
    }
    assert.equal(await ana.page.locator("[role=status]").textContent(), "");
    assert.equal(await ana.page.locator("[role=alert]").textContent(), "");
    const [label] = await ana.page.locator("section.day > ol > li > article").evaluateAll(all => all.map(dom =>
      document.getElementById(dom.getAttribute("aria-labelledby")).textContent));
    assert.match(label, /^ليلى proposed كيف نخبز|^N+ proposed A/);
    assert.equal(await ana.page.getByRole("region", { name: "Today" }).count(), 1);
  });

  it("asks nothing of anybody else", async () => {
    ana = await world.person("Ana");
    const hosts = new Set();
    ana.page.on("request", request => hosts.add(new URL(request.url()).origin));
    await ana.visit();
    await ana.lookBack();
    assert.deepEqual([...hosts], [world.server.url]);
  });
});
