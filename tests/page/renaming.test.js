// @ts-check
// A talk gets another title and stays the same talk, for everybody who looks at it.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { outsider, startWorld } from "./support/browser.js";

describe("a talk with another title", () => {
  let world, ana, bea, otto;

  before(async () => {
    world = await startWorld();
    otto = outsider(world.server, "Otto");
    [ana, bea] = await Promise.all([world.person("Ana"), world.person("Bea")]);
  });

  after(() => world.end());

  beforeEach(async () => {
    for (const { title } of await otto.list()) await otto.remove(title);
    await otto.propose("Knots", "Ropes.");
    await otto.write("Knots", "Which?");
    await Promise.all([ana.comeAfresh(), bea.comeAfresh()]);
    await ana.open("Knots");
  });

  afterEach(() => assert.deepEqual([...ana.faults, ...bea.faults], []));

  const writes = person => {
    const sent = [];
    person.page.on("request", request => {
      if (request.method() !== "GET") sent.push(request.method());
    });
    return sent;
  };

  it("stays the same talk for all, by its new name in all that names it", async () => {
    const [{ id }] = await otto.list();
    await bea.open("Knots");
    await bea.commentField("Knots").fill("half a thought");
    await bea.listen();
    const sent = writes(ana);
    await ana.startEditing("Knots");
    await ana.editingField("Knots", "Title").fill("Knots and ropes");
    await ana.button("Save").click();

    await bea.talk("Knots and ropes").waitFor();
    assert.deepEqual(sent, ["PATCH"], "what stays the same is not sent");
    assert.deepEqual((await otto.list()).map(talk => [talk.id, talk.title, talk.comments.length]),
      [[id, "Knots and ropes", 1]]);
    await bea.talk("Knots and ropes").locator(".talk-meta").getByText("Edited").waitFor();
    await bea.hears(/^status: By others: 1 talk renamed\.$/);
    assert.equal(await bea.commentField("Knots and ropes").inputValue(), "half a thought");
    for (const name of ["Edit “Knots and ropes”", "Remove “Knots and ropes”"]) await bea.button(name).waitFor();
    await bea.page.getByRole("form", { name: "Comment on “Knots and ropes”" }).waitFor();
    assert.equal(await bea.page.getByText("“Knots”").count(), 0);

    await bea.commentField("Knots and ropes").press("Control+Enter");
    await ana.comment("half a thought").waitFor();
    await bea.comment("Which?").getByRole("button", { name: /^Remove/ }).click();
    await ana.tombstone("Comment by Otto removed by Bea.").waitFor();
  });

  it("gets its new words, too, when both are new", async () => {
    const sent = writes(ana);
    await ana.startEditing("Knots");
    await ana.editingField("Knots", "Title").fill("Ropes");
    await ana.editingField("Knots", "Summary").fill("And knots.");
    await ana.button("Save").click();
    await bea.talk("Ropes").getByText("And knots.").waitFor();
    assert.deepEqual(sent.filter(method => method === "PATCH"), ["PATCH"]);
    await ana.editing("Ropes").waitFor({ state: "detached" });
  });

  it("cannot have that of another, which is said at the title", async () => {
    await otto.propose("Ropes");
    await ana.startEditing("Knots");
    const title = ana.editingField("Knots", "Title");
    await title.fill("Ropes");
    await ana.button("Save").click();

    await ana.reads("Another talk has this title already.");
    assert.equal(await title.getAttribute("aria-invalid"), "true");
    assert.equal(await title.inputValue(), "Ropes");
    await title.fill("Rope");
    await ana.button("Save").click();
    await bea.talk("Rope").waitFor();
  });

  it("is not renamed over the head of somebody else who did so", async () => {
    await ana.startEditing("Knots");
    await ana.editingField("Knots", "Title").fill("Mine");
    await otto.rename("Knots", "Theirs");
    await ana.editing("Theirs").getByText("Title: Theirs").waitFor();
    await ana.button("Save").click();
    await ana.reads("Not saved: somebody else changed this talk");
    assert.equal(await ana.editingField("Theirs", "Title").inputValue(), "Mine");

    await ana.button("Save mine instead").click();
    await bea.talk("Mine").waitFor();
  });
});
