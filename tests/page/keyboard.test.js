// @ts-check
// The whole page without a mouse.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { outsider, startWorld } from "./support/browser.js";

describe("the keyboard alone", () => {
  let world, otto, ana, keyboard;
  const tabTo = (pattern, key = "Tab") => ana.tabTo(pattern, key);

  before(async () => {
    world = await startWorld();
    otto = outsider(world.server, "Otto");
  });
  after(() => world.end());

  beforeEach(async () => {
    await world.renew();
    ana = await world.person("");
    ({ keyboard } = ana.page);
  });
  afterEach(() => world.everybodyLeaves());

  it("proposes, comments, edits, removes and takes back", async () => {
        await keyboard.press("Tab");
    await ana.focuses("Skip to the talks");
    await tabTo(/^Propose a talk/);
    await keyboard.press("Enter");
    await ana.focuses(/^Title/);
    await keyboard.type("Knots");
    await tabTo(/^Your name/);
    await keyboard.type("Kim");
    await keyboard.press("Control+Enter");
    await ana.talk("Knots").waitFor();
    await ana.focuses("Propose a talk", "focus is back where the form was");

    await tabTo(/^Comment on “Knots”/);
    await keyboard.press("Enter");
    await tabTo(/^Your comment/);
    await keyboard.type("A rope each");
    await keyboard.press("Control+Enter");
    await ana.comment("A rope each").waitFor();
    assert.match(await ana.focused(), /^Your comment/, "focus stays in the emptied field");

    await ana.page.keyboard.press("Shift+Tab");
    await ana.page.keyboard.press("Shift+Tab");
    await ana.focuses(/^Edit your comment/);
    await keyboard.press("Enter");
    await keyboard.press("End");
    await keyboard.type("!");
    await tabTo(/^Save/);
    await keyboard.press("Enter");
    await ana.comment("A rope each!").waitFor();
    await ana.focuses(/^Edit your comment/);

    await tabTo(/^Remove the comment/);
    await keyboard.press("Enter");
    await ana.tombstone("Comment by Kim removed by you.").waitFor();
    await ana.focuses(/^Undo the removal of the comment by Kim/);
    await keyboard.press("Enter");
    await ana.comment("A rope each!").getByText("A rope each!").waitFor();
    await ana.focuses(/^Remove the comment/, "focus is on the comment that is back");
    await keyboard.press("Enter");
    await ana.tombstone("Comment by Kim removed by you.").waitFor();
    await keyboard.press("Tab");
    await ana.focuses("Hide this notice");
    await keyboard.press("Enter");
    await ana.focuses(/^Your comment/);
  });

  it("changes a talk and its own name, removes the talk and takes that back", async () => {
    await otto.propose("Knots", "Ropes.");
    await ana.talk("Knots").waitFor();
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    await ana.focuses("Talks", "the skip link goes there");
    await tabTo(/^Edit “Knots”/);
    await keyboard.press("Enter");
    await ana.focuses(/^Title/);
    await keyboard.press("End");
    await keyboard.type(" for all");
    await tabTo(/^Summary/);
    await keyboard.press("End");
    await keyboard.type(" And patience.");
    await keyboard.press("Control+Enter");
    await ana.talk("Knots for all").getByText("Ropes. And patience.").waitFor();
    await ana.focuses(/^Edit “Knots for all”/);

    await tabTo(/^Comment on “Knots for all”/, "Shift+Tab");
    await keyboard.press("Space");
    await tabTo(/^Your name/);
    await keyboard.type("Kim");
    await tabTo(/^Your comment/, "Shift+Tab");
    await keyboard.type("Hemp?");
    await keyboard.press("Control+Enter");
    await ana.comment("Hemp?").waitFor();
    await tabTo(/^Change name/);
    await keyboard.press("Enter");
    await ana.focuses(/^Your name/);
    assert.equal(await ana.page.evaluate(() => /** @type {any} */ (document.activeElement).value), "Kim");

    await tabTo(/^Remove “Knots for all”/, "Shift+Tab");
    await keyboard.press("Enter");
    await ana.focuses("Undo the removal of “Knots for all”");
    await keyboard.press("Enter");
    await ana.focuses("Knots for all", "the talk is back");
  });

  it("has the page stand still, shows what waits, and goes to what is new", async () => {
    for (let count = 0; count < 12; count += 1) await otto.propose(`Talk ${count}`, "Some words.");
    await ana.comeAfresh();
    await tabTo(/^Pause/);
    await keyboard.press("Space");
    await otto.propose("Last");
    await ana.page.getByRole("button", { name: "1 change waiting" }).waitFor();
    await tabTo(/^1 change waiting/);
    await keyboard.press("Enter");
    await ana.talk("Last").waitFor();
    await ana.focuses("1 change waiting", "what has the focus is not taken away");
    await tabTo(/^Pause/, "Shift+Tab");
    await keyboard.press("Space");
    await tabTo(/^↓ 1 new talk/, "Shift+Tab");
    await keyboard.press("Enter");
    await ana.focuses("Last");
  });

  it("goes to the other pages and back, and into the other language", async () => {
    await otto.propose("Knots", "Ropes.");
    await tabTo(/^History/);
    await keyboard.press("Enter");
    await ana.entry("Otto proposed Knots").waitFor();
    await tabTo(/^Undo: Otto proposed “Knots”/);
    await keyboard.press("Enter");
    await ana.entry("Somebody removed Otto’s talk").waitFor();
    await tabTo(/^Back to the talks/, "Shift+Tab");
    await keyboard.press("Enter");
    await ana.page.getByRole("heading", { name: "No talks yet" }).waitFor();
    await tabTo(/^You/);
    await keyboard.press("Enter");
    await ana.live();
    await tabTo(/^A summary/);
    await keyboard.press("ArrowUp");
    await ana.page.getByRole("radio", { name: "Everything" }).and(ana.page.locator(":checked:focus")).waitFor();
    await tabTo(/^Português/, "Shift+Tab");
    await keyboard.press("Enter");
    await ana.page.getByRole("heading", { name: "Seus nomes" }).waitFor();
  });
});
