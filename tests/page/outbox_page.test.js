// @ts-check
// What cannot be sent waits on the page where it will be, through whatever happens, and is saved once.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { until } from "../support/board.js";
import { startBadLine } from "./support/bad_line.js";
import { shows } from "./support/browser.js";
import { beginWithTalk, comments, online, saved, send, waiting } from "./support/outbox.js";

describe("what cannot be sent", () => {
  let world, ana, otto, line;

  before(async () => {
    world = await startBadLine();
    line = world.line;
  });

  after(() => world.end());

  beforeEach(async () => {
    otto = await beginWithTalk(world);
    ana = await world.person("Ana");
    await ana.open("Sourdough");
  });

  afterEach(async () => {
    assert.deepEqual(ana.faults, []);
    await ana.leave();
  });

  /** How many entries the browser keeps. */
  const kept = () => ana.page.evaluate(() => new Promise(resolve => {
    const opening = indexedDB.open("skillboard.outbox /");
    opening.onsuccess = () => {
      const count = opening.result.transaction("outbox").objectStore("outbox").count();
      count.onsuccess = () => { opening.result.close(); resolve(count.result); };
    };
  }));
  /** What is kept of drafts. */
  const drafts = () => ana.page.evaluate(() => Object.keys(localStorage).filter(key => /draft/.test(key)));

  it("leaves its field free, stands at the end of its thread, and says so; then takes its place there", async () => {
    await otto.write("Sourdough", "First");
    await saved(ana, "First").waitFor();
    await ana.listen();
    line.fault = "dead";
    await send(ana, "Count me in");
    await waiting(ana, "Count me in").waitFor();

    await ana.hears(/^status: Not sent yet\. It is kept on this device, and sent as soon as possible\.$/);
    await shows(waiting(ana, "Count me in"), /^Ana\s+Waiting to be sent\s+Count me in\s+The board cannot be reached\./);
    assert.equal(await ana.commentField("Sourdough").inputValue(), "");
    assert.equal(await ana.focused(), "Your comment");
    assert.deepEqual(await drafts(), []);
    await send(ana, "And me");
    await waiting(ana, "And me").waitFor();
    assert.deepEqual(await ana.page.locator(".comment .prose").allInnerTexts(), ["First", "Count me in", "And me"]);

    await ana.page.evaluate(() => {
      const counts = window["counts"] = new Set();
      const texts = () => [...document.querySelectorAll(".comment .prose")].map(dom => dom.textContent);
      const count = () => counts.add(texts().join());
      new MutationObserver(count).observe(document.body, { childList: true, subtree: true });
    });
    line.fault = "";
    await ana.button("Send now: Count me in").click();
    await saved(ana, "Count me in").waitFor();
    await saved(ana, "And me").waitFor();
    await waiting(ana, "").first().waitFor({ state: "detached" });
    assert.deepEqual(await ana.page.evaluate(() => [...window["counts"]]), ["First,Count me in,And me"]);
    assert.deepEqual(await comments(otto), ["First", "Count me in", "And me"]);
    await ana.hears(/^status: (What was waiting is saved|2 things that were waiting are saved)\.$/);
    const said = await ana.page.evaluate(() => window["said"]);
    assert.equal(said.filter(text => /Not sent yet/.test(text)).length, 2, String(said));
    await otto.withdraw("Sourdough", (await otto.list())[0].comments[1].id);
    await ana.tombstone("Comment by Ana removed by Otto.").waitFor();
    assert.equal(await ana.page.locator(".waiting").count(), 0, "what becomes of it on the board is another matter");
    assert.deepEqual(said.filter(text => /^alert|[2-9] comments/.test(text)), [], "nothing of it is news");
  });

  it("is sent when the connection is back, though its person is doing something else", async () => {
    await ana.page.context().setOffline(true);
    await send(ana, "Count me in");
    await waiting(ana, "Count me in").waitFor();
    await ana.commentField("Sourdough").fill("half a thought");
    await ana.page.context().setOffline(false);
    await saved(ana, "Count me in").waitFor();
    await waiting(ana, "Count me in").waitFor({ state: "detached" });
    assert.equal(await ana.commentField("Sourdough").inputValue(), "half a thought");
    assert.equal(await ana.focused(), "Your comment");
  });

  it("survives a reload and a closed tab, and is sent by the next page", async () => {
    line.fault = "dead";
    await send(ana, "Count me in");
    await waiting(ana, "Count me in").waitFor();
    await ana.visit();
    await waiting(ana, "Count me in").waitFor();
    assert.equal(await ana.commentField("Sourdough").inputValue(), "");

    const next = await ana.page.context().newPage();
    await ana.page.close();
    line.fault = "";
    ana.page = next;
    await ana.visit();
    await saved(ana, "Count me in").waitFor();
    await waiting(ana, "Count me in").waitFor({ state: "detached" });
    assert.deepEqual(await comments(otto), ["Count me in"]);
    assert.equal(new Set(line.writes.map(({ key }) => key)).size, 1);
  });

  it("survives that the server is killed", async () => {
    await world.server.kill();
    await send(ana, "Count me in");
    await waiting(ana, "Count me in").waitFor();
    await world.server.start();
    await saved(ana, "Count me in").waitFor();
    assert.deepEqual(await comments(otto), ["Count me in"]);
  });

  for (const fault of ["cut", "truncated"]) {
    it(`is saved and seen once when it arrived and its answer did not (${fault})`, async () => {
      line.fault = fault;
      await send(ana, "Only once");
      await saved(ana, "Only once").waitFor();
      assert.equal(await ana.comment("Only once").count(), 1);
      await ana.button("Propose a talk").click();
      await ana.titleField().fill("Knots");
      await ana.button("Propose talk").click();
      await ana.talk("Knots").waitFor();

      line.fault = "";
      await ana.visit();
      await until(async () => await kept() === 0, "an empty outbox");
      assert.deepEqual(await comments(otto), ["Only once"]);
      assert.deepEqual((await otto.list()).map(({ title }) => title), ["Sourdough", "Knots"]);
      assert.equal(await ana.comment("Only once").count(), 1);
      assert.equal(new Set(line.writes.map(({ key }) => key)).size, 2);
    });
  }

  for (const fault of ["502", "504"]) {
    it(`waits where a proxy says ${fault}`, async () => {
      line.fault = fault;
      await send(ana, "Count me in");
      await waiting(ana, "The board cannot save at the moment.").waitFor();
      line.fault = "";
      await online(ana);
      await saved(ana, "Count me in").waitFor();
      assert.deepEqual(await comments(otto), ["Count me in"]);
    });
  }

  it("stands as sending when nobody answers, and its field is free again", async () => {
    await ana.page.route("**/comments", () => {});
    await send(ana, "Count me in");
    await waiting(ana, "Sending…").waitFor();
    assert.equal(await ana.commentField("Sourdough").inputValue(), "");
  });

  it("goes in order: a talk, then what was written about it, which may still be being written", async () => {
    line.fault = "dead";
    await ana.button("Propose a talk").click();
    await ana.titleField().fill("Knots");
    await ana.button("Propose talk").click();
    await ana.talk("Knots").getByText("Waiting to be sent").waitFor();
    await ana.reads("“Knots” is not sent yet. It waits with the talks.");
    await ana.button("Go to it").click();
    await ana.focuses(/Knots/);
    await ana.open("Knots");
    await ana.commentField("Knots").fill("A rope each");
    await ana.commentField("Knots").press("Control+Enter");
    await waiting(ana, "A rope each").getByText("This is sent as soon as the talk is.").first().waitFor();
    await ana.commentField("Knots").fill("half a thought");
    await ana.commentField("Knots").press("ArrowLeft");

    line.fault = "";
    await online(ana);
    await saved(ana, "A rope each").waitFor();
    await waiting(ana, "").first().waitFor({ state: "detached" });
    assert.deepEqual(await comments(otto, "Knots"), ["A rope each"]);
    assert.equal(await ana.talk("Knots").count(), 1);
    await ana.page.getByText("“Knots” is not sent yet.").first().waitFor({ state: "hidden" });
    assert.deepEqual(await ana.commentField("Knots").evaluate(dom => [dom.value, dom.selectionStart,
      dom === document.activeElement]), ["half a thought", 13, true]);
    await ana.visit();
    assert.equal(await ana.commentField("Knots").inputValue(), "half a thought");
  });

  it("is an edit as well, in its place, and is taken back into its form with its words", async () => {
    line.fault = "dead";
    await ana.startEditing("Sourdough");
    await ana.editingField("Sourdough", "Summary").fill("Now with rye.");
    await ana.editingField("Sourdough", "Title").fill("Rye");
    await ana.button("Save").click();
    const edit = ana.page.locator(".talk > article > .waiting-edits");
    await shows(edit, /^Your edit\s+Waiting to be sent\s+Rye\s+Now with rye\./);
    assert.equal(await ana.editing("Sourdough").count(), 0);

    await ana.startEditing("Sourdough");
    assert.equal(await ana.editingField("Sourdough", "Title").inputValue(), "Rye");
    await edit.getByText("Now with rye.").waitFor({ state: "detached" });
    await ana.editingField("Sourdough", "Summary").fill("And with spelt.");
    await ana.button("Save").click();
    await edit.getByText("And with spelt.").waitFor();
    line.fault = "";
    await ana.button("Send now: Rye").click();
    await ana.talk("Rye").getByText("And with spelt.").waitFor();
    await edit.getByText("And with spelt.").waitFor({ state: "detached" });
    assert.deepEqual((await otto.list()).map(({ title, summary }) => [title, summary]), [["Rye", "And with spelt."]]);
  });

  it("may be the edit of a comment", async () => {
    await ana.write("Sourdough", "With rye?");
    line.fault = "dead";
    await ana.comment("With rye?").getByRole("button", { name: /^Edit/ }).click();
    await ana.page.getByRole("textbox", { name: "Comment", exact: true }).fill("With spelt?");
    await ana.button("Save").click();
    await waiting(ana, "Your edit of this comment").getByText("With spelt?").waitFor();
    line.fault = "";
    await ana.button("Send now: With spelt?").click();
    await waiting(ana, "With spelt?").waitFor({ state: "detached" });
    await saved(ana, "With spelt?").waitFor();
    assert.deepEqual(await comments(otto), ["With spelt?"]);
  });
});
