// @ts-check
import "./support/web_crypto.js";
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { createDelivery } from "../../public/js/delivery.js";
import { createMine } from "../../public/js/mine.js";
import { newEntry } from "../../public/js/outbox_entries.js";
import { ApiError } from "../../public/js/request.js";
import { nextBoard, unknownBoard } from "../../public/js/state.js";
import { talk } from "./support/fakes.js";

let kept = [];
const keep = async attempts => { kept.push(attempts); };
const sent = { kind: /** @type {const} */ ("edit"), by: "Ana", talk: { id: "1", title: "Talk 1" }, tag: '"e-3"' };
const entry = more => ({ ...newEntry(sent, 0, "k"), ...more });

beforeEach(() => { kept = []; });

describe("sending an edit of a talk that others change", () => {
  const seen = { title: "Talk 1", presenter: "Ana", summary: "old", version: 3 };
  const values = { title: "Talk 1", presenter: "Ana", summary: "mine" };
  let sent, onServer, shown, deliver;

  beforeEach(() => {
    sent = [];
    onServer = talk("1", { summary: "old", version: 3 });
    shown = onServer;
    const api = /** @type {any} */ ({
      readTalk: async () => ({ talk: onServer, tag: `"e-${onServer.version}"` }),
      editTalk: async (title, edit, tag, key) => {
        sent.push({ title, tag, key });
        if (tag !== `"e-${onServer.version}"`) throw new ApiError("changed", { status: 412 });
        return { version: "9", value: null };
      },
    });
    deliver = createDelivery({ apiAs: () => api, mine: createMine(),
      board: () => nextBoard(unknownBoard, { tag: "e-8", talks: [shown] }) });
  });

  const edit = () => deliver(entry({ seen, values }), keep);
  const tags = () => sent.map(({ tag }) => tag);

  it("names the version that was seen", async () => {
    await edit();
    assert.deepEqual(tags(), ['"e-3"']);
  });

  it("names the newest version when it only got comments since", async () => {
    shown = onServer = talk("1", { summary: "old", version: 5 });
    await edit();
    assert.deepEqual(tags(), ['"e-5"']);
  });

  it("goes on when a comment arrived that is not shown yet, as another attempt", async () => {
    onServer = talk("1", { summary: "old", version: 5 });
    await edit();
    assert.deepEqual(tags(), ['"e-3"', '"e-5"']);
    assert.notEqual(sent[1].key, sent[0].key);
  });

  it("fails with what the other wrote, also when that is shown already", async () => {
    onServer = talk("1", { summary: "theirs", version: 5 });
    await assert.rejects(edit(), error => error.kind === "changed" && error.theirs.summary === "theirs");

    shown = onServer;
    await assert.rejects(edit(), { kind: "changed" });
    assert.deepEqual(tags(), ['"e-3"', '"e-3"']);
  });

  it("fails as missing when another talk has taken the title", async () => {
    onServer = talk("2", { summary: "old", version: 6 });
    await assert.rejects(edit(), { kind: "missing" });
  });

  it("makes an attempt that has no answer again as it was, whatever the board shows by then", async () => {
    const attempts = { words: { key: "k", title: "Talk 1", tag: '"e-2"' } };
    onServer = shown = talk("1", { title: "New", summary: "mine", version: 5 });
    await deliver(entry({ seen, values, attempts }), keep);
    assert.deepEqual([sent[0], sent[1].tag], [{ title: "Talk 1", tag: '"e-2"', key: "k" }, '"e-5"']);
  });

  it("is kept before each attempt", async () => {
    onServer = talk("1", { summary: "old", version: 5 });
    await edit();
    assert.deepEqual(kept.map(({ words }) => words.tag), tags());
    assert.deepEqual(kept.map(({ words }) => words.key), sent.map(({ key }) => key));
  });

  it("does not try for ever", async () => {
    let version = 5;
    onServer = { ...onServer, get version() { return version++; } };
    const failed = edit();
    await assert.rejects(failed, { kind: "changed" });
    assert.ok(sent.length < 10, `${sent.length}`);
  });
});

