// @ts-check
// Which of three transports the page chooses, what it goes on with where one fails, and when it tries that again.
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { createMemory } from "../../public/js/storage.js";
import { FakePage, changes, kind, told } from "./support/fake_page.js";
import { FakeSocket, fakeStorage } from "./support/fakes.js";

const minute = 60000;

describe("a page that knows three transports", () => {
  /** @type {FakePage} */
  let page;
  /** @type {any} */
  let storage;

  const open = async options => page = await FakePage.open({ sockets: true, memory: createMemory(() => storage),
    ...options });

  beforeEach(async () => {
    storage = fakeStorage();
    await open();
  });

  afterEach(async () => {
    await page.end();
    assert.equal(page.server.open.length, 0, "nothing is left open");
  });

  const live = () => assert.deepEqual(page.connections, ["connected"]);
  const kinds = () => page.kinds.join(", ");

  /** Polls until it asks for something else; for how many minutes. */
  async function pollsFor() {
    const began = page.clock.now();
    while (/poll/.test(kind(page.last))) {
      if (kind(page.last) === "long poll") await page.clock.advance(15000);
      await page.nothingNew();
    }
    return Math.round((page.clock.now() - began) / minute);
  }

  it("asks once without waiting, and then hears everything over one socket", async () => {
    assert.deepEqual(page.transports, []);
    const socket = await page.socket(changes(2));
    assert.deepEqual(page.transports, ["websocket"]);
    await page.breathe(socket, 10 * minute);
    socket.tell(changes(3), changes(4, 5));
    await page.breathe(socket, minute);
    assert.deepEqual(page.happened, [2, 3, 4, 5]);
    assert.equal(kinds(), "poll, socket");
    live();
  });

  for (const [what, fail] of /** @type {[string, () => any][]} */ ([
    ["cannot be opened", () => page.shut()],
    ["is held back", () => page.clock.advance(5000)],
    ["falls silent", async () => { await page.socket(); await page.clock.advance(25000); }],
    ["is cut early", () => page.socket().then(() => page.shut())],
    ["is closed for saying too much", () => page.socket().then(() => page.shut(1008))],
    ["is refused before it opens", () => page.shut(1013)]])) {
    it(`hears by a stream where a socket ${what}, and tries another in five minutes`, async () => {
      await fail();
      await page.nothingNew();
      assert.equal(kinds(), "poll, socket, poll, stream");
      const stream = await page.stream(told(2));
      assert.equal(page.transports.at(-1), "events");
      await page.breathe(stream, 5 * minute - 15000);
      assert.equal(kinds(), "poll, socket, poll, stream");
      while (kind(page.last) === "stream") await page.breathe(stream, 1000);
      assert.equal(kinds(), "poll, socket, poll, stream, socket");
      assert.equal(page.server.open.length, 1, "the stream is closed");
      await page.socket(changes(3));
      assert.equal(page.transports.at(-1), "websocket");
      assert.deepEqual(page.happened, [2, 3]);
      live();
    });
  }

  it("polls where neither works, and tries the best first when it is time", async () => {
    await page.shut();
    await page.nothingNew();
    await page.answer(404);
    await page.answer(200, changes(2));
    assert.equal(kinds(), "poll, socket, poll, stream, poll, long poll");
    assert.equal(page.transports.at(-1), "poll");
    assert.equal(await pollsFor(), 5);
    assert.equal(kind(page.last), "socket");
    live();
  });

  it("leaves more and more time between sockets that fail, and less again after one that lasted", async () => {
    await page.end();
    await open({ streams: false });
    const waits = [];
    for (let time = 0; time < 6; time += 1) {
      await page.shut();
      await page.nothingNew();
      waits.push(await pollsFor());
    }
    assert.deepEqual(waits, [5, 10, 20, 40, 60, 60]);
    const socket = await page.socket();
    await page.breathe(socket, minute);
    await page.shut();
    await page.nothingNew();
    assert.equal(kind(page.last), "socket");
    await page.shut();
    await page.nothingNew();
    assert.equal(await pollsFor(), 5);
    live();
  });

  it("opens another at once where the server asks to come again, and asks what it has missed", async () => {
    for (const [version, code] of [[2, 1012], [3, 1013]]) {
      await page.socket();
      await page.shut(code);
      await page.answer(200, changes(version));
      assert.equal(kind(page.last), "socket");
      assert.equal(page.last.url, `changes?since=e-${version}`);
    }
    await page.socket(changes(4));
    assert.deepEqual(page.happened, [2, 3, 4]);
    live();
  });

  it("says that it reconnects where the poll after a socket fails, and does not blame the socket", async () => {
    await page.socket();
    await page.shut();
    page.last.fail();
    await page.clock.advance(0);
    assert.equal(page.connection, "reconnecting");
    assert.equal(page.transports.at(-1), "");
    await page.clock.advance(500);
    await page.answer(200, changes(2));
    assert.equal(kind(page.last), "socket");
    assert.equal(page.connection, "connected");
  });

  for (const streams of [true, false]) {
    it(`does not blame a socket that a server cut which goes (${streams ? "with" : "without"} streams)`, async () => {
      await page.end();
      await open({ streams });
      await page.socket();
      await page.shut();
      await page.nothingNew();
      assert.equal(kind(page.last), streams ? "stream" : "long poll");
      for (let time = 0; time < 2; time += 1) {
        page.last.fail();
        await page.clock.advance(0);
      }
      await page.clock.advance(1000);
      await page.answer(200, changes(2));
      assert.equal(kind(page.last), "socket");
    });
  }

  it("does blame one that failed some time before the server went", async () => {
    await page.shut();
    await page.nothingNew();
    const stream = await page.stream();
    await page.breathe(stream, 11000);
    stream.fail();
    await page.clock.advance(0);
    page.last.fail();
    await page.clock.advance(1000);
    await page.nothingNew();
    assert.equal(kind(page.last), "stream");
  });

  it("remembers what is of no use when it is opened again, until it is time", async () => {
    await page.shut();
    await page.nothingNew();
    const { clock } = page;
    await page.end();
    await clock.advance(4 * minute);
    await open({ clock });
    assert.equal(kind(page.last), "stream");
    await page.end();
    await clock.advance(minute);
    await open({ clock });
    assert.equal(kind(page.last), "socket");
  });

  it("minds nothing that is kept for longer than it may be, or is no such thing", async () => {
    for (const kept of ["{", "3", JSON.stringify({ websocket: { until: Number.MAX_SAFE_INTEGER, rest: "x" } })]) {
      await page.end();
      storage["skillboard.transports"] = kept;
      await open();
      assert.ok(page.last instanceof FakeSocket, kept);
    }
  });

  it("has no streams where each tab is on its own, and sockets all the same", async () => {
    await page.end();
    await open({ streams: false });
    await page.shut();
    await page.nothingNew();
    assert.equal(kinds(), "poll, socket, poll, long poll");
  });

  it("closes the socket when it leaves, and when it is poked", async () => {
    const first = await page.socket();
    await page.poke();
    assert.equal(first.aborted, true);
    assert.deepEqual(page.transports, ["websocket", ""]);
    await page.answer(200, changes(2));
    await page.socket();
    page.tabs.leave();
    assert.equal(page.server.open.length, 0);
    live();
  });
});

