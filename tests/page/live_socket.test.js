// @ts-check
// What the page makes of a WebSocket, what it says by it, and when it takes it for dead.
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { createLiveSocket } from "../../public/js/live_socket.js";
import { FakeClock, FakeSocket, change, settle, talk } from "./support/fakes.js";

const told = (...versions) => ({ tag: `e-${versions.at(-1)}`, changes: versions.map(version => change(version)) });
const nothing = { tag: "e-1", changes: [] };

describe("a socket", () => {
  let clock, sockets, live, end, heard, refusals, say;
  const last = () => sockets.at(-1);

  beforeEach(() => {
    [clock, sockets, end, heard, refusals, say] = [new FakeClock(), [], new AbortController(), [], 0, null];
    const openSocket = path => {
      sockets.push(new FakeSocket(path));
      return last();
    };
    live = createLiveSocket({ openSocket, clock, opened: given => { say = given; }, hear: told => heard.push(told),
      refused: () => { refusals += 1; } });
  });

  /** What becomes of a question. */
  function ask(tag = "e-1", seconds = 40) {
    const asked = { news: /** @type {any} */ (null), error: "", blameless: false };
    live.ask({ tag, seconds, signal: end.signal }).then(news => { asked.news = news; },
      error => Object.assign(asked, { error: error.message, blameless: error.blameless }));
    return asked;
  }
  async function opened(...messages) {
    const asked = ask();
    last().tell(nothing, ...messages);
    await settle();
    return asked;
  }
  const versions = ({ news }) => news?.changes.map(({ version }) => version);

  it("is one, which goes on from one question to the next", async () => {
    const asked = await opened();
    assert.equal(last().url, "changes?since=e-1");
    assert.equal(asked.news, null, "that nothing came since is no news");
    last().tell(told(2));
    await settle();
    assert.deepEqual(asked.news, told(2));

    const next = ask("e-2");
    await settle();
    assert.equal(next.news, null);
    last().tell(told(3));
    await settle();
    assert.deepEqual(versions(next), [3]);
    assert.equal(sockets.length, 1);
  });

  it("gives what came at once, together, and keeps what comes between two questions", async () => {
    const asked = ask();
    last().tell(told(2, 3));
    await settle();
    assert.deepEqual([asked.news.tag, versions(asked)], ["e-3", [2, 3]]);
    last().tell(told(4), told(5, 6));
    await settle();
    const [one] = [ask("e-3"), await settle()];
    assert.deepEqual(versions(one), [4]);
    const [two] = [ask("e-4"), await settle()];
    assert.deepEqual([two.news.tag, versions(two)], ["e-6", [5, 6]]);
  });

  it("gives a whole board as others do", async () => {
    const asked = ask("");
    assert.equal(last().url, "changes?since=");
    last().tell({ tag: "f-7", board: { talks: [talk("7")] } });
    await settle();
    assert.deepEqual(asked.news, { tag: "f-7", board: { talks: [talk("7")] } });
    const empty = ask("");
    last().tell({ tag: "f-0", board: { talks: [] } });
    await settle();
    assert.deepEqual(empty.news, { tag: "f-0", board: { talks: [] } });
  });

  it("says something by what it gives when it has opened, and not before nor after", async () => {
    ask();
    assert.equal(say, null);
    last().tell(nothing);
    await settle();
    say({ presence: { talks: ["t"] } });
    assert.deepEqual(last().said, [{ presence: { talks: ["t"] } }]);
    live.close();
    say({ presence: { talks: [] } });
    assert.equal(last().said.length, 1);
  });

  it("passes on who looks at a talk and what was refused, which are no news", async () => {
    const presence = { talk: "t", here: ["Bo"], more: 0, writing: [] };
    const asked = await opened({ presence }, { problem: { type: "/problems/name-taken" } }, { what: "ever" });
    assert.deepEqual([heard, refusals, asked.news, asked.error], [[presence], 1, null, ""]);
  });

  it("that brings signs of life alone answers that nothing is new once the time is over, and stays open", async () => {
    const asked = await opened();
    for (let time = 0; time < 2; time += 1) {
      await clock.advance(15000);
      last().tell({ alive: 15 });
    }
    await clock.advance(10000);
    assert.deepEqual(asked.news, nothing);
    assert.equal(live.lasted, 30000);
    ask();
    assert.equal(sockets.length, 1);
  });

  it("is dead when nothing comes in the first five seconds, or later for longer than the server is ever silent",
    async () => {
      const unheard = ask();
      await clock.advance(5100);
      assert.equal(unheard.error, "the line is silent");
      assert.equal(last().aborted, true);

      const asked = await opened();
      await clock.advance(24900);
      assert.equal(asked.error, "");
      await clock.advance(200);
      assert.equal(asked.error, "the line is silent");
      assert.equal(last().aborted, true);
    });

  it("that closes is of no use, and is not to blame where the server asks to come again", async () => {
    for (const [code, blameless] of [[1006, false], [1000, false], [1008, false], [1011, false], [1012, true],
      [1013, true]]) {
      const asked = await opened();
      last().shut(code);
      await settle();
      assert.deepEqual([asked.error, asked.blameless], [`closed: ${code}`, blameless]);
    }
    const asked = ask();
    last().shut(1013);
    await settle();
    assert.equal(asked.blameless, false, "to whoever comes, so that it would be asked all the time");
  });

  it("brings what came before it closed, also between two questions", async () => {
    const asked = ask();
    last().tell(told(2));
    await settle();
    assert.deepEqual(versions(asked), [2]);
    last().tell(told(3));
    last().shut();
    const [next] = [ask("e-2"), await settle()];
    assert.deepEqual(versions(next), [3]);
    const [over] = [ask("e-3"), await settle()];
    assert.equal(over.error, "closed: 1006");
  });

  for (const [what, message] of /** @type {[string, any][]} */ ([["is no JSON", '{"tag":'],
    ["has no tag", { changes: [change(2)] }]])) {
    it(`is closed where a message ${what}`, async () => {
      const asked = await opened(message);
      assert.notEqual(asked.error, "");
      assert.equal(last().aborted, true);
    });
  }

  it("is closed with the signal of its question, brings nothing after that, and is opened anew from another tag",
    async () => {
      const asked = await opened();
      const closed = last();
      end.abort();
      closed.tell(told(2));
      await settle();
      assert.deepEqual([asked.news, asked.error, closed.aborted], [null, "closed", true]);

      end = new AbortController();
      await opened();
      const former = last();
      ask("e-9");
      assert.equal(former.aborted, true);
      assert.equal(last().url, "changes?since=e-9");
      live.close();
    });

  it("is not opened for a question that is over already, and cannot be where the browser refuses", async () => {
    const refusing = createLiveSocket({ openSocket() { throw new Error("insecure"); }, clock });
    await assert.rejects(refusing.ask({ tag: "e-1", seconds: 40, signal: end.signal }), /insecure/);
    end.abort();
    const asked = ask();
    await settle();
    assert.deepEqual([asked.error, sockets.length], ["aborted", 0]);
  });
});
