// @ts-check
import "./support/web_crypto.js";
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { createAlone } from "../../public/js/alone.js";
import { createOutbox } from "../../public/js/outbox.js";
import { createPlainStore } from "../../public/js/outbox_store.js";
import { ApiError } from "../../public/js/request.js";
import { nextBoard, unknownBoard } from "../../public/js/state.js";
import { createMemory } from "../../public/js/storage.js";
import { FakeClock, comment, fakeStorage, settle, talk } from "./support/fakes.js";

describe("the outbox", () => {
  let clock, storage, sent, answer, talks, tag, pages, memory, faults;

  beforeEach(() => {
    [clock, storage, talks, tag] = [new FakeClock(), fakeStorage(), [talk("1")], "e-1"];
    [sent, pages, faults] = [[], [], []];
    answer = async () => ({ version: "5" });
  });

  const fail = (kind, more = {}) => async () => { throw new ApiError(kind, more); };

  /** A page of the browser, whose pages hear each other. */
  async function open() {
    memory = createMemory(() => storage);
    const store = createPlainStore(memory);
    const page = { outbox: /** @type {any} */ (null), outcomes: /** @type {any[]} */ ([]) };
    page.outbox = createOutbox({ store, clock, random: () => 1, report: error => faults.push(error),
      board: () => nextBoard(unknownBoard, { tag, talks }),
      alone: createAlone({ locks: undefined, store, clock }),
      tell: message => { for (const other of pages) if (other !== page) other.outbox.hear(structuredClone(message)); },
      deliver: async (entry, save) => {
        sent.push([entry.values.message ?? entry.values.title, entry.key]);
        return answer(entry, save);
      } });
    page.outbox.onOutcome(done => page.outcomes.push(...done.map(({ state, values }) => [state, values.message])));
    pages.push(page);
    await page.outbox.start();
    return page;
  }
  const write = (page, message, more = {}) => page.outbox.add({ kind: "comment", by: "Ana",
    talk: { id: "1", title: "Talk 1" }, values: { author: "Ana", message }, ...more });
  /** A page on which a comment waits, since it could not be sent. */
  async function openWaiting(message = "Hello", failure = fail("network")) {
    const page = await open();
    answer = failure;
    await write(page, message);
    return page;
  }
  const states = page => page.outbox.standing.map(({ values, state }) => [values.message ?? values.title, state]);
  const words = () => sent.map(([message]) => message);

  it("sends at once what can be sent, and keeps and shows nothing of it", async () => {
    const page = await open();
    assert.deepEqual(await write(page, "Hello"), { kept: false });
    assert.deepEqual([words(), states(page), Object.keys(storage)], [["Hello"], [], []]);
  });

  it("has kept a thing before it sends it", async () => {
    const page = await open();
    let kept = "";
    answer = async () => { kept = JSON.stringify(storage); return { version: "5" }; };
    let durable = 0;
    await page.outbox.add({ kind: "comment", values: { message: "Hello" } },
      { durable: () => { durable += 1; assert.match(JSON.stringify(storage), /Hello/); assert.deepEqual(sent, []); } });
    assert.match(kept, /Hello/);
    assert.equal(durable, 1);
  });

  it("lets what cannot be sent stand, and sends it with the same key until it is saved", async () => {
    const page = await open();
    answer = fail("network");
    assert.deepEqual(await write(page, "Hello"), { kept: true });
    assert.deepEqual(states(page), [["Hello", "waiting"]]);
    await clock.advance(600);
    assert.equal(sent.length, 2);

    answer = async () => ({ version: "5" });
    await clock.advance(1000);
    assert.equal(new Set(sent.map(([, key]) => key)).size, 1);
    await clock.advance(60000);
    assert.deepEqual([sent.length, page.outcomes], [3, [["saved", "Hello"]]]);
  });

  it("backs off up to half a minute", async () => {
    const page = await openWaiting();
    await clock.advance(31500);
    assert.equal(sent.length, 7, "after 0.5, 1, 2, 4, 8 and 16 seconds");
    await clock.advance(90000);
    assert.equal(sent.length, 10);
  });

  it("waits as long as it is asked to, whatever happens, but for its person", async () => {
    const page = await openWaiting("Hello", fail("unavailable", { status: 429, wait: 60 }));
    await page.outbox.flush();
    await clock.advance(59000);
    assert.equal(sent.length, 1);
    await page.outbox.retry(page.outbox.standing[0].id);
    assert.equal(sent.length, 2);
    await clock.advance(60000);
    assert.equal(sent.length, 3);
  });

  it("gives back to its form what is refused at once", async () => {
    const page = await open();
    answer = fail("refused", { status: 422, title: "Too rude." });
    await assert.rejects(write(page, "!!!"), { kind: "refused", title: "Too rude." });
    assert.deepEqual([states(page), Object.keys(storage)], [[], []]);
  });

  it("gives back to its form what meets a closed door, and keeps what stood before", async () => {
    const page = await openWaiting("Before");
    answer = fail("closed", { status: 401 });
    await page.outbox.flush();
    answer = async ({ values }) => values.message === "Before" ? { version: "5" } : fail("closed", { status: 401 })();
    await assert.rejects(write(page, "Now"), { kind: "closed" });
    assert.deepEqual(page.outcomes, [["saved", "Before"]]);
  });

  it("lets stand what is refused later, without sending it again by itself; then with a new key", async () => {
    const page = await openWaiting();
    answer = fail("missing", { status: 404 });
    await page.outbox.flush();
    assert.deepEqual([states(page), page.outcomes], [[["Hello", "refused"]], [["refused", "Hello"]]]);
    await page.outbox.flush();
    await clock.advance(100000);
    assert.equal(sent.length, 2);

    answer = async () => ({ version: "5" });
    await page.outbox.retry(page.outbox.standing[0].id);
    assert.notEqual(sent[2][1], sent[1][1]);
    assert.deepEqual(page.outcomes.at(-1), ["saved", "Hello"]);
  });

  it("does not let one that nobody answers hold its form for long", async () => {
    const page = await open();
    answer = () => new Promise(() => {});
    const writing = write(page, "Hello");
    await clock.advance(2600);
    assert.deepEqual(await writing, { kept: true });
    assert.deepEqual(states(page), [["Hello", "sending"]]);
  });

  it("sends in order, and what is about another talk past what only that one is refused for now", async () => {
    const page = await open();
    answer = fail("unavailable", { status: 502 });
    for (const message of ["one", "two"]) await write(page, message);
    await write(page, "other", { talk: { id: "2", title: "Talk 2" } });
    sent = [];
    answer = async entry => entry.talk.id === "1" ? fail("unavailable", { status: 502 })() : { version: "5" };
    await page.outbox.flush();
    assert.deepEqual(words(), ["one", "other"]);

    answer = async () => ({ version: "6" });
    await page.outbox.flush();
    assert.deepEqual(words(), ["one", "other", "one", "two"]);
  });

  it("sends a comment on a talk that is still to be proposed after it, to the talk it has become", async () => {
    const page = await open();
    answer = fail("network");
    await page.outbox.add({ kind: "propose", by: "Ana", values: { title: "New", presenter: "Ana", summary: "" } });
    const [{ id }] = page.outbox.standing;
    await write(page, "on it", { talk: { id, title: "New" } });
    answer = fail("changed", { status: 412 });
    await page.outbox.flush();
    await page.outbox.flush();
    assert.deepEqual(states(page), [["New", "refused"], ["on it", "waiting"]]);
    assert.ok(!words().includes("on it"));

    const about = [];
    answer = async ({ kind, talk: { id: of } }) => {
      about.push([kind, of]);
      return kind === "propose" ? { version: "5", talk: { id: "7", title: "New" } } : { version: "6" };
    };
    await page.outbox.retry(id);
    assert.deepEqual(about, [["propose", ""], ["comment", "7"]]);
  });

  it("goes on after the page was closed, with the same key", async () => {
    const page = await openWaiting();
    const before = sent.at(-1);
    pages = [];
    clock = new FakeClock();

    answer = async () => ({ version: "5" });
    const next = await open();
    assert.deepEqual(states(next), [["Hello", "waiting"]]);
    await next.outbox.flush();
    assert.deepEqual(sent.at(-1), before);
    assert.deepEqual(next.outcomes, [["saved", "Hello"]]);
  });

  it("asks its person about what the server may not know again any more", async () => {
    const page = await openWaiting();
    pages = [];
    await clock.advance(1000);
    sent = [];
    const earlier = clock;
    clock = new FakeClock();
    await clock.advance(24 * 3600 * 1000 + earlier.now() - clock.now());

    const next = await open();
    await next.outbox.flush();
    assert.deepEqual([sent, states(next)], [[], [["Hello", "old"]]]);
    answer = async () => ({ version: "5" });
    await next.outbox.retry(next.outbox.standing[0].id);
    assert.deepEqual([words(), next.outcomes], [["Hello"], [["saved", "Hello"]]]);
  });

  it("is the same on all pages of a browser, one of which sends", async () => {
    const [one, other] = [await open(), await open()];
    answer = fail("network");
    await write(one, "Hello");
    await settle();
    assert.deepEqual(states(other), [["Hello", "waiting"]]);

    let end = () => {};
    sent = [];
    answer = () => new Promise(resolve => { end = () => resolve({ version: "5" }); });
    const flushing = [one.outbox.flush(), other.outbox.flush()];
    await clock.advance(3000);
    assert.deepEqual([words(), states(other)], [["Hello"], [["Hello", "sending"]]]);
    end();
    await clock.advance(1000);
    await Promise.all(flushing);
    assert.equal(sent.length, 1);
    assert.deepEqual([one.outcomes, other.outcomes], [[["saved", "Hello"]], [["saved", "Hello"]]]);
  });

  it("shows what is saved until the board does, and not beside it", async () => {
    const page = await openWaiting();
    answer = async () => ({ version: "5" });
    await page.outbox.flush();
    assert.deepEqual(states(page), [["Hello", "saved"]]);
    talks = [talk("1", { comments: [comment("c", { author: "Ana", message: "Hello" })] })];
    assert.deepEqual(states(page), []);
    tag = "e-5";
    page.outbox.follow();
    talks = [talk("1")];
    assert.deepEqual(states(page), [], "what comes after is another matter");
  });

  it("discards, brings back, and forgets in the end", async () => {
    const page = await openWaiting();
    const [{ id }] = page.outbox.standing;
    await page.outbox.discard(id);
    sent = [];
    await page.outbox.flush();
    assert.deepEqual([sent, states(page)], [[], [["Hello", "discarded"]]]);
    await page.outbox.restore(id);
    await page.outbox.discard(id);
    await clock.advance(3700 * 1000);
    pages = [];
    assert.deepEqual(states(await open()), []);
  });

  for (const [deed, left] of [["drop", []], ["discard", [["Hello", "discarded"]]]]) {
    it(`does not bring back what is taken out while it is sent (${deed})`, async () => {
      const page = await openWaiting();
      let end = () => {};
      answer = () => new Promise((_, reject) => { end = () => reject(new ApiError("network")); });
      page.outbox.flush();
      await settle();
      await page.outbox[String(deed)](page.outbox.standing[0].id);
      end();
      await clock.advance(60000);
      assert.deepEqual(states(page), left);
    });
  }

  it("does not send what another page has discarded meanwhile", async () => {
    const page = await openWaiting();
    await write(page, "Not this");
    const other = await open();
    [pages, sent] = [[], []];
    answer = () => other.outbox.discard(page.outbox.standing[1].id).then(() => ({ version: "5" }));
    await page.outbox.flush();
    assert.deepEqual(words(), ["Hello"]);
  });

  it("knows whether what stands in it is lost with the page", async () => {
    const page = await open();
    answer = fail("network");
    assert.equal(page.outbox.lasts, true);
    storage.setItem = null;
    await write(page, "Hello");
    assert.equal(page.outbox.lasts, false);
    assert.equal(memory.losesWithPage("outbox."), true);
    assert.deepEqual(states(page), [["Hello", "waiting"]]);
  });

  it("takes a fault of the program for a refusal, and reports it", async () => {
    const page = await open();
    answer = async () => { throw new TypeError("no such thing"); };
    await assert.rejects(write(page, "Hello"), { kind: "refused" });
    assert.match(String(faults), /no such thing/);
  });
});
