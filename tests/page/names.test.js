// @ts-check
// Names without accounts: what is written under a name belongs to the devices of that name.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { outsider, startWorld } from "./support/browser.js";

describe("a name", () => {
  let world, ana, bea, cy, otto;

  before(async () => {
    world = await startWorld({ arguments: ["--member-after=0"] });
    [ana, bea, cy] = await Promise.all(["Ana", "Bea", "Cy"].map(name => world.person(name)));
  });

  after(() => world.end());

  beforeEach(async () => {
    await world.renew();
    otto = outsider(world.server, "Otto");
    await Promise.all([ana, bea, cy].map(person => person.comeAfresh()));
  });

  afterEach(() => assert.deepEqual([...ana.faults, ...bea.faults, ...cy.faults], []));

  const editor = (person, title) => person.button(`Edit “${title}”`);
  const remover = (person, text) => person.comment(text).getByRole("button", { name: /^Remove/ });
  const changeName = async (person, name) => {
    await person.button("Change name", person.talk("Knots")).click();
    await person.talk("Knots").getByRole("textbox", { name: "Your name" }).fill(name);
  };

  it("alone may edit what belongs to it, and everybody what belongs to nobody", async () => {
    await otto.propose("Bread");
    await ana.propose("Knots");
    await ana.write("Knots", "A rope each");
    await bea.open("Knots");
    await Promise.all([editor(ana, "Knots").waitFor(), editor(ana, "Bread").waitFor(), editor(bea, "Bread").waitFor()]);
    await bea.comment("A rope each").waitFor();

    assert.equal(await editor(bea, "Knots").isVisible(), false);
    await ana.comment("A rope each").getByRole("button", { name: /^Edit/ }).waitFor();
    assert.equal(await bea.comment("A rope each").getByRole("button", { name: /^Edit/ }).isVisible(), false);
    await bea.button("Remove “Knots”").waitFor();
  });

  it("is not had by saying it: the device counts, not what the browser remembers", async () => {
    await ana.propose("Knots");
    await bea.talk("Knots").waitFor();
    await bea.page.evaluate(() => localStorage.setItem("skillboard.name", "Ana"));
    await bea.visit();
    await bea.open("Knots");
    await bea.talk("Knots").getByText("As Ana").waitFor();

    assert.equal(await editor(bea, "Knots").isVisible(), false);
    await editor(ana, "Knots").waitFor();
  });

  it("that somebody has is refused in words beside its field, with the next steps", async () => {
    await ana.propose("Knots");
    await bea.open("Knots");
    await bea.listen();
    await changeName(bea, "ANA");
    await bea.commentField("Knots").fill("It is me");
    await bea.commentField("Knots").press("Control+Enter");

    const name = bea.talk("Knots").getByRole("textbox", { name: "Your name" });
    await bea.hears(/^alert: Somebody else has this name here\. Is it you\?/);
    assert.equal(await name.getAttribute("aria-invalid"), "true");
    assert.equal(await bea.commentField("Knots").inputValue(), "It is me");
    assert.equal(await bea.page.evaluate(() => localStorage.getItem("skillboard.name")), "Bea");
    const link = bea.talk("Knots").getByRole("link", { name: "Add this device" });
    assert.match(String(await link.getAttribute("href")), /^you\.html/);

    await bea.button("Choose another name").click();
    assert.ok(await name.evaluate(dom => dom === document.activeElement));
    await bea.page.keyboard.type("Bob");
    await bea.page.keyboard.press("Enter");
    await ana.open("Knots");
    assert.match(await ana.comment("It is me").innerText(), /^Bob/);
  });

  it("that could pass for another's is refused, too", async () => {
    await ana.propose("Knots");
    await bea.open("Knots");
    const name = bea.talk("Knots").getByRole("textbox", { name: "Your name" });
    for (const [said, told] of [["An\u0251", "This looks like a name somebody else has here."],
      ["\u0410na", "This name mixes letters of different scripts"]]) {
      if (!await name.isVisible()) await bea.button("Change name", bea.talk("Knots")).click();
      await name.fill(said);
      await bea.commentField("Knots").fill("It is me");
      await bea.commentField("Knots").press("Control+Enter");
      await bea.talk("Knots").locator(".field-error:visible").getByText(told).waitFor();
      assert.equal(await name.getAttribute("aria-invalid"), "true");
      assert.equal(await name.inputValue(), said);
    }
  });

  it("keeps what is sent when it is too much at once, and sends it later", async () => {
    await otto.propose("Knots");
    await ana.page.route("**/comments", route => route.fulfill({ status: 429, headers: { "Retry-After": "7" },
      contentType: "application/problem+json", body: '{"type":"/problems/too-many-requests","status":429}' }));
    await ana.open("Knots");
    await ana.commentField("Knots").fill("One of many");
    await ana.commentField("Knots").press("Control+Enter");
    await ana.reads("That was much at once.");
    assert.equal(await ana.commentField("Knots").inputValue(), "");

    await ana.page.unrouteAll();
    await ana.button("Send now: One of many").click();
    await ana.comment("One of many").getByRole("button", { name: /^Remove/ }).waitFor();
  });

  it("tells in words that somebody else's talk cannot be edited, and keeps the edit", async () => {
    await otto.propose("Knots", "Ropes.", "Ana");
    await bea.startEditing("Knots");
    await bea.editingField("Knots", "Summary").fill("Mine");
    await ana.startEditing("Knots");
    await ana.editingField("Knots", "Summary").fill("Ana's words");
    await ana.button("Save").click();
    await bea.editing("Knots").getByText("Ana's words").waitFor();
    await bea.page.route("**/talks/Knots", route => route.fulfill({ status: 403,
      contentType: "application/problem+json", body: '{"type":"/problems/not-yours","status":403}' }));
    await bea.button("Save").click();
    await bea.reads("Not saved: it belongs to somebody else");
    assert.equal(await bea.editingField("Knots", "Summary").inputValue(), "Mine");
  });

  it("takes two members to remove again what it brought back", async () => {
    await ana.propose("Knots");
    await ana.write("Knots", "A rope each");
    for (const person of [bea, cy]) await person.write("Knots", `Hello from ${person.name}`);
    await remover(bea, "A rope each").click();
    await ana.tombstone("Comment by Ana removed by Bea.").waitFor();
    await ana.talk("Knots").getByRole("button", { name: /^Undo/ }).click();
    await remover(bea, "A rope each").waitFor();

    await Promise.all([bea.listen(), cy.listen()]);
    await remover(bea, "A rope each").click();
    await bea.hears(/^status: You asked for its removal\. One more member has to agree\.$/);
    await bea.comment("A rope each").getByText("You asked for its removal.").waitFor();
    await cy.comment("A rope each").getByText("Bea asks for its removal. One more member has to agree.").waitFor();
    await cy.hears(/^status: By others: .*1 removal asked for/);
    assert.equal(await bea.tombstone("removed by").isVisible(), false);

    await remover(cy, "A rope each").click();
    await bea.tombstone("Comment by Ana removed by Cy.").waitFor();
    assert.equal(await ana.comment("A rope each").locator(".prose").isVisible(), false);
  });

  it("that is no member's cannot ask for it, which is said", async () => {
    await ana.propose("Knots");
    await bea.removeTalk("Knots");
    await ana.button("Undo the removal of “Knots”").click();
    await cy.button("Remove “Knots”").click();
    await cy.reads("Not removed: that takes a member");
  });
});
