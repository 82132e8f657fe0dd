// @ts-check
// How the page waits for what happens: by a stream, by long polls where that is of no use, and by a stream again.
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { FakePage, changes, isStream, kind, told } from "./support/fake_page.js";
import { event, settle, streamTo, talk } from "./support/fakes.js";

const minute = 60000;

describe("a page that follows the board", () => {
  /** @type {FakePage} */
  let page;

  beforeEach(async () => { page = await FakePage.open(); });

  afterEach(async () => {
    await page.end();
    assert.equal(page.server.open.length, 0, "nothing is left open");
  });

  const live = () => assert.deepEqual(page.connections, ["connected"]);

  it("asks once without waiting, and then hears everything over one stream", async () => {
    const opened = await page.stream();
    assert.deepEqual(page.kinds, ["poll", "stream"]);
    assert.equal(page.last.url, "changes?since=e-1");
    for (const version of [2, 3]) {
      opened.write(told(version));
      await settle();
    }
    await page.breathe(opened, 10 * minute);
    opened.write(told(4) + told(5));
    await settle();
    assert.deepEqual(page.happened, [2, 3, 4, 5]);
    assert.equal(page.server.calls.length, 2);
    live();
  });

  it("hears at once what comes after a time in which nothing happened", async () => {
    const opened = await page.stream();
    await page.breathe(opened, minute);
    opened.write(told(2));
    await settle();
    assert.deepEqual(page.happened, [2]);
  });

  it("starts over where the stream tells a whole board", async () => {
    const opened = await page.stream(event("f-1", { talks: [talk("9")] }, "board"));
    assert.deepEqual(page.shown, ["9"]);
    opened.write(told(2, "f"));
    await settle();
    assert.deepEqual(page.shown, ["2", "9"]);
    assert.deepEqual(page.kinds, ["poll", "stream"]);
    live();
  });

  for (const [what, fail] of /** @type {[string, () => Promise<any>][]} */ ([
    ["cannot be opened", async () => page.last.fail()],
    ["is refused", async () => page.last.answer(406, "no")],
    ["is answered as a poll", async () => page.last.answer(200, changes(2), { "Content-Type": "application/json" })],
    ["is held back", () => page.clock.advance(5000)],
    ["is held back after its head", async () => { streamTo(page.last); await page.clock.advance(5000); }],
    ["is held back after its first piece", async () => { await page.stream(); await page.clock.advance(25000); }],
    ["is cut early", async () => (await page.stream()).end()],
    ["breaks early", async () => (await page.stream()).fail()]])) {
    it(`polls for five minutes where a stream ${what}, and nobody sees it`, async () => {
      await fail();
      await settle();
      assert.deepEqual(page.kinds, ["poll", "stream", "poll"], "it asks at once what it has missed");
      assert.equal(page.server.calls[1].aborted || page.server.calls[1].done, true);
      await page.answer(200, changes(2));
      assert.equal(kind(page.last), "long poll");
      assert.equal(page.last.url, "changes?since=e-2");

      for (let version = 3; version < 10; version += 1) {
        await page.clock.advance(35000);
        assert.equal(kind(page.last), "long poll");
        await page.answer(200, changes(version));
      }
      for (let time = 0; time < 2; time += 1) {
        await page.clock.advance(30000);
        await page.nothingNew();
      }
      assert.equal(kind(page.last), "stream");
      await page.stream(told(10));
      assert.deepEqual(page.happened, [2, 3, 4, 5, 6, 7, 8, 9, 10]);
      live();
    });
  }

  it("goes on by long polls at once where nothing was missed", async () => {
    await page.answer(404, "no such page");
    await page.nothingNew();
    assert.deepEqual(page.kinds, ["poll", "stream", "poll", "long poll"]);
    assert.equal(page.last.headers.get("Prefer"), "wait=40");
    live();
  });

  it("waits in all not longer than for one long poll where a stream fails late", async () => {
    await page.stream();
    await page.clock.advance(25000);
    await page.nothingNew();
    assert.equal(page.last.headers.get("Prefer"), "wait=15");
  });

  it("leaves more and more time between streams that fail, and less again after one that lasted", async () => {
    async function pollsFor() {
      const began = page.clock.now();
      await page.answer(404);
      await page.nothingNew();
      while (!isStream(page.last)) {
        await page.clock.advance(15000);
        await page.nothingNew();
      }
      return Math.round((page.clock.now() - began) / minute);
    }
    assert.deepEqual([await pollsFor(), await pollsFor(), await pollsFor(), await pollsFor(), await pollsFor()],
      [5, 10, 20, 40, 60]);
    const opened = await page.stream();
    await page.breathe(opened, minute);
    opened.end();
    await settle();
    await page.nothingNew();
    assert.equal(kind(page.last), "stream");
    assert.equal(await pollsFor(), 5);
    live();
  });

  it("opens another stream where one ends that has lasted, and asks at once what came in between", async () => {
    let opened = await page.stream();
    for (let version = 2; version < 6; version += 2) {
      await page.breathe(opened, 15000);
      opened.end();
      await settle();
      assert.deepEqual(page.kinds.slice(-2), ["stream", "poll"]);
      await page.answer(200, changes(version));
      assert.equal(kind(page.last), "stream");
      opened = await page.stream(told(version + 1));
    }
    assert.deepEqual(page.happened, [2, 3, 4, 5]);
    live();
  });

  it("says that it reconnects where the poll after a stream fails, and does not blame the stream", async () => {
    (await page.stream()).end();
    await settle();
    page.last.fail();
    await settle();
    assert.equal(page.connection, "reconnecting");
    await page.clock.advance(500);
    assert.equal(kind(page.last), "poll");
    await page.answer(200, changes(2));
    assert.equal(kind(page.last), "stream");
    assert.equal(page.connection, "connected");
  });

  it("gives up a stream and the polls after it together, some seconds after the wait", async () => {
    await page.stream();
    await page.clock.advance(25000);
    assert.deepEqual(page.kinds, ["poll", "stream", "poll"]);
    await page.clock.advance(22900);
    live();
    await page.clock.advance(200);
    assert.equal(page.connection, "reconnecting");
  });

  it("closes the stream when it is poked, asks whether it is live, and opens another", async () => {
    await page.stream();
    const [, parked] = page.server.calls;
    await page.poke();
    assert.equal(parked.aborted, true);
    assert.deepEqual(page.kinds, ["poll", "stream", "poll"]);
    await page.answer(200, changes(2));
    await page.stream(told(3));
    assert.deepEqual(page.kinds, ["poll", "stream", "poll", "stream"]);
    assert.deepEqual(page.happened, [2, 3]);
    live();
  });

  it("closes the stream when it leaves", async () => {
    await page.stream();
    page.tabs.leave();
    assert.equal(page.server.open.length, 0);
    await settle();
    assert.equal(page.server.calls.length, 2);
  });

  it("closes the stream also when it leaves between two questions, and goes on where it was", async () => {
    const opened = await page.stream();
    let free = () => {};
    page.busy = new Promise(resolve => { free = resolve; });
    opened.write(told(2));
    await settle();
    page.tabs.leave();
    free();
    await settle();
    assert.equal(page.server.open.length, 0);
    assert.equal(page.server.calls.length, 2);
    page.tabs.enter();
    await settle();
    assert.equal(kind(page.last), "poll");
    assert.equal(page.last.url, "changes?since=e-2");
    await page.answer(200, changes(3));
    assert.deepEqual(page.happened, [2, 3]);
  });
});
