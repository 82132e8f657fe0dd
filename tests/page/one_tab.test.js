// @ts-check
// Who of the tabs of a browser polls, and what the others make of what it tells.
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { newIn } from "../../public/js/telling.js";
import { FakeAir, FakeLocks } from "./support/fake_browser.js";
import { FakeBoard, FakeTab } from "./support/fake_tabs.js";
import { FakeClock, seeded, settle } from "./support/fakes.js";

for (const streams of [false, true]) describe(`the tabs of a browser, over ${streams ? "streams" : "polls"},`, () => {
  let clock, board, locks, air, tabs;

  beforeEach(() => {
    clock = new FakeClock();
    [board, locks, air, tabs] = [new FakeBoard(clock), new FakeLocks(), new FakeAir(), []];
  });

  afterEach(async () => {
    for (const tab of tabs) await tab.end();
    assert.equal(board.parked, 0, "nothing is left open");
    assert.equal(air.channels, 0);
  });

  const become = async () => { await settle(); await board.answer(); await settle(); };
  async function open(count, options = {}) {
    for (let index = 0; index < count; index += 1) {
      tabs.push(new FakeTab({ board, clock, locks, air, streams, ...options }));
      await become();
    }
    return tabs;
  }
  async function propose(count = 1) {
    board.version += count;
    await become();
  }
  const leader = () => tabs.find(({ leads }) => leads);
  const others = () => tabs.filter(({ leads }) => !leads);
  const ask = () => tabs.map(({ calls }) => calls);

  /** Each has what the server has, and was told of each change once and in order. */
  function areLive(among = tabs) {
    for (const tab of among) {
      assert.deepEqual(tab.board.talks.map(({ id }) => id), board.talks.map(({ id }) => id));
      assert.deepEqual(tab.happened, Array.from({ length: board.version - tab.began }, (_, i) => tab.began + 1 + i));
      assert.equal(tab.state, "connected");
    }
    assert.equal(board.parked, 1, "one polls");
  }

  it("have one that polls, the last that was looked at, which tells the others", async () => {
    await open(7);
    assert.equal(leader(), tabs[6]);
    const before = ask();
    await propose();
    await propose(3);
    areLive();
    assert.deepEqual(ask().slice(0, 6), before.slice(0, 6), "the others ask nobody");

    tabs[2].poke();
    await become();
    assert.equal(leader(), tabs[2]);
    await propose();
    areLive();
  });

  it("have another when that one is left, and it catches up when one comes back to it", async () => {
    await open(3);
    const left = leader();
    left.tabs.leave();
    await become();
    assert.ok(leader() && leader() !== left);
    assert.equal(air.channels, 2, "and it keeps nothing open");
    await propose(2);
    areLive(tabs.filter(tab => tab !== left));
    const calls = left.calls;
    await clock.advance(120000);
    assert.equal(left.calls, calls, "it asks nobody while nobody is there");

    left.tabs.enter(true);
    await become();
    areLive();
  });

  it("have another when that one does not answer any more", async () => {
    await open(3);
    const silent = leader();
    const deaf = silent.channel;
    deaf.isDeaf = true;
    await clock.advance(9000);
    assert.equal(leader(), silent);
    await clock.advance(4500);
    await become();
    assert.notEqual(leader(), silent);
    deaf.isDeaf = false;
    await propose();
    areLive();
  });

  it("leave one that answers in peace, however long nothing happens", async () => {
    await open(3);
    const first = leader();
    const before = board.server.calls.length;
    await clock.advance(30000);
    assert.equal(leader(), first);
    assert.equal(board.server.calls.length, before);
  });

  it("catch up by themselves with what they missed", async () => {
    await open(3);
    const [one] = others();
    one.channel.isDeaf = true;
    await propose();
    one.channel.isDeaf = false;
    const calls = one.calls;
    await propose();
    areLive();
    assert.equal(one.calls, calls + 1, "one request");

    one.channel.isDeaf = true;
    await propose();
    one.channel.isDeaf = false;
    await clock.advance(11000);
    await become();
    areLive();
  });

  it("say together that the server cannot be reached, and all go on when it can", async () => {
    await open(3);
    board.down = true;
    await become();
    const before = others().map(({ calls }) => calls);
    for (let time = 0; time < 20; time += 1) {
      await clock.advance(1000);
      await become();
    }
    assert.deepEqual(tabs.map(({ state }) => state), ["offline", "offline", "offline"]);
    assert.deepEqual(others().map(({ calls }) => calls), before, "one tries");

    for (const tab of tabs) tab.poke(false);
    for (let time = 0; time < 20; time += 1) {
      await become();
      await clock.advance(1000);
    }
    board.down = false;
    board.version += 1;
    leader().poke();
    await become();
    areLive();
  });

  it("look for themselves when they are looked at", async () => {
    await open(3);
    const [one] = others();
    const { calls } = one;
    one.poke(false);
    await become();
    assert.equal(one.calls, calls + 1);
    assert.notEqual(leader(), one);
  });

  it("hear at once how far the next one is", async () => {
    await open(3);
    tabs[1].channel.isDeaf = true;
    await propose();
    tabs[1].channel.isDeaf = false;
    tabs[2].tabs.leave();
    await become();
    assert.equal(leader(), tabs[0]);
    areLive(tabs.slice(0, 2));
  });

  it("look once for what is behind them, and then leave it to that tab to find out", async () => {
    await open(2);
    const [one] = others();
    const { calls } = one;
    const stale = { from: "d-9", tag: "d-9", changes: [], connection: { state: "connected", since: 0 } };
    for (let count = 0; count < 5; count += 1) {
      leader().channel.postMessage(stale);
      await become();
    }
    assert.equal(one.calls, calls + 1);
    await propose();
    areLive();
  });

  it("start over together where there is another board, and go on with that", async () => {
    await open(3);
    [board.epoch, board.version] = ["f", 3];
    await become();
    assert.deepEqual(tabs.map(({ wholeBoards }) => wholeBoards), [2, 2, 2]);
    await propose();
    areLive();
  });

  it("poll each for itself where there are no locks", async () => {
    await open(3, { locks: undefined });
    assert.equal(board.parked, 3);
    await propose();
    assert.deepEqual(tabs.map(({ happened }) => happened), [[2], [2], [2]]);
    tabs[0].tabs.leave();
    await become();
    assert.equal(board.parked, 2);
    tabs[0].tabs.enter();
    await become();
    assert.equal(board.parked, 3);
  });

  it("lose and double nothing, whatever happens to them", async () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const { below, pick } = seeded(seed);
      await open(4);
      for (let step = 0; step < 60; step += 1) {
        const tab = pick(tabs);
        const deed = pick([() => propose(1 + below(3)), () => propose(), () => tab.poke(below(2) === 0),
          () => tab.tabs.leave(), () => tab.tabs.enter(below(2) === 0), () => clock.advance(below(20000)),
          () => { tab.channel.isDeaf = !tab.channel.isDeaf; }, () => { board.down = !board.down; }, () => board.cut()]);
        await deed();
        if (below(2)) await become();
      }
      board.down = false;
      for (const tab of tabs) {
        tab.channel.isDeaf = false;
        tab.tabs.enter();
        tab.poke();
      }
      for (let time = 0; time < 40; time += 1) {
        await become();
        await clock.advance(1000);
      }
      areLive();
      for (const tab of tabs) await tab.end();
      tabs.length = 0;
    }
  });
});

