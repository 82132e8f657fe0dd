// @ts-check
// The board as this browser saw it last: shown at once, where there is no server, and nowhere it must not be.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { outsider, startWorld } from "./support/browser.js";
import { phrase, sayPhrase, startClosedWorld } from "./support/closed.js";

const shown = person => person.page.locator(".talk:not([data-removed]) h3").allInnerTexts();
const count = person => person.page.locator(".board-count").innerText();

describe("the board that was seen last", () => {
  let world, ana, otto;

  before(async () => { world = await startWorld({ memory: false }); });
  after(() => world.end());

  beforeEach(async () => {
    await world.renew();
    otto = outsider(world.server);
    await otto.propose("Knots", "Ropes.");
    await otto.propose("Bread");
    ana = await world.person("Ana", { serviceWorkers: "allow" });
    await ana.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await ana.talk("Bread").waitFor();
    await ana.write("Knots", "Which rope?");
    await ana.keeps(["Bread", "Knots", "Which rope?"]);
  });
  afterEach(() => world.everybodyLeaves());

  it("is shown without a server, says of when it is, and takes what is written", async () => {
    await otto.propose("Jam");
    await otto.remove("Bread");
    await ana.keeps(["Jam", "Knots", "Which rope?"]);
    await world.server.kill();
    await ana.page.reload();
    await ana.comment("Which rope?").waitFor();
    assert.deepEqual(await shown(ana), ["Knots", "Jam"]);
    await ana.state("reconnecting");
    assert.match(await count(ana), /^2 talks · as of .*\d:\d\d/);
    await ana.commentField("Knots").fill("Hemp, says the shop");
    await ana.commentField("Knots").press("Control+Enter");
    await ana.reads("Waiting to be sent");

    await world.server.start();
    await otto.propose("Tea");
    await ana.live();
    await ana.talk("Tea").waitFor();
    assert.equal(await count(ana), "3 talks");
    await ana.comment("Hemp, says the shop").getByRole("button", { name: /^Remove/ }).waitFor();
    assert.deepEqual((await otto.list()).find(({ title }) => title === "Knots").comments.map(each => each.message),
      ["Which rope?", "Hemp, says the shop"]);
  });

  it("is told apart from what others did since, which alone is fetched", async () => {
    await ana.page.goto(`${ana.origin}/icon.svg`);
    await otto.write("Knots", "Hemp?");
    await otto.remove("Bread");
    await otto.propose("Jam");
    const asked = [];
    ana.page.on("request", request => {
      if (/changes/.test(request.url())) asked.push(new URL(request.url()).search);
    });
    await ana.visit();
    await ana.comment("Hemp?").getByText("New").waitFor();
    await ana.talk("Jam").getByText("New", { exact: true }).waitFor();
    assert.deepEqual(await shown(ana), ["Knots", "Jam"]);
    assert.equal(await ana.tombstone("").count(), await ana.page.locator(".tombstone[hidden]").count(),
      "no strip is left of what nobody was reading");
    assert.equal(await ana.comment("Which rope?").getByText("New").isVisible(), false);
    assert.match(asked[0], /^\?since=.+-3$/);
    assert.equal(await count(ana), "2 talks");
  });

  it("is told apart from what its own device did since in another tab, too", async () => {
    await ana.page.goto(`${ana.origin}/icon.svg`);
    const other = await ana.page.context().newPage();
    await other.goto(`${ana.origin}/you.html`);
    await other.evaluate(() => fetch("talks/Knots/comments", { method: "POST",
      headers: { "Content-Type": "application/json" }, body: '{"author":"Ana","message":"From elsewhere"}' }));
    await otto.write("Knots", "Hemp?");
    // What the device is called is not known again before the board is shown.
    await ana.page.route("**/device", route => route.abort());
    await ana.visit();
    await ana.comment("Hemp?").getByText("New").waitFor();
    assert.equal(await ana.comment("From elsewhere").getByText("New").isVisible(), false);
  });

  it("gives way to another board in its place", async () => {
    await ana.page.goto(`${ana.origin}/icon.svg`);
    await world.renew();
    await otto.propose("Another");
    await ana.visit();
    await ana.talk("Another").waitFor();
    assert.deepEqual(await shown(ana), ["Another"]);
    assert.equal(await ana.page.locator("[data-removed]").count(), 0);
    await ana.keeps(["Another"]);
  });

  it("is kept by several tabs as one of them knows it best", async () => {
    const other = await ana.page.context().newPage();
    await other.goto(`${ana.origin}/`);
    await other.locator(".connection[data-state=connected]").waitFor();
    for (const title of ["Jam", "Tea"]) {
      await otto.propose(title);
      await other.getByRole("heading", { name: title }).waitFor();
    }
    await ana.talk("Tea").waitFor();
    await ana.keeps(["Bread", "Jam", "Knots", "Tea", "Which rope?"]);
    await otto.remove("Jam");
    await ana.keeps(["Bread", "Knots", "Tea", "Which rope?"]);
    await world.server.kill();
    await other.reload();
    await other.getByRole("heading", { name: "Tea" }).waitFor();
  });

  it("is done without where the browser keeps nothing", async () => {
    await ana.page.addInitScript(() => {
      IDBFactory.prototype.open = () => { throw new DOMException("not here", "SecurityError"); };
    });
    await ana.page.reload();
    await ana.live();
    await ana.talk("Knots").waitFor();
  });

  it("does not keep the page from going on where the browser never answers", async () => {
    await ana.page.addInitScript(() => {
      IDBFactory.prototype.open = () => /** @type {any} */ (new EventTarget());
    });
    await ana.page.reload();
    await ana.live();
    await ana.talk("Knots").waitFor();
  });
});

describe("the board of a closed group", () => {
  let world, ana;
  before(async () => { world = await startClosedWorld(); });
  after(() => world.end());

  it("is left on no device that is shut out", async () => {
    ana = await world.person("Ana", { state: "closed" });
    await sayPhrase(ana, phrase);
    await ana.live();
    await ana.propose("Secret");
    await ana.keeps(["Secret"]);
    await ana.page.context().clearCookies();
    const answers = ana.page.waitForResponse(response => response.status() === 401);
    await ana.page.reload();
    await answers;
    await ana.state("closed");
    assert.equal(await ana.talk("Secret").isVisible(), false);
    await ana.keeps([]);
    assert.deepEqual(ana.faults, []);
  });
});
