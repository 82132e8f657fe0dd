// @ts-check
// The connection, the server or a write fails: nothing that was typed is lost, and the page says so.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { outsider, startWorld } from "./support/browser.js";

describe("when something fails", () => {
  let world, ana, otto;

  before(async () => {
    world = await startWorld({ memory: false });
    otto = outsider(world.server);
    ana = await world.person("Ana");
  });

  after(() => world.end());

  beforeEach(async () => {
    for (const { title } of await otto.list()) await otto.remove(title);
    await otto.propose("Sourdough", "Flour and patience.");
    await ana.comeAfresh();
    await ana.open("Sourdough");
  });

  afterEach(() => assert.deepEqual(ana.faults, []));

  const offline = value => ana.page.context().setOffline(value);

  it("a server that is stopped and started again is noticed, said, and caught up with", async () => {
    await ana.commentField("Sourdough").fill("half a thought");
    await ana.listen();
    await world.server.stop();
    await ana.page.locator(".connection", { hasText: /Reconnecting|Offline since/ }).waitFor();

    await world.server.start();
    await otto.write("Sourdough", "meanwhile");

    await ana.comment("meanwhile").waitFor();
    await ana.page.locator(".connection", { hasText: "Live" }).waitFor();
    assert.equal(await ana.commentField("Sourdough").inputValue(), "half a thought");
  });

  it("being offline is said in words, and over as soon as the network is back", async () => {
    await ana.listen();
    await offline(true);
    await ana.page.locator(".connection", { hasText: /Offline since \d/ }).waitFor();
    await ana.hears(/status: Offline\. What you type is kept\./);
    await otto.write("Sourdough", "meanwhile");

    await offline(false);

    await ana.comment("meanwhile").waitFor();
    await ana.hears(/status: Live again\./);
  });

  it("a refusal is explained beside the field it is about", async () => {
    await ana.page.route("**/comments", route => route.fulfill({ status: 422,
      contentType: "application/problem+json",
      body: JSON.stringify({ type: "/p", title: "Too rude.", status: 422, field: "message" }) }));
    await ana.commentField("Sourdough").fill("!!!");
    await ana.button("Comment", ana.talk("Sourdough")).click();

    const field = ana.commentField("Sourdough");
    await ana.reads("Not saved: Too rude.");
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    const described = await field.evaluate(dom => dom.getAttribute("aria-describedby").split(" ")
      .map(id => document.getElementById(id).textContent).join(" "));
    assert.match(described, /Too rude/);
    assert.equal(await field.inputValue(), "!!!");
  });

  it("a server that cannot save is told apart from one that cannot be reached", async () => {
    await ana.page.route("**/comments", route => route.fulfill({ status: 503, body: "{}" }));
    await ana.commentField("Sourdough").fill("Hello");
    await ana.button("Comment", ana.talk("Sourdough")).click();
    await ana.reads("The board cannot save at the moment.");
  });

  it("a removal that fails says so, and can be tried again", async () => {
    await offline(true);
    await ana.button("Remove “Sourdough”").click();
    await ana.reads("Not removed: the board cannot be reached.");

    await offline(false);
    await ana.button("Remove “Sourdough”").click();

    await ana.tombstone("Removed by you: “Sourdough”").waitFor();
    assert.deepEqual(await otto.list(), []);
  });

  it("what is too long is said before it is sent, and not cut off", async () => {
    await ana.commentField("Sourdough").fill("x".repeat(5001));
    await ana.button("Comment", ana.talk("Sourdough")).click();
    await ana.reads("Too long: 5,001 of 5,000 characters.");
    assert.equal((await ana.commentField("Sourdough").inputValue()).length, 5001);
  });
});