describe("what is told", () => {
  const changes = [6, 7].map(version => ({ version, time: "", by: "Bo", steps: [] }));
  const connection = /** @type {const} */ ({ state: "connected", since: 0 });
  const of = told => ({ from: "e-5", tag: "e-7", changes, connection, ...told });
  const versions = (told, tag) => newIn(of(told), tag)?.map(({ version }) => version) ?? null;

  it("is all of it to who has come as far, and the rest to who has some of it", () => {
    assert.deepEqual(versions({}, "e-5"), [6, 7]);
    assert.deepEqual(versions({}, "e-6"), [7]);
    assert.deepEqual(versions({}, "e-7"), []);
    assert.deepEqual(versions({}, "e-9"), []);
    assert.deepEqual(versions({ changes: null }, "e-9"), []);
  });

  it("has a gap to who misses what was before, and to who is elsewhere", () => {
    assert.equal(versions({}, "e-4"), null);
    assert.equal(versions({}, "f-6"), null);
    assert.equal(versions({ changes: null }, "e-5"), null);
    assert.equal(versions({ from: "d-5" }, "e-6"), null);
    assert.equal(versions({}, ""), null);
  });

  it("is nothing of a leader who has not come anywhere yet", () => {
    assert.deepEqual(versions({ from: "", tag: "", changes: [] }, "e-5"), []);
  });
});
