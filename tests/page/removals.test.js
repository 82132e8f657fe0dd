// @ts-check
// How the page knows who removed what it shows no longer.
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { createRemovals } from "../../public/js/removals.js";
import { ApiError } from "../../public/js/request.js";
import { talk } from "./support/fakes.js";

describe("removals", () => {
  let onServer, asked, failing, name, removals, undone;

  beforeEach(() => {
    onServer = [];
    asked = [];
    undone = [];
    failing = false;
    name = "Ana";
    const api = /** @type {any} */ ({
      async changesSince(tag) {
        asked.push(tag);
        if (failing) throw new ApiError("network");
        return onServer;
      },
      undo: async (version, key) => { undone.push([version, key]); },
    });
    removals = createRemovals({ api, name: () => name, tag: () => "e-3" });
  });

  const happened = (version, by, event, id, comment = undefined) =>
    ({ version, by, time: "", steps: [{ event, talk: id, ...(comment && { comment }) }] });
  const gone = (id, kind = "removed") => ({ kind, id, talk: talk(id) });

  it("are known by whom they were and how to undo them, as the changes tell", () => {
    const told = [];
    removals.watch("1", () => told.push(removals.of("1").by));

    removals.follow([gone("1"), gone("c", "withdrawn")],
      [happened(4, "Bo", "talk_removed", "1"), happened(5, null, "comment_removed", "2", "c")]);

    assert.deepEqual(removals.of("1"), { by: "Bo", mine: false, undoable: true });
    assert.deepEqual(removals.of("c"), { by: null, mine: false, undoable: true });
    assert.deepEqual([told, asked], [["Bo"], []]);
  });

  it("are nobody's where only a whole board tells that something is gone", () => {
    removals.follow([gone("1")], null);
    assert.ok(removals.has("1"));
    assert.deepEqual(removals.of("1"), { by: null, mine: false, undoable: false });
  });

  it("are one's own at once, and undone with the key of the attempt", async () => {
    removals.mine("1");
    assert.deepEqual(removals.of("1"), { by: null, mine: true, undoable: true });
    removals.follow([gone("1")], [happened(4, "Ana", "talk_removed", "1")]);

    await removals.undo("1", "k");

    assert.deepEqual([undone, asked], [[[4, "k"]], []]);
  });

  it("are asked for when they are to be undone before the changes have told of them", async () => {
    onServer = [happened(4, "Ana", "talk_removed", "1")];
    removals.mine("1");
    await removals.undo("1", "k");
    assert.deepEqual([undone, asked], [[[4, "k"]], ["e-3"]]);
  });

  it("are not taken for one's own where somebody else had been quicker", () => {
    removals.follow([gone("1")], [happened(4, "Bo", "talk_removed", "1")]);
    removals.mine("1");
    assert.deepEqual(removals.of("1"), { by: "Bo", mine: false, undoable: true });
  });

  it("are one's own without a name where this page removed it", () => {
    name = "";
    removals.mine("1");
    removals.follow([gone("1")], [happened(4, null, "talk_removed", "1")]);
    assert.equal(removals.of("1").mine, true);
  });

  it("are the last ones of what was brought back in between", async () => {
    removals.follow([gone("1")], [happened(4, "Bo", "talk_removed", "1"), happened(5, "Kim", "talk_restored", "1"),
      happened(6, "Ida", "talk_removed", "1")]);
    await removals.undo("1", "k");
    assert.deepEqual([removals.of("1").by, undone], ["Ida", [[6, "k"]]]);
  });

  it("cannot be undone where nobody can be asked, and are missing where nobody knows of them", async () => {
    failing = true;
    removals.mine("1");
    await assert.rejects(removals.undo("1", "k"), { kind: "network" });

    failing = false;
    await assert.rejects(removals.undo("1", "k"), { kind: "missing" });
    assert.deepEqual(undone, []);
  });

  it("are forgotten when the thing is back", () => {
    removals.follow([gone("1")], [happened(4, "Bo", "talk_removed", "1")]);
    removals.follow([gone("1", "restored")], [happened(5, "Bo", "talk_restored", "1")]);

    assert.ok(!removals.has("1"));
    assert.deepEqual(removals.of("1"), { by: null, mine: false, undoable: false });
  });
});
