// @ts-check
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { createActions } from "../../public/js/actions.js";
import { ApiError } from "../../public/js/request.js";
import { createMine } from "../../public/js/mine.js";
import { nextBoard, unknownBoard } from "../../public/js/state.js";
import { talk } from "./support/fakes.js";

describe("removing", () => {
  let removals, board, answer, actions;

  beforeEach(() => {
    removals = [];
    board = nextBoard(unknownBoard, { tag: "e-8", talks: [talk("1", { title: "New" })] });
    const api = /** @type {any} */ ({ removeTalk: title => answer(title), removeComment: () => answer() });
    actions = createActions({ api, mine: createMine(), saved: () => {}, board: () => board,
      outbox: /** @type {any} */ (null), name: () => "Ana",
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
