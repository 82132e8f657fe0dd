// @ts-check
// The history page: everybody takes back what happened.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { outsider, startWorld } from "./support/browser.js";

describe("the history page", () => {
  let world, otto, bo, ana, bea;

  before(async () => {
    world = await startWorld();
    [ana, bea] = await Promise.all([world.person("Ana"), world.person("Bea")]);
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

  /** Ana's words belong to her device, and to nobody else's. */
  async function writeAsAna(message) {
    await ana.visit();
    await ana.write("Knots", message);
    return ana.comment(message).getAttribute("data-id");
  }

  it("undoes a change, says so on top, and links the two", async () => {
    await otto.propose("Knots", "Ropes.");
    await bo.remove("Knots");
    await ana.lookBack();
    await ana.listen();
    await ana.undoOf("Bo removed Otto’s talk Knots").click();

    await ana.entry("Ana brought back Otto’s talk Knots").waitFor();
    assert.deepEqual((await ana.entries()).slice(0, 2),
      ["Ana brought back Otto’s talk Knots", "Bo removed Otto’s talk Knots"]);
    await ana.hears(/^status: Undone: Bo removed Otto’s talk “Knots”$/);
    await ana.focuses("undone by Ana", "focus is on what took the place of Undo");
    assert.deepEqual((await otto.list()).map(({ title }) => title), ["Knots"]);

    await ana.page.keyboard.press("Enter");
    await ana.entry("Ana brought back").locator("h3:focus").waitFor();
    await ana.entry("Ana brought back").getByRole("link", { name: /^the change of/ }).click();
    await ana.entry("Bo removed").locator("h3:focus").waitFor();

    await ana.undoOf("Ana brought back").click();
    await ana.entry("Ana removed Otto’s talk Knots").waitFor();
    assert.deepEqual(await otto.list(), []);
  });

  it("tells the slower of two who undo the same at once, and shows what is in the way", async () => {
    await otto.propose("Knots");
    await bo.remove("Knots");
    await Promise.all([ana.lookBack(), bea.lookBack()]);
    let go;
    const started = new Promise(resolve => ana.page.route("**/undo", async route => {
      resolve();
      await new Promise(release => { go = release; });
      await route.continue();
    }));
    await ana.listen();
    await ana.undoOf("Bo removed").click();
    await started;
    await bea.undoOf("Bo removed").click();
    await bea.entry("Bea brought back").waitFor();
    go();

    await ana.entry("Bo removed").getByText("Not undone: Bea has undone it already.").waitFor();
    await ana.hears(/^alert: Not undone: Bea has undone it already\.$/);
    await ana.entry("Bo removed").getByRole("link", { name: "undone by Bea" }).waitFor();
    await ana.entry("Bo removed").getByRole("link", { name: "See that change" }).click();
    await ana.entry("Bea brought back").locator("h3:focus").waitFor();
    assert.equal((await ana.entries()).filter(text => /brought back/.test(text)).length, 1);
    await ana.page.unrouteAll();
  });

  it("tells who would undo what its author brought back how it can be removed", async () => {
    await otto.propose("Knots", "", "Otto");
    await bo.withdraw("Knots", await writeAsAna("A rope each"));
    await ana.lookBack();
    await ana.undoOf("Bo removed Ana’s comment").click();
    await ana.undoOf("Ana brought back").waitFor();
    await bea.lookBack(); // what happens after that would only be counted
    await bea.listen();
    await bea.undoOf("Ana brought back").click();

    const told = "Not undone: its author brought it back. Remove it on the board, and one more member has to agree.";
    await bea.entry("Ana brought back").getByText(told).waitFor();
    await bea.hears(new RegExp(`^alert: ${told}$`));
    assert.match((await bea.entries())[0], /^Ana brought back their comment/);
    assert.deepEqual((await otto.list())[0].comments.map(({ message }) => message), ["A rope each"]);

    await ana.undoOf("Ana brought back").click();
    await ana.entry("Ana removed their comment").waitFor();
    assert.deepEqual((await otto.list())[0].comments, []);
  });

  it("says why nothing could be undone, and tries again as the same attempt", async () => {
    await otto.propose("Knots");
    await bo.remove("Knots");
    await ana.lookBack();
    const keys = [];
    await ana.page.route("**/undo", route => {
      keys.push(route.request().headers()["idempotency-key"]);
      return keys.length === 1 ? route.abort() : route.continue();
    });
    await ana.undoOf("Bo removed").click();
    await ana.entry("Bo removed").getByText("Not undone: the board cannot be reached.").waitFor();
    await ana.undoOf("Bo removed").click();
    await ana.entry("Ana brought back").waitFor();
    assert.equal(keys[0], keys[1]);
    await ana.page.unrouteAll();
  });

  it("undoes all of one person since a change, in one change that can be undone itself", async () => {
    await otto.propose("Knots", "Ropes.");
    await otto.propose("Bread", "Rye.");
    const { id } = await otto.write("Bread", "Which?");
    await bo.propose("Spam", "Buy!", "Bo");
    await bo.withdraw("Bread", id);
    await bo.remove("Knots");
    await bo.propose("Bread", "Buy!", "Bo");
    await otto.propose("Bread", "Rye after all.", "Otto");
    await ana.lookBack("?by=Bo");
    await ana.listen();
    assert.equal(await ana.entry("Bo edited").getByRole("button", { name: /since this change/ }).count(), 0,
      "the newest alone is what Undo is for");
    await ana.button("Undo all 2 by Bo since this change").click();

    await ana.entry("Bo removed Otto’s comment").getByText("2 changes undone. 1 was left").waitFor();
    await ana.hears(/^status: 2 changes undone\. 1 was left, since others built on it\.$/);
    assert.deepEqual((await otto.list()).map(({ title, summary, comments }) => [title, summary, comments.length]),
      [["Knots", "Ropes.", 0], ["Bread", "Rye after all.", 1], ["Spam", "Buy!", 0]]);

    await ana.entry("Bo removed Otto’s comment").getByRole("link", { name: "See that change" }).click();
    await ana.entry("Ana undid 2 changes").locator("h3:focus").waitFor();
    await ana.entry("Ana undid 2 changes").getByText("What was put back").click();
    await ana.entry("Ana undid 2 changes").getByText("Ana brought back Otto’s comment on Bread").waitFor();
    await ana.undoOf("Ana undid 2 changes").click();
    await ana.entry("Ana undid 2 changes").getByRole("link", { name: "undone by Ana" }).waitFor();
    assert.deepEqual((await otto.list()).map(({ title }) => title), ["Bread", "Spam"]);
  });

  it("erases for good only one's own words, only when asked twice, and shows them no more", async () => {
    await otto.propose("Knots", "", "Otto");
    const id = await writeAsAna("My address is 1 Hill Street");
    await otto.write("Knots", "Hm");
    await bo.withdraw("Knots", id);
    await Promise.all([ana.lookBack(), bea.lookBack()]);
    assert.equal(await bea.page.getByRole("button", { name: /^Erase/ }).count(), 0);
    await ana.entry("Bo removed Ana’s comment").getByRole("button", { name: /^Erase for good/ }).click();
    await ana.focuses("Keep", "the harmless answer comes first");
    await ana.page.keyboard.press("Escape");
    await ana.focuses(/^Erase for good what this took away/);

    await ana.page.keyboard.press("Enter");
    await ana.listen();
    await ana.button("Erase for good").click();

    await ana.hears(/^status: Erased for good\.$/);
    await ana.page.getByText("Hill Street").first().waitFor({ state: "detached" });
    await bea.page.getByText("Hill Street").first().waitFor({ state: "detached" });
    assert.equal(await ana.entry("Hill").count(), 0);

    await bo.withdraw("Knots", await writeAsAna("My address is 2 Hill Street"));
    await ana.lookBack("?by=Bo");
    await ana.entry("Bo removed Ana’s comment").getByRole("button", { name: /^Erase for good/ }).click();
    await ana.button("Erase for good").click();
    await ana.reads("There is no such change.");
    // The focus is not lost with what is erased, which nobody did any more.
    await ana.page.locator("#changes:focus").waitFor();
  });
});
