// @ts-check
// The history page: everybody reads what happened.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { outsider, startWorld } from "./support/browser.js";

describe("the history page", () => {
  let world, otto, bo, ana, bea;

  before(async () => {
    world = await startWorld();
    // Where things are is measured, so nothing may still be on its way there.
    const still = { reducedMotion: "reduce" };
    [ana, bea] = await Promise.all([world.person("Ana", still), world.person("Bea", still)]);
  });

  after(() => world.end());

  beforeEach(async () => {
    await world.renew();
    otto = outsider(world.server, "Otto");
    bo = outsider(world.server, "Bo");
  });

  afterEach(() => {
    for (const person of [ana, bea]) assert.deepEqual(person.faults.splice(0), []);
  });

  it("tells everybody what happened, newest first, with what it said before", async () => {
    await otto.propose("Knots", "Ropes.\nAnd hooks.");
    const { id } = await otto.write("Knots", "Which?");
    await otto.rewrite("Knots", id, "Which ropes?");
    await bo.propose("Knots", "Ropes only.", "Otto");
    await bo.rename("Knots", "Ropes");
    await bo.withdraw("Ropes", id);
    await bo.remove("Ropes");
    const kim = await world.person("");
    await kim.lookBack();

    assert.deepEqual(await kim.entries(), ["Bo removed Otto’s talk Ropes", "Bo removed Otto’s comment on Ropes",
      "Bo renamed Knots to Ropes", "Bo edited Otto’s talk Ropes", "Otto edited their comment on Ropes",
      "Otto commented on Ropes", "Otto proposed Ropes"]);
    const edit = await kim.entry("Bo edited").innerText();
    assert.match(edit, /Before\s+Ropes\.\s+And hooks\.\s+After\s+Ropes only\./);
    assert.match(await kim.entry("Bo removed Otto’s comment").innerText(), /Which ropes\?/);
    await kim.page.getByRole("heading", { level: 2, name: "Today" }).waitFor();
    const time = kim.entry("Bo renamed").locator("time");
    assert.ok(Math.abs(Date.parse(await time.getAttribute("datetime")) - Date.now()) < 600000);
    assert.equal(await kim.page.getByRole("button", { name: /^Erase/ }).count(), 0, "nobody's words are Kim's");
    await kim.leave();
  });

  it("is filtered by a click on a name or a talk, in an address that can be shared and left", async () => {
    await otto.propose("Knots");
    await bo.propose("Rye & salt?", "", "Bo");
    await otto.write("Rye & salt?", "Hm");
    await ana.lookBack();
    await ana.entry("Bo proposed").getByRole("link", { name: "Rye & salt?" }).click();
    await ana.reads("Only changes of Rye & salt?");
    await ana.live();
    assert.deepEqual(await ana.entries(), ["Otto commented on Rye & salt?", "Bo proposed Rye & salt?"]);

    await ana.entry("Otto commented").getByRole("link", { name: "Otto" }).click();
    await ana.reads("Only changes by Otto");
    await ana.entry("Otto proposed Knots").waitFor();
    assert.match(await ana.page.title(), /^Changes by Otto – /);
    await bea.page.goto(ana.page.url());
    await bea.entry("Otto proposed Knots").waitFor();
    assert.deepEqual(await bea.entries(), ["Otto commented on Rye & salt?", "Otto proposed Knots"]);

    await otto.rename("Knots", "Ropes");
    await ana.lookBack(`?talk=${(await otto.list())[0].id}`);
    await ana.entry("Otto proposed").getByRole("link", { name: "changed again since" }).click();
    await ana.entry("Otto renamed Knots to Ropes").locator("h3:focus").waitFor();
    await ana.reads("Only changes of Ropes");

    await ana.page.goBack();
    await ana.page.goBack();
    await ana.reads("Only changes of Rye & salt?");
    await ana.entry("Bo proposed").waitFor();
    await ana.page.getByRole("link", { name: "Show all" }).click();
    await ana.entry("Otto proposed Ropes").waitFor();
    assert.equal((await ana.entries()).length, 4);
  });

  it("keeps others' changes behind a button, and what is read where it is", async () => {
    for (let index = 0; index < 12; index += 1) await otto.propose(`Talk ${index}`, "Some words.\nAnd more.");
    await ana.lookBack();
    await ana.entry("Otto proposed Talk 3").scrollIntoViewIfNeeded();
    const top = () => ana.entry("Otto proposed Talk 4").evaluate(dom => Math.round(dom.getBoundingClientRect().top));
    const before = await top();
    await ana.listen();
    await bo.propose("Bread", "Rye.", "Bo");
    await bo.remove("Talk 4");
    await ana.hears(/^status: There are newer changes\.$/);

    await ana.page.getByRole("button", { name: "↑ 2 newer changes" }).waitFor();
    await ana.entry("Otto proposed Talk 4").getByText("changed again since").waitFor();
    assert.ok(Math.abs(await top() - before) <= 1);
    assert.equal(await ana.entry("Bread").count(), 0);

    await ana.page.getByRole("button", { name: "↑ 2 newer changes" }).click();
    await ana.entry("Bo removed Otto’s talk Talk 4").locator("h3:focus").waitFor();
    assert.deepEqual((await ana.entries()).slice(0, 2), ["Bo removed Otto’s talk Talk 4", "Bo proposed Bread"]);
    await ana.page.getByRole("button", { name: /newer/ }).waitFor({ state: "hidden" });

    await ana.entry("Otto proposed Talk 2").scrollIntoViewIfNeeded();
    const place = () => ana.entry("Otto proposed Talk 2").evaluate(dom => Math.round(dom.getBoundingClientRect().top));
    const here = await place();
    await ana.undoOf("Otto proposed Talk 2").click();
    await ana.entry("Ana removed Otto’s talk Talk 2").waitFor({ state: "attached" });
    assert.ok(Math.abs(await place() - here) <= 1, "one's own undo, on top, does not move it either");
  });

  it("goes on to older changes, and to one that a link names, however old", async () => {
    for (let index = 0; index < 60; index += 1) await otto.propose(`Talk ${index}`);
    await ana.lookBack();
    assert.equal((await ana.entries()).length, 50);
    await ana.button("Older changes").click();
    await ana.entry("Otto proposed Talk 9").locator("h3:focus").waitFor();
    assert.equal((await ana.entries()).length, 60);
    await ana.reads("That is where it began.");
    assert.equal(await ana.button("Older changes").isVisible(), false);

    await bea.lookBack("#change-1");
    await bea.entry(/^Otto proposed Talk 0$/).locator("h3:focus").waitFor();
  });

  it("says whether it is live, and catches up", async () => {
    await otto.propose("Knots");
    await ana.lookBack();
    await ana.page.context().setOffline(true);
    await ana.state("offline");
    await otto.propose("Bread");
    await ana.page.context().setOffline(false);
    await ana.page.getByRole("button", { name: "↑ 1 newer change" }).waitFor();
    await ana.live();
  });

  it("needs no more than the keyboard, from the board and back", async () => {
    await bo.propose("Spam", "Buy!", "Bo");
    await otto.propose("Knots", "Ropes.", "Otto");
    const { id } = await otto.write("Knots", "Which?", "Ana");
    await bo.withdraw("Knots", id);
    await bo.remove("Knots");
    await ana.visit();
    const { keyboard } = ana.page;
    const press = async (pattern, key = "Enter") => {
      await ana.tabTo(pattern);
      await keyboard.press(key);
    };

    await press(/^History$/);
    await ana.page.waitForURL(/history\.html$/);
    await ana.entry("Bo removed").waitFor();
    await keyboard.press("Tab");
    await ana.focuses("Skip to the changes");
    await keyboard.press("Enter");
    await press(/^Bo$/);
    await ana.page.waitForURL(/\?by=Bo$/);
    await ana.entry("Bo removed").waitFor();

    await press(/^Undo: Bo removed Otto’s talk/);
    await ana.entry("Bo removed Otto’s talk").getByRole("link", { name: "undone by Ana" }).waitFor();
    await ana.focuses("undone by Ana");
    await press(/^Erase for good what this took away/);
    await ana.focuses("Keep");
    await keyboard.press("Escape");
    await press(/^Undo all 2 by Bo since this change/);
    await ana.reads("2 changes undone.");
    assert.deepEqual((await otto.list()).map(({ title, comments }) => [title, comments.length]), [["Knots", 1]]);

    await ana.tabTo(/^Show all/, "Shift+Tab");
    await keyboard.press("Enter");
    await ana.entry("Ana undid 2 changes").waitFor();
    await press(/^Back to the talks/);
    await ana.talk("Knots").waitFor();
  });
});
