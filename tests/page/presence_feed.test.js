// @ts-check
// Who is at a talk comes by the same connection as what happens, whichever that is.
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { FakePage, changes, kind } from "./support/fake_page.js";
import { event, settle } from "./support/fakes.js";

const told = { talk: "t", here: ["Bo"], more: 0, writing: [] };

describe("a page that asks who is at its talks", () => {
  /** @type {FakePage} */
  let page;
  let heard, refusals;

  const open = async (options = {}) => {
    page = await FakePage.open({ ...options, presence: { page: "MY-PAGE", hear: each => heard.push(each),
      refused: () => { refusals += 1; } } });
  };
  beforeEach(() => { [heard, refusals] = [[], 0]; });
  afterEach(() => page.end());

  it("hears it by a WebSocket, which needs no name for the page", async () => {
    await open({ sockets: true });
    assert.equal(page.last.url, "changes?since=e-1");
    await page.socket({ presence: told }, { problem: {} });
    assert.deepEqual([heard, refusals], [[told], 1]);
  });

  it("hears it over a stream", async () => {
    await open();
    assert.equal(page.last.url, "changes?since=e-1&presence=MY-PAGE");
    const stream = await page.stream(`event: presence\ndata: ${JSON.stringify(told)}\n\n`);
    stream.write(event("e-2", changes(2).changes[0]));
    await settle();
    assert.deepEqual([heard, page.happened], [[told], [2]]);
  });

  describe("by long polls", () => {
    const heardSoFar = () => Number(/&presence=MY-PAGE&heard=(\d+)$/.exec(page.last.url)?.[1] ?? NaN);

    beforeEach(() => open({ streams: false }));

    it("says how much of it was heard, and does not hesitate to ask on", async () => {
      assert.equal(heardSoFar(), 0);
      for (let count = 1; count < 9; count += 1) {
        await page.answer(200, { tag: "e-1", changes: [], presence: [told, told], heard: count });
        assert.equal(heard.length, 2 * count);
        assert.equal(heardSoFar(), count, "at once");
      }
      await page.answer(200, changes(2));
      assert.equal(heardSoFar(), 8);
      await page.clock.advance(40000);
      await page.nothingNew();
      assert.equal(heardSoFar(), 8);
    });

    it("asks for all of it after a failure, since it may be another server", async () => {
      await page.answer(200, { tag: "e-1", changes: [], presence: [told], heard: 7 });
      page.last.fail();
      await page.clock.advance(500);
      assert.equal(page.last.url, "changes?since=e-1", "not by a poll that does not wait");
      await page.nothingNew();
      assert.equal(kind(page.last), "long poll");
      assert.equal(heardSoFar(), 0);
    });
  });
});
