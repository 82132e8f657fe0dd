// @ts-check
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createMine } from "../../public/js/mine.js";
import { changesBetween, followedBoard, nextBoard, talkTag, unknownBoard } from "../../public/js/state.js";
import { comment, talk } from "./support/fakes.js";

const board = (talks, tag = "e-1") => nextBoard(unknownBoard, { talks, tag });
const removal = id => ({ version: 2, time: "", by: "Bo", steps: [{ event: "talk_removed", talk: id }] });
const kinds = (before, after) => changesBetween(before, after).map(({ kind, id }) => `${kind} ${id}`);

describe("the next board", () => {
  it("keeps the talks that are the same, and only those", () => {
    const before = board([talk("1"), talk("2")]);
    const after = nextBoard(before, { tag: "e-2", talks: [talk("1"), talk("2", { version: 2 })] });

    assert.equal(after.talks[0], before.talks[0]);
    assert.notEqual(after.talks[1], before.talks[1]);
  });

  it("keeps nothing of another epoch: the same version may be another content there", () => {
    const before = board([talk("1")]);
    const after = nextBoard(before, { tag: "f-1", talks: [talk("1", { summary: "other" })] });
    assert.equal(after.talks[0].summary, "other");
  });

  it("names a talk by its own version", () => {
    assert.equal(talkTag(board([], "ab-c-9"), talk("1", { version: 3 })), '"ab-c-3"');
  });

  it("is the last one with its changes, and of the same board", () => {
    const before = board([talk("1"), talk("2")]);
    const after = followedBoard(before, [removal("1")], "e-2");
    assert.deepEqual(after, { loaded: true, tag: "e-2", epoch: "e", talks: [before.talks[1]] });
  });
});

describe("changes between boards", () => {
  const before = board([talk("1", { comments: [comment("a"), comment("b")] }), talk("2")]);

  it("are none at first, and none between the same", () => {
    assert.deepEqual(kinds(unknownBoard, before), []);
    assert.deepEqual(kinds(before, board([...before.talks])), []);
  });

  it("tell what was proposed, edited and removed", () => {
    const after = board([talk("1", { comments: before.talks[0].comments, summary: "!" }), talk("3")]);
    assert.deepEqual(kinds(before, after), ["edited 1", "proposed 3", "removed 2"]);
  });

  it("tell what was written, rewritten and withdrawn", () => {
    const comments = [comment("b", { message: "!" }), comment("c")];
    const after = board([talk("1", { comments }), before.talks[1]]);
    assert.deepEqual(kinds(before, after), ["rewritten b", "written c", "withdrawn a"]);
  });

  it("tell a new title of the same talk, beside new words", () => {
    const after = board([talk("1", { comments: before.talks[0].comments, title: "!" }),
      talk("2", { title: "?", summary: "?" })]);
    assert.deepEqual(kinds(before, after), ["renamed 1", "renamed 2", "edited 2"]);
  });

  it("tell what is back from what is new", () => {
    const wasHere = id => ["2", "a"].includes(id);
    const without = board([talk("1", { comments: [comment("b")] })]);
    const after = board([talk("1", { comments: [comment("a"), comment("b"), comment("c")] }), talk("2"), talk("3")]);
    assert.deepEqual(changesBetween(without, after, wasHere).map(({ kind, id }) => `${kind} ${id}`),
      ["returned a", "written c", "restored 2", "proposed 3"]);
  });

  it("see a talk removed and proposed again as two", () => {
    assert.deepEqual(kinds(board([talk("1")]), board([talk("2", { title: "Talk 1" })])),
      ["proposed 2", "removed 1"]);
  });
});

describe("one's own changes", () => {
  const change = (kind, value, id = value.id) => ({ kind, talk: value, id });

  it("are known before their answer is there", () => {
    const mine = createMine();
    mine.proposing("Talk 1");
    mine.writing("1", { author: "Ana", message: "Hi" });
    const written = talk("1", { comments: [comment("a", { author: "Ana", message: "Hi" })] });

    assert.ok(mine.has(change("proposed", written)));
    assert.ok(mine.has(change("written", written, "a")));
  });

  it("are known by what they make of a thing", () => {
    const mine = createMine();
    mine.renaming("1", "Mine");
    mine.restoring("a");
    assert.ok(mine.has(change("renamed", talk("1", { title: "Mine" }))));
    assert.ok(!mine.has(change("renamed", talk("1", { title: "Theirs" }))));
    assert.ok(mine.has(change("returned", talk("1"), "a")));
    assert.ok(!mine.has(change("restored", talk("1"))));
  });

  it("are not those of others in the same talk", () => {
    const mine = createMine();
    mine.writing("1", { author: "Ana", message: "Hi" });
    mine.editing("1", { presenter: "Ana", summary: "mine" });
    const theirs = talk("1", { summary: "theirs", comments: [comment("a", { author: "Bea", message: "Hi" })] });

    assert.ok(!mine.has(change("written", theirs, "a")));
    assert.ok(!mine.has(change("edited", theirs)));
    assert.ok(!mine.has(change("removed", theirs)));
  });

  it("are known by the device that they came from, whichever page of it made them", () => {
    const changes = [change("written", talk("1"), "a"), change("written", talk("1"), "b"),
      change("edited", talk("1")), change("edited", talk("2"))];
    const step = (id, comment) => ({ event: "any", talk: id, ...comment && { comment } });
    const told = (device, ...steps) => ({ version: 1, time: "", by: null, device, steps });
    const happened = [told("here", step("1", "a"), step("1")), told("there", step("1", "b")), told("here", step("2")),
      told(null, step("2"))];
    const others = (device, since) => createMine({ device: () => device }).others(changes, since)
      .map(({ kind, id }) => `${kind} ${id}`);

    assert.deepEqual(others("here", happened), ["written b", "edited 2"]);
    assert.equal(others(null, happened).length, 4, "not while it is not known which one this is");
    assert.equal(others("here", null).length, 4);
  });

  it("are not what others do to the same thing later", () => {
    const mine = createMine({ device: () => "here" });
    mine.removing("1");
    const told = device => [{ version: 1, time: "", by: null, device, steps: [{ event: "talk_removed", talk: "1" }] }];
    const removed = [change("removed", talk("1"))];
    assert.deepEqual(mine.others(removed, told("here")), []);
    assert.deepEqual(mine.others(removed, told("there")), removed);
  });
});