describe("a page whose long polls are cut", () => {
  /** @type {FakePage} */
  let page;
  /** How long a connection lives on which nothing comes; and whether its end is told. */
  let [limit, isTold] = [0, true];

  beforeEach(async () => { page = await FakePage.open({ streams: false }); });
  afterEach(() => page.end());

  /** Lets that time pass before a server on which nothing happens, behind such a proxy. */
  async function pass(time) {
    const begun = new Map();
    for (const end = page.clock.now() + time; page.clock.now() < end; await page.clock.advance(250)) {
      for (const call of page.server.open) {
        if (!begun.has(call)) begun.set(call, page.clock.now());
        const age = page.clock.now() - begun.get(call);
        const wait = Number(/wait=(\d+)/.exec(call.headers.get("Prefer") ?? "")?.[1] ?? 0) * 1000;
        if (age >= limit) { if (isTold) call.fail(); } else if (age >= wait) call.answer(304);
      }
    }
  }
  const waits = () => page.server.calls.map(({ headers }) => headers.get("Prefer") ?? "quick");

  it("has them wait for less from the first one on, and is live all the time", async () => {
    [limit, isTold] = [5000, true];
    await pass(4 * minute);
    assert.deepEqual(waits().slice(0, 6), ["quick", "wait=40", "quick", "wait=4", "wait=4", "wait=4"]);
    assert.ok(page.server.calls.length < 65, `${page.server.calls.length}`);
    assert.deepEqual(page.connections, ["connected"]);
  });

  it("hears what happens meanwhile", async () => {
    [limit, isTold] = [5000, true];
    await pass(15250);
    await page.answer(200, changes(2));
    assert.deepEqual(page.happened, [2]);
  });

  it("has them wait for long again some minutes later", async () => {
    [limit, isTold] = [5000, true];
    await pass(10000);
    limit = Infinity;
    await pass(6 * minute);
    assert.equal(waits().at(-1), "wait=40");
    assert.deepEqual(page.connections, ["connected"]);
  });

  it("finds out step by step how long they may be where their end is not told", async () => {
    [limit, isTold] = [5000, false];
    await pass(3 * minute);
    assert.deepEqual([...new Set(waits())], ["quick", "wait=40", "wait=19", "wait=9", "wait=4"]);
    assert.deepEqual(page.connections, ["connected"]);
  });

  it("waits for at least two seconds, however soon they are cut", async () => {
    [limit, isTold] = [1500, true];
    await pass(minute);
    assert.ok(page.server.calls.length < 90, `${page.server.calls.length}`);
    assert.ok(waits().includes("wait=2"));
    assert.deepEqual(page.connections, ["connected"]);
  });

  it("says that it reconnects where they fail at once, as it does where no poll gets through", async () => {
    [limit, isTold] = [500, true];
    await pass(3000);
    assert.ok(page.connections.includes("reconnecting"));
  });
});
