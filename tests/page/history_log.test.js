// @ts-check
// How the history keeps up with what happens, without a page.
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { liveFeed } from "../../public/js/feed.js";
import { createHistoryList, isUndone } from "../../public/js/history_list.js";
import { createHistoryLog } from "../../public/js/history_log.js";
import { ApiError } from "../../public/js/request.js";
import { FakeClock, FakeFetch, change, settle } from "./support/fakes.js";

describe("the list", () => {
  let list;
  const versions = () => list.entries().map(entry => entry.change.version);
  const entry = version => list.entries().find(each => each.change.version === version);

  beforeEach(() => {
    list = createHistoryList();
    list.append({ changes: [change(5), change(3), change(2)], next: 2 });
  });

  it("is the newest first, and goes on at its end", () => {
    list.append({ changes: [change(1)], next: null });
    assert.deepEqual(versions(), [5, 3, 2, 1]);
    assert.equal(list.next, null);
  });

  it("only counts what is newer, until that is to be shown", () => {
    list.note([change(6), change(7)]);
    list.refresh([change(8), change(7), change(6), change(5), change(3), change(2)], { bottom: 2, reveal: false });
    assert.deepEqual([versions(), list.newer], [[5, 3, 2], 3]);

    list.refresh([change(8), change(7), change(6), change(5), change(3), change(2)], { bottom: 2, reveal: true });
    assert.deepEqual([versions(), list.newer], [[8, 7, 6, 5, 3, 2], 0]);
  });

  it("keeps an entry that says the same, and its neighbours when one changes", () => {
    const [five, three] = list.entries();
    list.refresh([change(5), change(3, { in_the_way: 5 }), change(2)], { bottom: 2, reveal: false });
    assert.equal(entry(5), five);
    assert.notEqual(entry(3), three);
    assert.equal(entry(3).inTheWay.version, 5);
  });

  it("drops what is no longer told, and nothing that was read on meanwhile", () => {
    list.append({ changes: [change(1)], next: null });
    list.refresh([change(5), change(2)], { bottom: 2, reveal: true });
    assert.deepEqual(versions(), [5, 2, 1]);
  });

  it("tells what was undone from what was changed again", () => {
    list.refresh([change(5, { undoes: [3] }), change(3, { in_the_way: 5 }), change(2, { in_the_way: 3 })],
      { bottom: 2, reveal: false });
    assert.deepEqual([isUndone(entry(3)), isUndone(entry(2))], [true, false]);
    assert.deepEqual(entry(5).undone.map(({ version }) => version), [3]);
  });

  it("knows who undid a change, though that is filtered out", () => {
    list.refresh([change(5), change(3, { in_the_way: 4 }), change(2)], { bottom: 2, reveal: false });
    assert.equal(isUndone(entry(3)), false);
    list.remember(change(4, { undoes: [3], by: "Kim" }));
    assert.equal(isUndone(entry(3)), true);
    assert.deepEqual(list.entries().map(({ since }) => since), [1, 1, 2]);
  });

  it("tells whose joining is over, and which device wrote under several names or none", () => {
    const joined = { steps: [], names: [{ event: "device_joined", name: "Ana", device: "d2", how: "code" }] };
    const left = { steps: [], names: [{ event: "device_left", name: "Ana", device: "d2" }] };
    list.append({ next: null, changes: [change(6, { ...joined, device: "d2" }), change(5, left),
      change(4, { ...joined, device: "d2" }), change(3, { by: null, device: "d3" }),
      change(2, { by: "Bo", device: "d1" }), change(1, { device: "d1" })] });
    assert.deepEqual(list.entries().map(({ over }) => over), [false, false, true, false, false, false]);
    assert.deepEqual(list.entries().map(({ several }) => several), [false, false, false, true, true, true]);
  });

  it("counts what might be taken back from an entry on: not what is undone, or erased", () => {
    list.refresh([change(5, { undoes: [3] }), change(3, { in_the_way: 5 }), change(2)], { bottom: 2, reveal: false });
    list.append({ changes: [change(1, { undo: undefined })], next: null });
    assert.deepEqual(list.entries().map(({ since }) => since), [1, 1, 2, 2]);
    list.refresh([change(5), change(3, { in_the_way: 5 }), change(2, { in_the_way: 4 }), change(1)],
      { bottom: 1, reveal: false });
    assert.deepEqual(list.entries().map(({ since }) => since), [1, 2, 2, 3], "others' changes stay in the way");
    list.note([change(6)]);
    assert.equal(entry(1).since, 4);
  });
});

