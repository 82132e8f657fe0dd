// @ts-check
// What waited is refused when it is sent at last: its words stay, with the reason and what can be done.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { startBadLine } from "./support/bad_line.js";
import { beginWithTalk, comments, online, send, waiting } from "./support/outbox.js";

describe("what is refused after it waited", () => {
  let world, ana, otto, line;

  before(async () => {
    world = await startBadLine();
    line = world.line;
  });

  after(() => world.end());

  beforeEach(async () => {
    otto = await beginWithTalk(world);
    ana = await world.person("Ana", { permissions: ["clipboard-read", "clipboard-write"] });
    await ana.open("Sourdough");
    await ana.listen();
  });

  afterEach(async () => {
    assert.deepEqual(ana.faults, []);
    await ana.leave();
  });

  const wait = async message => {
    line.fault = "dead";
    await send(ana, message);
    await waiting(ana, message).waitFor();
  };
  const copied = () => ana.page.evaluate(() => navigator.clipboard.readText());

  it("says so at its place and aloud once, and goes back into its form with the field to mend", async () => {
    const bea = await world.person("Bea");
    await wait("Hello");
    await ana.page.route("**/comments", route => route.abort());
    await bea.page.evaluate(() => localStorage.setItem("skillboard.name", "Ana"));
    await bea.visit();
    await ana.page.route("**/comments", route => route.abort());
    line.fault = "";
    await bea.write("Sourdough", "I am Ana now");
    await ana.comment("I am Ana now").waitFor();
    await bea.leave();

    await ana.page.unrouteAll();
    await online(ana);
    await waiting(ana, "Hello").getByText("Somebody else has this name here. Is it you?").waitFor();
    await waiting(ana, "Hello").getByText("Not saved").waitFor();
    await ana.hears(/^alert: Somebody else has this name here\. Is it you\?$/);
    const link = waiting(ana, "Hello").getByRole("link", { name: "Add this device" });
    assert.match(String(await link.getAttribute("href")), /^you\.html/);

    await ana.button("Edit: Hello").click();
    await waiting(ana, "Hello").waitFor({ state: "detached" });
    assert.equal(await ana.commentField("Sourdough").inputValue(), "Hello");
    const name = ana.talk("Sourdough").getByRole("textbox", { name: "Your name" });
    assert.equal(await name.getAttribute("aria-invalid"), "true");
    await name.fill("Annika");
    await name.press("Enter");
    await ana.comment("Hello").getByRole("button", { name: /^Remove/ }).waitFor();
    assert.deepEqual(await comments(otto), ["I am Ana now", "Hello"]);
  });

  it("stays in view with the tombstone of its talk, to be copied, also on the next page", async () => {
    await wait("A long thought");
    await ana.page.route("**/comments", route => route.abort());
    await otto.remove("Sourdough");
    await ana.tombstone("Removed by Otto: “Sourdough”").waitFor();
    await waiting(ana, "A long thought").waitFor();
    await ana.page.unrouteAll();
    line.fault = "";
    await online(ana);
    await waiting(ana, "A long thought").getByText("Not saved: it has been removed.").waitFor();
    assert.equal(await ana.button("Edit: A long thought").count(), 0);
    await ana.button("Copy: A long thought").click();
    assert.equal(await copied(), "A long thought");
    await ana.hears(/^status: Copied\.$/);

    await ana.keeps([]);
    await ana.visit();
    await ana.reads("“Sourdough” has been removed. What you wrote for it is still here.");
    await waiting(ana, "A long thought").getByText("Not saved: it has been removed.").waitFor();
    await otto.restore();
    await ana.talk("Sourdough").waitFor();
    await ana.page.getByText("“Sourdough” has been removed. What").waitFor({ state: "detached" });
    await ana.button("Try again: A long thought").click();
    await ana.comment("A long thought").getByRole("button", { name: /^Remove/ }).waitFor();
    assert.deepEqual(await comments(otto), ["A long thought"]);
  });

  it("never goes to another talk that has its title now", async () => {
    await wait("About bread");
    await otto.rename("Sourdough", "Bread");
    await fetch(`${world.server.url}/talks/Sourdough`, { method: "PUT", body: '{"presenter":"Otto","summary":"Other."}',
      headers: { "Content-Type": "application/json", "If-None-Match": "*" } });
    await ana.talk("Sourdough").getByText("Other.").waitFor();
    line.fault = "";
    await online(ana);
    await waiting(ana, "About bread").waitFor({ state: "detached" });
    assert.deepEqual((await otto.list()).map(({ title, comments: all }) => [title, all.length]),
      [["Bread", 1], ["Sourdough", 0]]);
  });

  it("does not overwrite what somebody else changed meanwhile, unless its person says so", async () => {
    line.fault = "dead";
    await ana.startEditing("Sourdough");
    await ana.editingField("Sourdough", "Summary").fill("Mine.");
    await ana.button("Save").click();
    await waiting(ana, "Mine.").waitFor();
    await otto.propose("Sourdough", "Theirs.");
    await ana.talk("Sourdough").getByText("Theirs.").waitFor();
    line.fault = "";
    await online(ana);
    await waiting(ana, "Mine.").getByText("Not saved: somebody else changed this talk").waitFor();
    assert.equal((await otto.list())[0].summary, "Theirs.");

    await ana.button("Edit: Sourdough", waiting(ana, "Mine.")).click();
    await ana.editing("Sourdough").getByText("It now says:").waitFor();
    assert.equal(await ana.editingField("Sourdough", "Summary").inputValue(), "Mine.");
    await ana.button("Save mine instead").click();
    await ana.talk("Sourdough").locator("> article > .prose", { hasText: "Mine." }).waitFor();
    assert.equal((await otto.list())[0].summary, "Mine.");
  });

  it("is a proposal, when its title is taken meanwhile, and is edited in its form", async () => {
    line.fault = "dead";
    await ana.button("Propose a talk").click();
    await ana.titleField().fill("Knots");
    await ana.button("Propose talk").click();
    await waiting(ana, "Knots").waitFor();
    await otto.propose("Knots", "Ropes.");
    await ana.page.getByText("Ropes.").waitFor();
    line.fault = "";
    await online(ana);
    await waiting(ana, "Knots").getByText("There is a talk with this title already.").waitFor();

    await ana.button("Propose a talk").click();
    await ana.titleField().fill("Kites");
    await ana.button("Edit: Knots").click();
    await ana.hears(/^status: There is another proposal in the form\. Send or cancel that one first\.$/);
    assert.equal(await ana.titleField().inputValue(), "Kites");
    await ana.button("Cancel").click();
    await ana.button("Edit: Knots").click();
    await ana.reads("Comment on it, or choose another title.");
    assert.equal(await ana.titleField().getAttribute("aria-invalid"), "true");
    await ana.titleField().fill("More knots");
    await ana.button("Propose talk").click();
    await ana.talk("More knots").waitFor();
    assert.deepEqual((await otto.list()).map(({ title }) => title), ["Sourdough", "Knots", "More knots"]);
  });

  it("did arrive after all, when its edit would make two of it", async () => {
    line.fault = "cut";
    await ana.page.route(/\/changes\?/, route => route.abort());
    await ana.page.evaluate(() => window.dispatchEvent(new Event("offline")));
    await ana.state("reconnecting");
    await ana.commentField("Sourdough").fill("Helo");
    await ana.commentField("Sourdough").press("Control+Enter");
    await ana.button("Edit: Helo").click();
    await ana.commentField("Sourdough").fill("Hello");
    line.fault = "";
    await ana.commentField("Sourdough").press("Control+Enter");
    await ana.reads("Not saved: you had sent this before, and that did arrive.");
    assert.equal(await ana.commentField("Sourdough").inputValue(), "Hello");
    assert.deepEqual(await comments(otto), ["Helo"]);
    await ana.page.unrouteAll();
  });

  it("goes back before what is typed already, and by the same key while it is the same", async () => {
    await wait("First");
    await ana.commentField("Sourdough").fill("Second");
    await ana.button("Edit: First").click();
    assert.equal(await ana.commentField("Sourdough").inputValue(), "Second\n\nFirst");
    await ana.commentField("Sourdough").fill("First");
    await ana.visit();
    assert.equal(await ana.commentField("Sourdough").inputValue(), "First", "as a draft");
    line.fault = "";
    await ana.commentField("Sourdough").press("Control+Enter");
    await ana.comment("First").getByRole("button", { name: /^Remove/ }).waitFor();
    assert.equal(new Set(line.writes.map(({ key }) => key)).size, 1);
  });

  it("is discarded at once, which can be undone", async () => {
    await wait("Hello");
    await ana.button("Discard: Hello").click();
    await ana.hears(/^status: Discarded, not sent: Hello$/);
    await ana.focuses("Undo");
    line.writes = [];
    await ana.button("Undo").click();
    await ana.hears(/^status: It waits to be sent again\.$/);
    await waiting(ana, "Waiting to be sent").waitFor();
    await ana.focuses(/^Send now: Hello/);

    await ana.button("Discard: Hello").click();
    line.fault = "";
    await online(ana);
    await ana.button("Hide").click();
    await waiting(ana, "Hello").waitFor({ state: "detached" });
    await ana.focuses("Your comment");
    await ana.visit();
    assert.deepEqual([await waiting(ana, "").count(), await comments(otto)], [0, []]);
  });
});
