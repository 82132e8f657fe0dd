// @ts-check
// However many tabs a browser has before one board, one of them polls, and all are live.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it, test } from "node:test";
import { until } from "../support/board.js";
import { Server } from "../support/server.js";
import { outsider, startWorld } from "./support/browser.js";
import { door, phrase, sayPhrase, startClosedWorld } from "./support/closed.js";
import { Tabs, Watched } from "./support/tabs.js";

describe("the tabs of one browser", () => {
  let world, board, tabs, otto, said = 0;

  before(async () => {
    world = await startWorld({ memory: false });
    otto = outsider(world.server, "Otto");
    board = await Watched.open(world.server);
    await otto.propose("Sourdough");
  });

  after(async () => {
    board.close();
    await world.end();
  });

  beforeEach(async () => { tabs = await Tabs.open(world.browser, board); });

  afterEach(async () => {
    assert.deepEqual(tabs.faults, []);
    await tabs.close();
    await board.parks(0);
  });

  const open = async (...paths) => {
    for (const path of paths) await tabs.add(path);
    for (const tab of boards()) await tab.open("Sourdough");
    await board.parks(1);
  };
  const boards = () => tabs.all.filter(tab => new URL(tab.page.url()).pathname === "/");

  /** What is written now all boards show, once. */
  async function areLive(among = boards(), parked = 1) {
    const words = `Thought ${said += 1}`;
    await otto.write("Sourdough", words);
    for (const tab of among) await tab.comment(words).waitFor();
    await board.parks(parked);
    return words;
  }

  /** All that was ever written stands there in order, once. */
  async function haveAll(among = boards()) {
    const [{ comments }] = await otto.list();
    const all = comments.map(({ message }) => message);
    for (const tab of among) {
      await tab.comment(all.at(-1)).waitFor();
      assert.deepEqual(await tab.page.locator(".comment .prose").allInnerTexts(), all);
    }
  }

  it("are live, all seven of them, over one connection", async () => {
    await open("/", "/", "/", "/", "/history.html", "/you.html", "/");
    const history = tabs.all[4];
    const asked = board.asked.length;
    await areLive();
    await history.page.getByRole("button", { name: /1 newer change/ }).waitFor();

    assert.deepEqual(board.asked.slice(asked).filter(url => url.startsWith("/changes?since")), [],
      "nothing is asked again");
    await haveAll();
  });

  it("show at once what is written in one of them, and know that it is one's own", async () => {
    await open("/", "/", "/");
    const [ana, other, third] = tabs.all;
    await ana.page.getByRole("textbox", { name: "Your name" }).fill("Ana");
    await ana.write("Sourdough", `Thought ${said += 1} of mine`);
    for (const tab of [other, third]) await tab.comment(`Thought ${said} of mine`).waitFor();
    await haveAll();
    const mark = tab => tab.page.locator(".comment .mark:visible");
    assert.deepEqual(await Promise.all(tabs.all.map(tab => mark(tab).count())), [0, 0, 0], "not as by others");
    await areLive();
    for (const tab of tabs.all) await mark(tab).waitFor();
  });

  it("have the one poll that is looked at", async () => {
    await open("/", "/", "/");
    const { poller } = tabs;
    await tabs.all[0].page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await tabs.follow(poller);
    assert.equal(tabs.poller, tabs.all[0]);
    await areLive();
    await haveAll();
  });

  it("go on when the one that polls is closed", async () => {
    await open("/", "/", "/");
    const { poller } = tabs;
    tabs.forget(poller);
    await poller.page.close();
    await tabs.follow(poller);
    await areLive();
    await haveAll();
  });

  it("go on when the one that polls is led elsewhere, and again when it is led back", async () => {
    await open("/", "/", "/");
    const { poller } = tabs;
    await poller.page.goto("about:blank");
    await tabs.follow(poller);
    await areLive();

    await poller.visit();
    await haveAll();
    await areLive();
  });

  it("go on when the one that polls crashes", async () => {
    await open("/", "/", "/");
    const { poller } = tabs;
    const crashed = poller.page.waitForEvent("crash");
    const session = await tabs.context.newCDPSession(poller.page);
    session.send("Page.crash").catch(() => {});
    await crashed;
    tabs.forget(poller);
    await tabs.follow(poller);
    await areLive();
    await haveAll();
  });

  it("go on when the one that polls is frozen, which catches up when it is thawed", async () => {
    await open("/", "/", "/");
    const { poller } = tabs;
    const rest = boards().filter(tab => tab !== poller);
    const change = event => poller.page.evaluate(type => document.dispatchEvent(new Event(type)), event);
    await change("freeze");
    await tabs.follow(poller);
    for (let count = 0; count < 3; count += 1) await areLive(rest);

    await change("resume");
    await haveAll();
    await areLive();
  });

  it("go on when the one that polls does not answer, which catches up when it does", async () => {
    await open("/", "/", "/");
    const { poller } = tabs;
    const rest = boards().filter(tab => tab !== poller);
    const session = await tabs.context.newCDPSession(poller.page);
    await session.send("Debugger.enable");
    const paused = new Promise(resolve => session.once("Debugger.paused", resolve));
    await session.send("Debugger.pause");
    await otto.write("Sourdough", `Thought ${said += 1}`);
    await paused;
    // What the one that does not answer listens by stays open, since nobody is there to close it.
    await tabs.follow(poller, 2);
    await haveAll(rest);
    await areLive(rest, 2);

    await session.send("Debugger.disable");
    await haveAll();
    await areLive();
  });

  it("survive that the server is killed, and have every change once", async () => {
    await open("/", "/", "/history.html", "/");
    await areLive();
    await world.server.kill();
    for (const tab of tabs.all) {
      await tab.page.locator(".connection", { hasText: /Reconnecting|Offline since/ }).waitFor();
    }
    await world.server.start();
    const words = `Thought ${said += 1}`;
    await otto.write("Sourdough", words);
    for (const tab of tabs.all) await tab.live();
    await haveAll();
    await board.parks(1);
    await areLive();
  });

  it("start over together when the board is another one", async () => {
    const server = await Server.start({ memory: true });
    const other = await Watched.open(server);
    const some = await Tabs.open(world.browser, other);
    await outsider(server).propose("Sourdough");
    for (let count = 0; count < 3; count += 1) await (await some.add()).talk("Sourdough").waitFor();
    await server.kill();
    await server.start();
    for (const title of ["Knots", "Bread"]) await outsider(server).propose(title);
    for (const tab of some.all) {
      await tab.talk("Bread").waitFor();
      await tab.live();
      assert.deepEqual(await tab.page.locator(".talk:not([data-removed]) h3").allInnerTexts(), ["Knots", "Bread"]);
    }
    await outsider(server).propose("Jam");
    for (const tab of some.all) await tab.talk("Jam").waitFor();
    await other.parks(1);
    assert.deepEqual(some.faults, []);
    await some.close();
    other.close();
    await server.remove();
  });

  it("listen each for itself where there are no locks, and are live as well", async () => {
    const { streams } = board;
    await tabs.context.addInitScript(() => Object.defineProperty(navigator, "locks", { value: undefined }));
    for (const path of ["/", "/", "/history.html"]) await tabs.add(path);
    for (const tab of boards()) await tab.open("Sourdough");
    await board.parks(3);
    const words = `Thought ${said += 1}`;
    await otto.write("Sourdough", words);
    for (const tab of boards()) await tab.comment(words).waitFor();
    await board.parks(3);
    assert.equal(board.streams, streams, "a stream would keep one of the browser's few connections for good");
  });
});

