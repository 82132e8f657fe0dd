// @ts-check
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { liveBoard } from "../../public/js/live_board.js";
import { FakeClock, FakeFetch, settle, talk } from "./support/fakes.js";

const whole = (version, ...talks) => ({ tag: `e-${version}`, board: { talks } });
const told = (version, ...steps) => ({ tag: `e-${version}`, changes: [{ version, time: "", by: "Bo", steps }] });
const proposed = content => ({ event: "talk_proposed", talk: content.id, content });

describe("live board", () => {
  let clock, server, pokes, end, states, online, finished;

  beforeEach(async () => {
    clock = new FakeClock();
    server = new FakeFetch();
    pokes = new EventTarget();
    end = new AbortController();
    states = [];
    online = true;
    finished = (async () => {
      for await (const state of liveBoard({ fetch: server.fetch, clock, random: () => 0.5, pokes, streams: false,
        signal: end.signal, isOnline: () => online })) states.push(state);
    })();
    await settle();
  });

  afterEach(async () => {
    end.abort();
    await finished;
  });

  const answer = async (...args) => { server.last.answer(...args); await settle(); };
  const connection = () => states.at(-1).connection.state;
  const poke = async () => { pokes.dispatchEvent(new Event("poke")); await settle(); };
  const goLive = () => answer(200, whole(1, talk("1")));
  const ids = () => states.at(-1).turn.board.talks.map(({ id }) => id);

  it("asks at once, and then waits for the next version", async () => {
    assert.equal(server.last.url, "changes?since=");
    assert.equal(server.last.headers.get("Prefer"), null);

    await goLive();

    assert.equal(server.last.url, "changes?since=e-1");
    assert.equal(server.last.headers.get("Prefer"), "wait=40");
    assert.deepEqual(states.at(-1).turn.board.talks, [talk("1")]);
    assert.equal(states.at(-1).turn.happened, null);
    assert.equal(connection(), "connected");
  });

  it("says that a closed board asks for its passphrase, and asks at once when that has been said", async () => {
    const refuse = call => call.answer(401, null, { "WWW-Authenticate": 'Passphrase realm="board"' });
    refuse(server.last);
    server.always = refuse;
    await clock.advance(60000);
    assert.deepEqual(states.map(state => state.connection.state), ["closed"], "not lost, however long it takes");
    assert.ok(server.calls.length < 12, "it does not ask all the time");

    server.always = null;
    await poke();
    await goLive();
    assert.equal(connection(), "connected");
  });

  it("gives every change with its board, and nothing when the wait ends without one", async () => {
    await goLive();
    await clock.advance(40000);
    await answer(304);
    assert.equal(states.length, 1);

    await clock.advance(3000);
    const news = told(2, proposed(talk("2")));
    await answer(200, news);

    assert.deepEqual(states.map(({ turn }) => turn.board.tag), ["e-1", "e-2"]);
    assert.deepEqual(ids(), ["1", "2"]);
    assert.equal(states[1].turn.board.talks[0], states[0].turn.board.talks[0], "what is not touched is the same");
    assert.deepEqual(states[1].turn.happened, news.changes);
    assert.equal(server.last.url, "changes?since=e-2");
    assert.equal(server.calls.length, 4);
  });

  it("starts over from the whole board when it is told so, and when a change cannot be followed", async () => {
    await goLive();
    await answer(200, whole(20000, talk("3")));
    assert.deepEqual(ids(), ["3"]);

    await answer(200, told(20001, { event: "talk_set_to_music", talk: "3" }));
    await clock.advance(500);
    assert.equal(server.last.url, "changes?since=");
    assert.deepEqual(ids(), ["3"], "what was there stays");
    await answer(200, whole(20001, talk("3"), talk("4")));
    assert.deepEqual(ids(), ["3", "4"]);
    assert.equal(connection(), "connected");

    await answer(200, { ...told(3), tag: "f-3" });
    await clock.advance(500);
    assert.equal(server.last.url, "changes?since=", "nor are changes of another board followed");
  });

  for (const [what, ...args] of [["a truncated answer", 200, '{"tag":"e-2","chan'],
    ["an answer that is no change", 200, { tag: "e-2", talks: [] }], ["a 502", 502, "<html>"], ["a 504", 504],
    ["a 500 without a body", 500]]) {
    it(`survives ${what}, and finds out soon whether it is live`, async () => {
      await goLive();
      await answer(...args);
      assert.equal(connection(), "reconnecting");
      assert.deepEqual(ids(), ["1"]);

      await clock.advance(500);

      assert.equal(server.calls.length, 3);
      assert.equal(server.last.headers.get("Prefer"), null, "the first poll after a failure does not wait");
      assert.equal(server.last.url, "changes?since=e-1");
      await answer(304);
      assert.equal(connection(), "connected");
    });
  }

  it("takes up the board of a server that was restarted with another epoch", async () => {
    await goLive();
    server.last.fail();
    await clock.advance(500);
    await answer(200, { ...whole(1, talk("9")), tag: "f-1" });

    assert.deepEqual(ids(), ["9"]);
    assert.equal(server.last.url, "changes?since=f-1");
  });

  it("backs off with jitter, up to thirty seconds", async () => {
    await goLive();
    server.always = call => call.fail();
    server.last.fail();
    const pauses = [];
    for (let before = clock.now(), count = server.calls.length; pauses.length < 9; await clock.advance(25)) {
      if (server.calls.length === count) continue;
      pauses.push(clock.now() - before);
      [before, count] = [clock.now(), server.calls.length];
    }

    const expected = [375, 750, 1500, 3000, 6000, 12000, 22500, 22500, 22500];
    pauses.forEach((pause, index) => assert.ok(Math.abs(pause - expected[index]) <= 50, `${pauses}`));
  });

  it("says reconnecting first, offline after ten seconds, and since when", async () => {
    await goLive();
    await clock.advance(5000);
    const missed = clock.now();
    server.always = call => call.fail();
    server.last.fail();
    await settle();
    assert.equal(connection(), "reconnecting");

    await clock.advance(20000);

    assert.deepEqual(states.at(-1).connection, { state: "offline", since: missed });
  });

  it("says offline at once when the browser knows", async () => {
    await goLive();
    online = false;
    server.last.fail();
    await settle();
    assert.equal(connection(), "offline");
  });

  it("waits as long as a busy server asks", async () => {
    await goLive();
    await answer(503, null, { "Retry-After": "7" });
    await clock.advance(6900);
    assert.equal(server.calls.length, 2);
    await clock.advance(200);
    assert.equal(server.calls.length, 3);
  });

  for (const [what, ...args] of [["nothing is new", 304], ["no changes", 200, { tag: "e-1", changes: [] }],
    ["the same board again", 200, whole(1, talk("1"))]]) {
    it(`does not spin when the server always answers at once: ${what}`, async () => {
      server.always = call => call.answer(...args);
      server.last.answer(200, whole(1, talk("1")));
      await clock.advance(60000);

      assert.ok(server.calls.length >= 8, `still polls: ${server.calls.length}`);
      assert.ok(server.calls.length <= 25, `not a hot loop: ${server.calls.length}`);
      assert.equal(connection(), "connected");
    });
  }

  it("gives up a request that hangs, some seconds after its wait", async () => {
    await goLive();
    const hung = server.last;
    await clock.advance(43000);
    assert.equal(hung.aborted, false);
    await clock.advance(2000);

    assert.equal(hung.aborted, true);
    assert.equal(server.open.length, 1);
    assert.equal(connection(), "connected", "it may have been cut, and not the server");
    await clock.advance(4000);
    assert.equal(connection(), "reconnecting");
  });

  it("gives up an answer whose body stops arriving", async () => {
    await goLive();
    const { init, resolve } = server.last;
    resolve(new Response(new ReadableStream({ start: stream => {
      stream.enqueue(new TextEncoder().encode("{"));
      init.signal.addEventListener("abort", () => stream.error(new DOMException("aborted", "AbortError")));
    } })));
    await clock.advance(43000);
    assert.equal(server.calls.length, 2);

    await clock.advance(2000);

    assert.equal(server.calls.length, 3);
    assert.equal(server.last.headers.get("Prefer"), null);
    await answer(200, told(2, proposed(talk("2"))));
    assert.deepEqual(ids(), ["1", "2"]);
    assert.equal(connection(), "connected");
  });

  it("polls at once when poked during a pause", async () => {
    await goLive();
    server.always = call => call.fail();
    server.last.fail();
    await clock.advance(60000);
    server.always = null;
    const count = server.calls.length;
    await poke();

    assert.equal(server.calls.length, count + 1);
    await answer(200, told(2, proposed(talk("2"))));
    assert.equal(connection(), "connected");
  });

  it("replaces a parked poll when poked, since its connection may be dead", async () => {
    await goLive();
    const parked = server.last;
    await poke();

    assert.equal(parked.aborted, true);
    assert.equal(server.last.headers.get("Prefer"), null);
    assert.equal(server.open.length, 1);
    assert.equal(connection(), "connected", "a poke is no failure");
  });

  it("ends with its signal, and leaves nothing open", async () => {
    await goLive();
    end.abort();
    await finished;
    assert.equal(server.open.length, 0);
  });
});
