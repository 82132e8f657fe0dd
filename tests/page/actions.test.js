// @ts-check
import "./support/web_crypto.js";
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { createActions } from "../../public/js/actions.js";
import { ApiError } from "../../public/js/request.js";
import { createMine } from "../../public/js/mine.js";
import { nextBoard, unknownBoard } from "../../public/js/state.js";
import { talk } from "./support/fakes.js";

describe("editing a talk that others change", () => {
  const seen = { presenter: "Ana", summary: "old", version: 3 };
  const values = { presenter: "Ana", summary: "mine" };
  let sent, onServer, shown, actions;

  beforeEach(() => {
    sent = [];
    onServer = talk("1", { summary: "old", version: 3 });
    shown = onServer;
    const api = /** @type {any} */ ({
      readTalk: async () => ({ talk: onServer, tag: `"e-${onServer.version}"` }),
      editTalk: async (title, edit, tag, key) => {
        sent.push({ tag, key });
        if (tag !== `"e-${onServer.version}"`) throw new ApiError("changed", { status: 412 });
        return { version: "9", value: null };
      },
    });
    actions = createActions({ api, mine: createMine(), removals: /** @type {any} */ (null), saved: () => {},
      board: () => nextBoard(unknownBoard, { tag: "e-8", talks: [shown] }) });
  });

  const edit = () => actions.editTalk(talk("1"), seen, values, "k");
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

  it("does not try for ever", async () => {
    let version = 5;
    onServer = { ...onServer, get version() { return version++; } };
    const failed = edit();
    await assert.rejects(failed, { kind: "changed" });
    assert.ok(sent.length < 10, `${sent.length}`);
  });
});

describe("renaming a talk", () => {
  const seen = { title: "Talk 1", presenter: "Ana", summary: "old", version: 3 };
  const values = { title: "Mine", presenter: "Ana", summary: "old" };
  let sent, onServer, shown, actions;

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
    actions = createActions({ api, mine: createMine(), removals: /** @type {any} */ (null), saved: () => {},
      board: () => nextBoard(unknownBoard, { tag: "e-8", talks: [shown] }) });
  });

  const rename = () => actions.renameTalk(talk("1"), seen, values, "k");

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

describe("removing", () => {
  let removals, board, answer, actions;

  beforeEach(() => {
    removals = [];
    board = nextBoard(unknownBoard, { tag: "e-8", talks: [talk("1", { title: "New" })] });
    const api = /** @type {any} */ ({ removeTalk: title => answer(title), removeComment: () => answer() });
    actions = createActions({ api, mine: createMine(), saved: () => {}, board: () => board,
      removals: /** @type {any} */ ({ mine: id => removals.push(id) }) });
  });

  it("is of the talk by the title it has now, and is this page's own", async () => {
    answer = async title => {
      assert.equal(title, "New");
      return { version: "9", value: null };
    };
    await actions.removeTalk(talk("1", { title: "Old" }), "k");
    assert.deepEqual(removals, ["1"]);
  });

  it("is done when somebody else has done it", async () => {
    answer = async () => { throw new ApiError("missing", { status: 404 }); };
    await actions.removeComment(talk("1"), { id: "c" }, "k");
    assert.deepEqual(removals, ["c"]);
  });

  it("is not done while one more has to agree", async () => {
    answer = async () => ({ version: "9", value: { needed: 1 } });
    assert.deepEqual(await actions.removeTalk(talk("1"), "k"), { needed: 1 });
    assert.deepEqual(removals, []);
  });

  it("is not done when it fails", async () => {
    answer = async () => { throw new ApiError("network"); };
    await assert.rejects(actions.removeTalk(talk("1"), "k"), { kind: "network" });
    assert.deepEqual(removals, []);
  });
});
