// @ts-check
// Who else is at a talk and who writes: over each transport, quietly, and only of those who want to be seen.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { until } from "../support/board.js";
import { checkWidth } from "./support/audit.js";
import { Person, outsider, startWorld } from "./support/browser.js";
import { Doorway, leadSocketTo, leadTo } from "./support/doorway.js";
import { Tabs, Watched } from "./support/tabs.js";

const isStream = ({ headers }) => headers.accept === "text/event-stream";

describe("people at a talk", () => {
  let world, otto, ana, bea;
  /** Ways to the board by which one is live by one of the transports only. */
  const ways = {};

  before(async () => {
    world = await startWorld();
    otto = outsider(world.server, "Otto");
    const pass = leadTo(world.server);
    const polls = (request, response) => isStream(request) ? response.writeHead(404).end() : pass(request, response);
    ways.websocket = await Doorway.open(pass, leadSocketTo(world.server));
    ways.events = await Doorway.open(pass);
    ways.poll = await Doorway.open(polls);
  });

  after(async () => {
    for (const way of Object.values(ways)) way.close();
    await world.end();
  });

  beforeEach(async () => {
    await world.renew();
    await otto.propose("Knots");
    await otto.write("Knots", "Which rope?");
  });

  afterEach(async () => {
    for (const person of [ana, bea]) {
      assert.deepEqual(person.faults, []);
      await person.leave();
    }
  });

  async function arrive(name, transport = "websocket", options = {}) {
    const person = await Person.arrive(world.browser, ways[transport], name, options);
    await person.open("Knots");
    await person.page.locator(`.connection[data-transport=${transport}]`).waitFor();
    return person;
  }
  const lines = (person, title = "Knots") => person.talk(title).locator(".presence-line").allTextContents();
  /** @param {string} [here] @param {string} [writing] */
  async function sees(person, here = "", writing = "", title = "Knots") {
    const wanted = [here, writing].join("|");
    await until(async () => (await lines(person, title)).join("|") === wanted,
      `${person.name} sees ${wanted}, not ${await lines(person, title)}`);
  }
  const type = async (person, text) => {
    await person.commentField("Knots").focus();
    await person.page.keyboard.type(text);
  };

  /** What moves on the page from now on, also by the browser's own count. */
  async function watchForShifts(person) {
    await person.page.evaluate(() => {
      window["shifts"] = [];
      new PerformanceObserver(list => {
        for (const { value } of /** @type {any[]} */ (list.getEntries())) window["shifts"].push(value);
      }).observe({ type: "layout-shift" });
    });
  }
  const shifts = person => person.page.evaluate(() => new Promise(resolve =>
    requestAnimationFrame(() => setTimeout(() => resolve(window["shifts"])))));
  const place = person => person.commentField("Knots").boundingBox();

  for (const transport of ["websocket", "events", "poll"]) {
    it(`see each other come, write and go, and nothing moves or is said aloud (${transport})`, async () => {
      ana = await arrive("Ana", transport);
      await ana.listen();
      await watchForShifts(ana);
      const before = await place(ana);
      assert.deepEqual(await lines(ana), ["", ""]);

      bea = await arrive("Bea", transport);
      await sees(bea, "Also here: Ana");
      await sees(ana, "Also here: Bea");
      await type(bea, "Hemp");
      await sees(ana, "Also here: Bea", "Bea is writing…");
      await sees(bea, "Also here: Ana");
      const emptied = Date.now();
      await bea.commentField("Knots").fill("");
      await sees(ana, "Also here: Bea");
      assert.ok(Date.now() - emptied < 4500, "sooner than if she had gone for a walk");
      await type(bea, "Hemp!");
      await sees(ana, "Also here: Bea", "Bea is writing…");
      assert.deepEqual(await place(ana), before);
      assert.deepEqual(await shifts(ana), []);
      assert.deepEqual(await ana.page.evaluate(() => window["said"]), []);

      await bea.page.keyboard.press("Control+Enter");
      await ana.comment("Hemp!").waitFor();
      await sees(ana, "Also here: Bea");
      const left = Date.now();
      await bea.page.close({ runBeforeUnload: true });
      await sees(ana);
      assert.ok(Date.now() - left < 5000, `${Date.now() - left} ms after she left`);
      assert.deepEqual((await ana.page.evaluate(() => window["said"])).filter(text => !/1 comment/.test(text)), []);
    });
  }

  it("write no more when their comment is there", async () => {
    ana = await arrive("Ana");
    bea = await arrive("Bea");
    await type(bea, "Hemp");
    await sees(ana, "Also here: Bea", "Bea is writing…");
    await otto.write("Knots", "Hemp!", "Bea");
    await ana.comment("Hemp!").waitFor();
    assert.deepEqual(await lines(ana), ["Also here: Bea", ""], "at once");
  });

  it("are gone within seconds when their browser is", async () => {
    ana = await arrive("Ana");
    bea = await arrive("Bea");
    await sees(ana, "Also here: Bea");
    const left = Date.now();
    await bea.leave();
    await sees(ana);
    assert.ok(Date.now() - left < 5000);
  });

  it("are at a talk while they have it open and look at the page", async () => {
    ana = await arrive("Ana");
    bea = await arrive("Bea");
    await sees(ana, "Also here: Bea");
    await bea.talk("Knots").locator(".talk-toggle").click();
    await sees(ana);
    await bea.open("Knots");
    await sees(ana, "Also here: Bea");
    const look = state => bea.page.evaluate(value => {
      Object.defineProperty(document, "visibilityState", { value, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);
    await look("hidden");
    await sees(ana);
    await look("visible");
    await sees(ana, "Also here: Bea");
    await otto.remove("Knots");
    await ana.tombstone("Knots").waitFor();
    assert.equal(await ana.talk("Knots").locator(".presence").isVisible(), false);
  });

  it("are seen as they want to be, in all their tabs and from then on, and see others all the same", async () => {
    ana = await arrive("Ana");
    // Where the tab that has the connection has to take back what another one has said.
    bea = await arrive("Bea", "events");
    await sees(ana, "Also here: Bea");
    const you = await bea.page.context().newPage();
    await you.goto(`${bea.origin}/you.html`);
    const setting = you.getByRole("checkbox", { name: "Others see when I am here and writing" });
    assert.equal(await setting.isChecked(), true);
    await setting.uncheck();
    await you.getByRole("status").getByText("Saved.").waitFor();
    await sees(ana);
    await type(bea, "Hemp");
    await sees(bea, "Also here: Ana");
    await you.reload();
    assert.equal(await setting.isChecked(), false);
    assert.deepEqual(await lines(ana), ["", ""]);

    await setting.check();
    await sees(ana, "Also here: Bea");
    await you.close();
  });

  it("see nobody while the page stands still or has no connection", async () => {
    ana = await arrive("Ana");
    bea = await arrive("Bea");
    await sees(ana, "Also here: Bea");
    await ana.button("Pause").click();
    await sees(ana);
    await ana.button("Pause").click();
    await sees(ana, "Also here: Bea");
    await ana.page.context().setOffline(true);
    await ana.state("offline");
    await sees(ana);
    await ana.page.context().setOffline(false);
    await sees(ana, "Also here: Bea");
  });

  it("are called by their names up to a few, and all fit in where they stand, however long these are", async () => {
    ana = await arrive("Ana", "websocket", { viewport: { width: 320, height: 700 } });
    const others = Array.from({ length: 5 }, (_, index) => `${"N".repeat(79)}${index}`);
    const before = await place(ana);
    const context = await world.browser.newContext();
    bea = await arrive("ليلى");
    for (const name of others) {
      const page = await context.newPage();
      await page.goto(ways.websocket.url);
      await page.evaluate(([said, id]) => {
        const socket = new WebSocket(location.href.replace("http", "ws") + "changes", "skillboard.1");
        socket.onopen = () => socket.send(JSON.stringify({ presence: { talks: [id], name: said, writing: id } }));
      }, [name, await ana.talk("Knots").getAttribute("data-id")]);
    }
    const all = /, and 3 more\|Several people are writing…$/;
    await until(async () => all.test((await lines(ana)).join("|")), "all there");
    assert.equal(await ana.talk("Knots").locator(".presence bdi").count(), 3);
    await checkWidth(ana.page);
    assert.deepEqual(await place(ana), before);
    await context.close();
    await sees(ana, "Also here: ليلى");
  });

  it("see each other in all tabs of a browser, over one connection", async () => {
    await otto.propose("Bread");
    const board = await Watched.open(world.server);
    const tabs = await Tabs.open(world.browser, board);
    await tabs.context.addInitScript(() => localStorage.setItem("skillboard.name", "Ana"));
    bea = await arrive("Bea");
    await bea.open("Bread");
    for (const title of ["Knots", "Bread"]) await (await tabs.add()).open(title);
    const [knots, bread] = ana = Object.assign(tabs.all, { faults: tabs.faults, leave: () => tabs.close() });
    await sees(bea, "Also here: Ana");
    await sees(bea, "Also here: Ana", "", "Bread");
    await sees(knots, "Also here: Bea");
    await sees(bread, "Also here: Bea", "", "Bread");
    await type(knots, "Hemp");
    await sees(bea, "Also here: Ana", "Ana is writing…");
    await type(bea, "Jute");
    await sees(knots, "Also here: Bea", "Bea is writing…");
    await board.parks(1);

    await tabs.poller?.page.close({ runBeforeUnload: true });
    await sees(bea, "", "", "Bread");
    await sees(bea, "Also here: Ana");
    assert.deepEqual(await lines(bea, "Bread"), ["", ""], "the others know that it is gone");
    board.close();
  });
});