describe("sending a new title", () => {
  const seen = { title: "Talk 1", presenter: "Ana", summary: "old", version: 3 };
  const values = { title: "Mine", presenter: "Ana", summary: "old" };
  let sent, onServer, shown, deliver;

  beforeEach(() => {
    sent = [];
    shown = onServer = talk("1", { version: 3 });
    const api = /** @type {any} */ ({
      readTalk: async () => ({ talk: onServer, tag: `"e-${onServer.version}"` }),
      renameTalk: async (title, { title: next }, tag) => {
        sent.push([title, next, tag]);
        if (tag !== `"e-${onServer.version}"`) throw new ApiError("changed", { status: 412 });
        return { version: "9", value: null };
      },
    });
    deliver = createDelivery({ apiAs: () => api, mine: createMine(),
      board: () => nextBoard(unknownBoard, { tag: "e-8", talks: [shown] }) });
  });

  const rename = () => deliver(entry({ seen, values }), keep);

  it("goes on whatever else of it others change", async () => {
    onServer = talk("1", { version: 5, summary: "theirs" });
    await rename();
    assert.deepEqual(sent, [["Talk 1", "Mine", '"e-3"'], ["Talk 1", "Mine", '"e-5"']]);
  });

  it("fails with the title that somebody else gave it", async () => {
    onServer = talk("1", { version: 5, title: "Theirs" });
    await assert.rejects(rename(), error => error.kind === "changed" && error.theirs.title === "Theirs");
  });

  it("reaches the talk under the title it has now", async () => {
    shown = onServer = talk("1", { version: 5, title: "Theirs" });
    await assert.rejects(rename(), { kind: "changed" });
    assert.equal(sent[0][0], "Theirs");
  });
});

describe("sending a comment", () => {
  let sent, talks, answer, deliver;

  beforeEach(() => {
    sent = [];
    talks = [talk("1")];
    answer = async () => ({ version: "9", value: { id: "c" } });
    const api = by => /** @type {any} */ ({
      writeComment: (title, values, key) => { sent.push([by, title, values.message, key]); return answer(); },
    });
    deliver = createDelivery({ apiAs: api, mine: createMine(),
      board: () => nextBoard(unknownBoard, { tag: "e-8", talks }) });
  });

  const comment = more => entry({ kind: "comment", values: { author: "Ana", message: "Hello" }, ...more });

  it("is done by who wrote it, to the talk as it is called now", async () => {
    talks = [talk("1", { title: "New" })];
    const { version } = await deliver(comment(), keep);
    assert.deepEqual(sent, [["Ana", "New", "Hello", "k"]]);
    assert.equal(version, "9");
  });

  it("goes to the address of its first attempt, by which the server knows it again", async () => {
    await deliver(comment(), keep);
    talks = [talk("1", { title: "New" })];
    await deliver(comment({ attempts: kept.at(-1) }), keep);
    assert.deepEqual(sent[1], sent[0]);
  });

  it("never goes to another talk that has taken the title", async () => {
    talks = [talk("2", { title: "Talk 1" })];
    await assert.rejects(deliver(comment(), keep), { kind: "missing" });
    assert.deepEqual(sent, []);
  });

  it("never goes to the address of its first attempt when that is another talk's by now", async () => {
    await deliver(comment(), keep);
    talks = [talk("2", { title: "Talk 1" }), talk("1", { title: "New" })];
    await deliver(comment({ attempts: kept.at(-1) }), keep);
    assert.equal(sent[1][1], "New");
    assert.notEqual(sent[1][3], "k", "under the same key it would be refused");

    talks[1].comments = [{ id: "c", author: "Ana", message: "Hello", written: "" }];
    await deliver(comment({ attempts: kept.at(-1) }), keep);
    await deliver(comment({ attempts: { write: { key: "k", title: "Talk 1" } } }), keep);
    assert.equal(sent.length, 3, "what has arrived is not sent again");
  });
});
