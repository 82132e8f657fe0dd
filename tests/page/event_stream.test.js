// @ts-check
// What the page makes of a stream of events, and when it takes one for dead.
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { createEventReader, createEventStream } from "../../public/js/event_stream.js";
import { FakeClock, FakeFetch, change, event, settle, streamTo, talk } from "./support/fakes.js";

const signOfLife = ":\n\n";
const bytes = text => new TextEncoder().encode(text);
const told = version => event(`e-${version}`, change(version));

describe("a text of events", () => {
  const text = `${signOfLife}${event("e-5", { talks: [] }, "board")}${told(6)}${signOfLife}${told(7)}`;
  const events = [["e-5", "board", '{"talks":[]}'], ["e-6", "", JSON.stringify(change(6))],
    ["e-7", "", JSON.stringify(change(7))]].map(([id, name, data]) => ({ id, name, data }));

  it("is the same events wherever it is cut, and they come as soon as they are complete", () => {
    for (let cut = 0; cut <= text.length; cut += 1) {
      const read = createEventReader();
      assert.deepEqual([...read(text.slice(0, cut)), ...read(text.slice(cut))], events, `cut at ${cut}`);
    }
    const read = createEventReader();
    assert.deepEqual([...text].flatMap(letter => read(letter)), events);
  });

  it("may have colons in its data", () => {
    assert.equal(createEventReader()('data: {"a": ": b"}\n\n')[0].data, '{"a": ": b"}');
  });
});

