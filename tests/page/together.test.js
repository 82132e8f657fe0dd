// @ts-check
// Two people at the same board, each in a window of their own.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { outsider, startWorld } from "./support/browser.js";

describe("two people at one board", () => {
  let world, ana, bea, otto;

  before(async () => {
    world = await startWorld();
    otto = outsider(world.server);
    [ana, bea] = await Promise.all([world.person("Ana"), world.person("Bea")]);
  });

  after(() => world.end());

  beforeEach(async () => {
    for (const { title } of await otto.list()) await otto.remove(title);
    await Promise.all([ana.comeAfresh(), bea.comeAfresh()]);
  });

  afterEach(() => assert.deepEqual([...ana.faults, ...bea.faults], []));

  it("see what the other proposes", async () => {
    await bea.page.getByRole("heading", { name: "No talks yet" }).waitFor();
    await ana.propose("Sourdough", "Flour and patience.");

    const talk = bea.talk("Sourdough");
    await talk.waitFor();
    assert.match(await talk.innerText(), /by Ana.*New.*Flour and patience\./s);
    assert.equal(await bea.page.getByRole("heading", { name: "No talks yet" }).isVisible(), false);
  });

  it("see each other's comments, edits and removals", async () => {
    await ana.propose("Sourdough");
    await bea.comeAfresh();
    await Promise.all([ana.open("Sourdough"), bea.open("Sourdough")]);

    await bea.write("Sourdough", "With rye?");
    await ana.comment("With rye?").waitFor();
    await ana.write("Sourdough", "Rye even better");
    await bea.comment("Rye even better").getByText("New").waitFor();

    await ana.comment("Rye even better").getByRole("button", { name: /^Edit/ }).click();
    await ana.page.getByRole("textbox", { name: "Comment", exact: true }).fill("Rye works well");
    await ana.button("Save").click();
    await bea.comment("Rye works well").waitFor();

    await ana.startEditing("Sourdough");
    await ana.editing("Sourdough").getByRole("textbox", { name: "Summary" }).fill("Now with rye.");
    await ana.button("Save").click();
    await bea.talk("Sourdough").getByText("Now with rye.").waitFor();
    await bea.talk("Sourdough").locator(".talk-meta").getByText("Edited").waitFor();
    assert.equal(await bea.page.locator(".comment").count(), 2, "an edit keeps the comments");

    await bea.comment("With rye?").getByRole("button", { name: /^Remove/ }).click();
    await bea.tombstone("Comment by Bea removed by you.").waitFor();
    await ana.tombstone("Comment by Bea removed by Bea.").waitFor();

    await bea.removeTalk("Sourdough");
    await ana.tombstone("Removed by Bea: “Sourdough”").waitFor();
  });

  it("are asked for their name once, where they act", async () => {
    const kim = await world.person("");
    await ana.propose("Sourdough");
    await kim.open("Sourdough");
    await kim.commentField("Sourdough").fill("Hello");
    await kim.commentField("Sourdough").press("Control+Enter");
    const name = kim.talk("Sourdough").getByRole("textbox", { name: "Your name" });
    assert.equal(await name.getAttribute("aria-invalid"), "true");
    assert.ok(await name.evaluate(dom => dom === document.activeElement), "focus on the first bad field");

    await name.fill("Kim");
    await name.press("Enter");

    await ana.open("Sourdough");
    assert.match(await ana.comment("Hello").innerText(), /^Kim/);
    await kim.visit();
    await kim.open("Sourdough");
    await kim.talk("Sourdough").getByText("As Kim").waitFor();
    await kim.leave();
  });

  it("do not overwrite each other: the second is told, sees the first, and decides", async () => {
    await otto.propose("Sourdough", "old");
    await bea.talk("Sourdough").waitFor();
    for (const person of [ana, bea]) {
      await person.startEditing("Sourdough");
      await person.editing("Sourdough").getByRole("textbox", { name: "Summary" }).fill(`by ${person.name}`);
    }
    await ana.button("Save").click();
    await bea.editing("Sourdough").getByText("by Ana").waitFor();

    await bea.listen();
    await bea.button("Save").click();
    await bea.hears(/alert: Not saved: somebody else changed this talk/);
    const mine = bea.editing("Sourdough").getByRole("textbox", { name: "Summary" });
    assert.equal(await mine.inputValue(), "by Bea");
    assert.equal((await otto.list())[0].summary, "by Ana");

    await bea.button("Save mine instead").click();
    await ana.talk("Sourdough").getByText("by Bea").waitFor();
  });

  it("may edit while others comment", async () => {
    await otto.propose("Sourdough", "old");
    await ana.startEditing("Sourdough");
    await ana.editing("Sourdough").getByRole("textbox", { name: "Summary" }).fill("mine");
    await otto.write("Sourdough", "one more");
    await ana.talk("Sourdough").getByRole("button", { name: /^1 comment/ }).waitFor();

    await ana.button("Save").click();

    await ana.talk("Sourdough").getByText("mine").waitFor();
    await ana.editing("Sourdough").waitFor({ state: "detached" });
  });

  it("read text as text, whatever is in it", async () => {
    const nasty = `<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>&amp;`;
    await ana.propose(nasty, `${nasty} javascript:window.hacked=1 https://example.org/"onmouseover="x`);
    await bea.talk(nasty).waitFor();
    await bea.open(nasty);
    await ana.write(nasty, nasty);
    await bea.comment(nasty).waitFor();

    assert.equal(await bea.page.locator(".talk img, .talk script, .talk [onmouseover]").count(), 0);
    const link = bea.page.locator(".talk .prose a");
    assert.deepEqual(await link.evaluateAll(all => all.map(({ rel, protocol }) => [rel, protocol])),
      [["noopener nofollow", "https:"]]);
    assert.equal(await bea.page.evaluate(() => window["hacked"]), undefined);
  });

  it("may use any title, and are told of the two that cannot be", async () => {
    for (const title of ["a/b 100%", "?#&+;=", "__proto__", "2025", "שלום 👋🏽"]) {
      await ana.propose(title);
      await bea.talk(title).waitFor();
      await ana.write(title, `on ${title}`);
    }
    await ana.button("Propose a talk").click();
    await ana.page.getByRole("textbox", { name: "Title" }).fill("..");
    await ana.button("Propose talk").click();
    await ana.reads("A title cannot be only one or two dots.");
  });

  it("cannot propose one title twice", async () => {
    await ana.propose("Sourdough", "Ana's");
    await bea.button("Propose a talk").click();
    await bea.page.getByRole("textbox", { name: "Title" }).fill("Sourdough");
    await bea.button("Propose talk").click();

    await bea.reads("There is a talk with this title already.");
    assert.equal(await bea.page.getByRole("textbox", { name: "Title" }).inputValue(), "Sourdough");
    assert.equal((await otto.list())[0].summary, "Ana's");
  });

  it("hear of their own changes at once, and of others' in groups", async () => {
    await Promise.all([ana.listen(), bea.listen()]);
    await ana.propose("Sourdough");
    await ana.hears(/^status: “Sourdough” is on the board\.$/);
    await bea.hears(/^status: By others: 1 talk proposed\.$/);
    assert.ok(!(await ana.page.evaluate(() => window["said"])).some(text => /others/.test(text)));
  });
});
