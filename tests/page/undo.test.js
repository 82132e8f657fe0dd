// @ts-check
// What is removed can be brought back by whoever looks at the board, as it was.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { outsider, startWorld } from "./support/browser.js";

describe("what is removed", () => {
  let world, ana, bea, otto;

  before(async () => {
    world = await startWorld();
    otto = outsider(world.server, "Otto");
    [ana, bea] = await Promise.all([world.person("Ana"), world.person("Bea")]);
  });

  after(() => world.end());

  beforeEach(async () => {
    for (const { title } of await otto.list()) await otto.remove(title);
    for (const title of ["First", "Sourdough", "Last"]) await otto.propose(title, "Flour and patience.\nAnd rye.");
    await otto.write("Sourdough", "With rye?");
    await otto.write("Sourdough", "And salt");
    await Promise.all([ana.comeAfresh(), bea.comeAfresh()]);
    await Promise.all([ana.open("Sourdough"), bea.open("Sourdough")]);
  });

  afterEach(() => assert.deepEqual([...ana.faults, ...bea.faults], []));

  const titles = person => person.page.locator(".talk:not([data-removed]) h3").allInnerTexts();
  const messages = person => person.talk("Sourdough").locator(".comment:not([data-removed]) .prose").allInnerTexts();
  const undo = (person, what) => person.button(`Undo the removal of ${what}`);
  /** Until the page shows a talk as it is, rather than what is left of it. */
  const isBack = (person, title) => person.talk(title).locator("h3").waitFor();
  const height = (person, title) => person.talk(title).evaluate(dom => dom.getBoundingClientRect().height);

  it("is a strip of the same height for all who look at it, says by whom, and comes back whole", async () => {
    const as = await otto.list();
    await ana.commentField("Sourdough").fill("half a thought");
    await bea.startEditing("Sourdough");
    await bea.editingField("Sourdough", "Summary").fill("half an edit");
    const tall = await height(ana, "Sourdough");

    await ana.removeTalk("Sourdough");
    await bea.tombstone("Removed by Ana: “Sourdough”").waitFor();
    await ana.focuses("Undo the removal of “Sourdough”");
    assert.equal(await height(ana, "Sourdough"), tall);
    assert.deepEqual((await otto.list()).map(({ title }) => title), ["First", "Last"]);

    await undo(bea, "“Sourdough”").click();
    await Promise.all([isBack(ana, "Sourdough"), isBack(bea, "Sourdough")]);

    assert.deepEqual(await titles(ana), ["First", "Sourdough", "Last"]);
    assert.deepEqual((await otto.list()).map(({ version, ...rest }) => rest), as.map(({ version, ...rest }) => rest));
    for (const person of [ana, bea]) assert.deepEqual(await messages(person), ["With rye?", "And salt"]);
    assert.equal(await ana.commentField("Sourdough").inputValue(), "half a thought");
    assert.equal(await bea.editingField("Sourdough", "Summary").inputValue(), "half an edit");
    assert.equal(await bea.page.getByText("Your text stays here to copy").isVisible(), false);

    await ana.commentField("Sourdough").press("Control+Enter");
    await bea.comment("half a thought").waitFor();
    await bea.button("Save").click();
    await ana.talk("Sourdough").getByText("half an edit").waitFor();
  });

  it("gives the focus back to what has come back, where Undo had it", async () => {
    await ana.listen();
    await ana.removeTalk("Sourdough");
    await ana.page.keyboard.press("Enter");
    await isBack(ana, "Sourdough");
    await ana.focuses("Sourdough");
    await ana.hears(/^status: “Sourdough” is back\.$/);

    await ana.removeTalk("Sourdough");
    await undo(bea, "“Sourdough”").click();
    await isBack(ana, "Sourdough");
    await ana.focuses("Sourdough", "also when somebody else brought it back");
    await bea.talk("Sourdough").locator(".talk-toggle").focus();
    await ana.removeTalk("Sourdough");
    await bea.tombstone("Sourdough").waitFor();
    await undo(ana, "“Sourdough”").click();
    await isBack(bea, "Sourdough");
    assert.match(await bea.focused(), /^2 comments/, "and nobody else's focus is moved");
  });

  it("is a comment likewise, in its place", async () => {
    await ana.comment("With rye?").getByRole("button", { name: /^Remove/ }).click();
    await ana.tombstone("Comment by Otto removed by you.").waitFor();
    await bea.tombstone("Comment by Otto removed by Ana.").waitFor();
    await ana.focuses(/^Undo the removal of the comment by Otto/);
    assert.deepEqual((await otto.list())[1].comments.map(({ message }) => message), ["And salt"]);

    await bea.talk("Sourdough").getByRole("button", { name: /^Undo/ }).click();
    await ana.comment("With rye?").locator(".prose").waitFor();

    await ana.focuses(/^Remove the comment by Otto/);
    await bea.focuses(/^Remove the comment by Otto/);
    for (const person of [ana, bea]) assert.deepEqual(await messages(person), ["With rye?", "And salt"]);
  });

  it("is not said to be one's own when somebody else was quicker", async () => {
    let go;
    const started = new Promise(resolve => ana.page.route("**/comments/*", async route => {
      resolve();
      await new Promise(release => { go = release; });
      await route.continue();
    }));
    await ana.comment("With rye?").getByRole("button", { name: /^Remove/ }).click();
    await started;
    await bea.comment("With rye?").getByRole("button", { name: /^Remove/ }).click();
    await bea.tombstone("Comment by Otto removed by you.").waitFor();
    go();

    await ana.tombstone("Comment by Otto removed by Bea.").waitFor();
    await ana.talk("Sourdough").getByRole("button", { name: /^Undo/ }).click();
    await bea.comment("With rye?").locator(".prose").waitFor();
  });

  it("is undone once when two do it at the same time, and the slower one is told", async () => {
    await otto.remove("Sourdough");
    await Promise.all([undo(ana, "“Sourdough”").waitFor(), ana.listen()]);
    let go;
    const started = new Promise(resolve => ana.page.route("**/undo", async route => {
      resolve();
      await new Promise(release => { go = release; });
      await route.continue();
    }));
    await undo(ana, "“Sourdough”").click();
    await started;
    await undo(bea, "“Sourdough”").click();
    await Promise.all([isBack(ana, "Sourdough"), isBack(bea, "Sourdough")]);
    go();

    await ana.hears(/^alert: Not undone: Bea has undone it already\.$/);
    assert.equal((await otto.list()).filter(({ title }) => title === "Sourdough").length, 1);
  });

  it("cannot come back while another has its title, which is said beside it with a way there", async () => {
    await otto.remove("Sourdough");
    await undo(ana, "“Sourdough”").waitFor();
    await otto.propose("Sourdough", "Another one.");
    await undo(ana, "“Sourdough”").click();

    const told = ana.page.locator(".tombstone .form-error:visible");
    await told.getByText("Not undone: Otto has changed it since.").waitFor();
    await told.getByRole("link", { name: "See that change" }).click();
    await ana.live();
    await ana.entry("Otto proposed Sourdough").first().locator("h3:focus").waitFor();
  });

  it("says why it cannot be undone now, and can be tried again, once", async () => {
    await ana.removeTalk("Sourdough");
    const attempts = [];
    await ana.page.route("**/undo", route => {
      attempts.push(route.request().headers()["idempotency-key"]);
      return attempts.length === 1 ? route.abort() : route.continue();
    });
    await undo(ana, "“Sourdough”").click();
    await ana.talk("Sourdough").getByText("Not undone: the board cannot be reached.").waitFor();
    await undo(ana, "“Sourdough”").click();
    await isBack(ana, "Sourdough");
    assert.equal(attempts.length, 2);
    assert.equal(attempts[0], attempts[1]);
  });

  it("is a strip without a name where only a whole board tells that it is gone", async () => {
    await ana.page.context().setOffline(true);
    await ana.state("offline");
    await otto.remove("Sourdough");
    await ana.page.route("**/changes?since=*", async route => route.fulfill({
      response: await route.fetch({ url: `${world.server.url}/changes?since=` }) }));
    await ana.page.context().setOffline(false);

    await ana.tombstone("Removed: “Sourdough”").waitFor();
    assert.equal(await undo(ana, "“Sourdough”").isVisible(), false);
    await ana.page.unrouteAll({ behavior: "ignoreErrors" });
  });

  it("is said to be by whom also to those who were away", async () => {
    await ana.page.context().setOffline(true);
    await ana.state("offline");
    for (const title of ["First", "Sourdough", "Last"]) await otto.remove(title);
    await ana.page.context().setOffline(false);
    for (const title of ["First", "Sourdough"]) await ana.tombstone(`Removed by Otto: “${title}”`).waitFor();
  });

  it("is marked as back, not as new, for those who did not bring it back", async () => {
    await bea.listen();
    await otto.remove("Sourdough");
    await undo(ana, "“Sourdough”").click();
    await bea.talk("Sourdough").locator(".talk-meta").getByText("Back").waitFor();
    await bea.hears(/^status: By others: .*1 talk brought back/);
    assert.equal(await ana.talk("Sourdough").locator(".talk-meta .mark").isVisible(), false);
  });
});