describe("a stream", () => {
  let clock, server, stream, end;

  beforeEach(() => {
    [clock, server, end] = [new FakeClock(), new FakeFetch(), new AbortController()];
    stream = createEventStream({ fetch: /** @type {any} */ (server.fetch), clock });
  });

  /** What becomes of a question. */
  function ask(tag = "e-1", seconds = 40) {
    const asked = { news: /** @type {any} */ (null), error: "" };
    stream.ask({ tag, seconds, signal: end.signal }).then(
      news => { asked.news = news; }, error => { asked.error = error.message; });
    return asked;
  }
  async function opened(tag = "e-1", seconds = 40) {
    const asked = ask(tag, seconds);
    const answer = streamTo(server.last);
    answer.write(signOfLife);
    await settle();
    return { asked, answer };
  }
  const versions = ({ news }) => news?.changes.map(({ version }) => version);

  it("is one request, which goes on from one question to the next", async () => {
    const { asked, answer } = await opened();
    assert.equal(server.last.url, "changes?since=e-1");
    assert.deepEqual(Object.fromEntries(server.last.headers), { accept: "text/event-stream" });
    assert.equal(asked.news, null, "a sign of life is no news");
    answer.write(told(2));
    await settle();
    assert.deepEqual(asked.news, { tag: "e-2", changes: [change(2)] });

    const next = ask("e-2");
    await settle();
    assert.equal(next.news, null);
    answer.write(told(3));
    await settle();
    assert.deepEqual(versions(next), [3]);
    assert.equal(server.calls.length, 1);
  });

  it("gives several changes of one piece together, and keeps what comes between two questions", async () => {
    const { asked, answer } = await opened();
    answer.write(told(2) + signOfLife + told(3));
    await settle();
    assert.deepEqual([asked.news.tag, versions(asked)], ["e-3", [2, 3]]);
    answer.write(told(4));
    answer.write(told(5));
    await settle();
    const [one] = [ask("e-3"), await settle()];
    const [two] = [ask("e-4"), await settle()];
    assert.deepEqual([versions(one), versions(two)], [[4], [5]]);
  });

  it("is read whole where it is cut inside a letter", async () => {
    const title = "Über 🦊";
    const piece = bytes(event("e-2", change(2, { by: title })));
    for (let cut = 1; cut < piece.length; cut += 1) {
      const { asked, answer } = await opened();
      answer.write(piece.slice(0, cut));
      await settle();
      assert.equal(asked.news, null);
      answer.write(piece.slice(cut));
      await settle();
      assert.equal(asked.news.changes[0].by, title);
      stream.close();
    }
  });

  it("gives a whole board apart from the changes before and after it", async () => {
    const { asked, answer } = await opened();
    answer.write(told(2) + event("f-7", { talks: [talk("7")] }, "board") + event("f-8", change(8)));
    await settle();
    assert.deepEqual([asked.news.tag, versions(asked)], ["e-2", [2]]);
    const [board] = [ask("e-2"), await settle()];
    assert.deepEqual(board.news, { tag: "f-7", board: { talks: [talk("7")] } });
    const [after] = [ask("f-7"), await settle()];
    assert.deepEqual([after.news.tag, versions(after)], ["f-8", [8]]);
    assert.equal(server.calls.length, 1);
  });

  it("that brings signs of life alone answers that nothing is new once the time is over, and stays open", async () => {
    const { asked, answer } = await opened();
    for (let time = 0; time < 2; time += 1) {
      await clock.advance(15000);
      answer.write(signOfLife);
    }
    await clock.advance(9000);
    assert.equal(asked.news, null);
    await clock.advance(1000);
    assert.deepEqual(asked.news, { tag: "e-1", changes: [] });
    assert.equal(stream.lasted, 30000);

    const next = ask("e-1");
    answer.write(told(2));
    await settle();
    assert.deepEqual(versions(next), [2]);
    assert.equal(server.calls.length, 1);
  });

  it("is dead when nothing at all comes in the first five seconds, whether it was answered or not", async () => {
    for (const isAnswered of [false, true]) {
      const asked = ask();
      if (isAnswered) streamTo(server.last);
      await clock.advance(4900);
      assert.equal(asked.error, "");
      await clock.advance(200);
      assert.equal(asked.error, "the line is silent");
      assert.equal(server.last.aborted, true);
      assert.equal(stream.lasted, 0);
    }
  });

  it("is dead when it is silent for longer than the server ever is, over several questions too", async () => {
    const { asked } = await opened();
    await clock.advance(24900);
    assert.equal(asked.error, "");
    await clock.advance(200);
    assert.equal(asked.error, "the line is silent");
    assert.equal(server.last.aborted, true);

    const short = await opened("e-1", 10);
    await clock.advance(10000);
    assert.deepEqual(short.asked.news, { tag: "e-1", changes: [] });
    ask("e-1", 10);
    await clock.advance(10000);
    const last = ask("e-1", 10);
    await clock.advance(5100);
    assert.equal(last.error, "the line is silent");
  });

  it("that ends or breaks is of no use, and the next question opens another", async () => {
    for (const cut of ["end", "fail"]) {
      const { asked, answer } = await opened();
      answer[cut]();
      await settle();
      assert.notEqual(asked.error, "");
      const count = server.calls.length;
      const again = await opened();
      assert.equal(server.calls.length, count + 1);
      again.answer[cut]();
      await settle();
    }
  });

  it("that breaks between two questions brings what came before that", async () => {
    const { asked, answer } = await opened();
    answer.write(told(2) + event("f-1", { talks: [] }, "board"));
    await settle();
    assert.deepEqual(versions(asked), [2]);
    answer.fail();
    await settle();
    const [board] = [ask("e-2"), await settle()];
    assert.equal(board.news.tag, "f-1");
    const [next] = [ask("f-1"), await settle()];
    assert.notEqual(next.error, "");
  });

  for (const [what, status, type] of /** @type {[string, number, string][]} */ ([["a refusal", 406, "text/plain"],
    ["a page of a proxy", 200, "text/html"], ["what an older server answers", 200, "application/json"]])) {
    it(`is not made of ${what}`, async () => {
      const asked = ask();
      streamTo(server.last, status, { "Content-Type": type });
      await settle();
      assert.match(asked.error, /^no stream/);
      assert.equal(server.last.aborted, true);
    });
  }

  for (const [what, text] of [["is no JSON", "id: e-2\ndata: {\n\n"], ["has no tag", "data: {}\n\n"]]) {
    it(`is closed where an event ${what}`, async () => {
      const { asked, answer } = await opened();
      answer.write(text);
      await settle();
      assert.notEqual(asked.error, "");
      assert.equal(server.last.aborted, true);
    });
  }

  it("is closed with the signal of its question, and opened anew from another tag", async () => {
    const { asked } = await opened();
    end.abort();
    await settle();
    assert.notEqual(asked.error, "");
    assert.equal(server.last.aborted, true);

    end = new AbortController();
    await opened();
    const parked = server.last;
    ask("e-9");
    assert.equal(parked.aborted, true);
    assert.equal(server.last.url, "changes?since=e-9");
    stream.close();
    assert.equal(server.open.length, 0);
  });

  it("is not opened for a question that is over already", async () => {
    end.abort();
    const asked = ask();
    await settle();
    assert.equal(asked.error, "aborted");
    assert.equal(server.calls.length, 0);
  });
});