describe("the log", () => {
  let happened, asked, list, log, shown;

  beforeEach(() => {
    happened = [];
    asked = [];
    shown = 0;
    list = createHistoryList();
    log = logOf({ by: "", talk: "" });
    for (let version = 1; version <= 120; version += 1) happened.push(change(version));
  });

  const logOf = filter => createHistoryLog({ list, filter, changed: () => { shown += 1; }, api: /** @type {any} */ ({
    async changes({ before, limit, by }) {
      asked.push([before ?? null, limit]);
      const all = happened.filter(({ version, by: who }) => version < (before || Infinity) && (!by || who === by));
      const found = all.slice(-limit).reverse();
      return { tag: `e-${happened.length}`, changes: found, next: all.length > limit ? found.at(-1).version : null };
    },
    async undo(version) {
      if (version === 1) throw new ApiError("refused", { status: 409, change: change(2) });
      const made = change(happened.length + 1, { undoes: [version] });
      happened.push(made);
      happened[version - 1] = { ...happened[version - 1], in_the_way: made.version };
      return made;
    },
  }) });
  const range = () => [list.top, list.bottom, list.size];

  it("begins with a page, and reads on", async () => {
    assert.equal(await log.start(), "e-120");
    assert.deepEqual(range(), [120, 71, 50]);
    await log.older();
    await log.older();
    assert.deepEqual([...range(), list.next], [120, 1, 120, null]);
  });

  it("shows an undo on top, with what others did before it, and the new state of the others", async () => {
    await log.start();
    happened.push(change(121, { by: "Bo" }));
    await log.undo(80, "k");

    assert.deepEqual(range(), [122, 71, 52]);
    assert.ok(isUndone(list.entries().find(entry => entry.change.version === 80)));
  });

  it("knows one's own undo also where that is filtered out", async () => {
    log = logOf({ by: "Bo", talk: "" });
    happened.push(change(121, { by: "Bo" }));
    await log.start();
    await log.undo(121, "k");
    assert.deepEqual([list.size, list.entries().map(isUndone)], [1, [true]]);
  });

  it("shows what is in the way of an undo, and still fails", async () => {
    await log.start();
    happened.push(change(121, { by: "Bo" }));
    await assert.rejects(log.undo(1, "k"), { status: 409, change: change(2) });
    assert.equal(list.top, 121);
  });

  it("only counts what happens elsewhere, and learns what that makes of the list", async () => {
    await log.start();
    happened[99] = change(100, { in_the_way: 121 });
    happened.push(change(121, { by: "Bo" }));
    await log.follow([happened.at(-1)]);

    assert.deepEqual([...range(), list.newer], [120, 71, 50, 1]);
    assert.equal(list.entries().find(({ change: { version } }) => version === 100).change.in_the_way, 121);
    await log.reveal();
    assert.deepEqual([...range(), list.newer], [121, 71, 51, 0]);
  });

  it("reads nothing again for what happens to other talks", async () => {
    await log.start();
    const count = asked.length;
    await log.follow([change(121, { steps: [{ event: "talk_proposed", talk: "other" }] })]);
    assert.deepEqual([asked.length, list.newer], [count, 1]);
  });

  it("counts only what its filter lets through", async () => {
    log = logOf({ by: "Bo", talk: "" });
    await log.start();
    assert.equal(list.size, 0);
    await log.follow([change(121)]);
    assert.equal(list.newer, 0);

    happened.push(change(122, { by: "Bo" }));
    await log.follow([happened.at(-1)]);

    assert.deepEqual([...range(), list.newer], [122, 122, 1, 0], "an empty list has nothing that could move");
  });

  it("reads on until it has the change that an address names, or knows that there is none", async () => {
    await log.start();
    assert.equal(await log.reach(3), true);
    assert.equal(list.bottom, 1);
    assert.equal(await log.reach(777), false);
  });
});

describe("following what happens", () => {
  let server, clock, end, states, begun, finished;

  beforeEach(async () => {
    server = new FakeFetch();
    clock = new FakeClock();
    end = new AbortController();
    states = [];
    begun = 0;
    finished = (async () => {
      for await (const state of liveFeed({ fetch: server.fetch, clock, random: () => 0.5, signal: end.signal,
        streams: false, pokes: new EventTarget(), begin: async () => {
          begun += 1;
          if (begun === 1) throw new ApiError("network");
          return `e-${begun}`;
        } })) states.push(state);
    })();
    await settle();
  });

  const over = async () => { end.abort(); await finished; };
  const answer = async (...args) => { server.last.answer(...args); await settle(); };

  it("begins until that succeeds, then waits for what comes after, and tells it once", async () => {
    assert.equal(states.at(-1).connection.state, "reconnecting");
    await clock.advance(500);
    assert.deepEqual([begun, states.at(-1).connection.state], [2, "connected"]);
    assert.equal(server.last.url, "changes?since=e-2");
    assert.equal(server.last.headers.get("Prefer"), "wait=40");

    await answer(200, { tag: "e-5", changes: [change(5)] });
    assert.deepEqual(states.at(-1).news.changes, [change(5)]);
    assert.equal(server.last.url, "changes?since=e-5");

    const count = states.length;
    await clock.advance(2000);
    await answer(304);
    assert.equal(states.length, count);
    await over();
  });

  it("begins again on a board that cannot be followed from here", async () => {
    await clock.advance(500);
    await answer(200, { tag: '"f-1"', board: { talks: [] } });
    assert.equal(begun, 3);
    assert.equal(server.last.url, "changes?since=e-3");
    await over();
  });
});