test("a door that is shut is shut in all tabs, and opens in all when the phrase is said in one", async context => {
  const world = await startClosedWorld();
  const board = await Watched.open(world.server);
  context.after(async () => {
    board.close();
    await world.end();
  });
  const tabs = await Tabs.open(world.browser, board);
  for (const path of ["/", "/history.html", "/"]) await tabs.add(path, "closed");
  for (const words of [phrase, "another phrase"]) {
    await sayPhrase(tabs.all[1], words);
    for (const tab of tabs.all) {
      await tab.live();
      await door(tab).waitFor({ state: "hidden" });
    }
    await board.parks(1);
    await world.change("another phrase");
    if (words !== phrase) continue;
    for (const tab of tabs.all) await door(tab).waitFor();
    await board.parks(0);
  }
  assert.deepEqual(tabs.faults, []);
});

test("a page that the browser has kept goes on where it was", async context => {
  const world = await startWorld({ keepsPages: true });
  const board = await Watched.open(world.server);
  context.after(async () => {
    board.close();
    await world.end();
  });
  const otto = outsider(world.server);
  await otto.propose("Sourdough");
  const tabs = await Tabs.open(world.browser, board);
  for (const path of ["/", "/", "/history.html", "/you.html"]) {
    const tab = await tabs.add(path);
    // The browser drops what it has kept when the worker takes that over, as it does once.
    await tab.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await tab.page.evaluate(() => { window["kept"] = true; });
    const left = tabs.poller;
    assert.equal(left, tab, "it polls, since it is looked at");
    await tab.page.goto(`${board.url}/nothing`);
    if (tabs.all.length > 1) await tabs.follow(left);
    else await until(() => tab.page.evaluate(async () => !(await navigator.locks.query()).held.length), "nobody polls");
    await otto.propose(`While ${tabs.all.length} were away`);

    await tab.page.goBack({ waitUntil: "commit" });
    await tab.live();
    const otherwise = await tab.page.evaluate(() => window["kept"] ? ""
      : JSON.stringify(performance.getEntriesByType("navigation")[0]["notRestoredReasons"]));
    assert.equal(otherwise, "", `the browser has kept ${path}`);
    await board.parks(1);
  }
  await otto.propose("Last");
  for (const tab of tabs.all.slice(0, 2)) {
    await tab.talk("Last").waitFor();
    assert.equal(await tab.page.locator(".talk").count(), 6);
  }
  assert.deepEqual(tabs.faults, []);
});
