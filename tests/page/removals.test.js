// @ts-check
// How the page finds out who removed what it shows no longer.
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { createRemovals } from "../../public/js/removals.js";
import { ApiError } from "../../public/js/request.js";
import { settle, talk } from "./support/fakes.js";

describe("following removals", () => {
  let history, asked, failing, name, removals, undone;

  beforeEach(() => {
    history = [];
    asked = [];
    undone = [];
    failing = false;
    name = "Ana";
    const api = /** @type {any} */ ({
      async changesSince(tag) {
        asked.push(tag);
        await settle();
        if (failing) throw new ApiError("network");
        const after = Number(tag.split("-")[1]);
        const changes = history.filter(({ version }) => version > after).slice(0, 2);
        return { tag: `e-${changes.at(-1)?.version ?? after}`, changes, lost: false };
      },
      undo: async (version, key) => { undone.push([version, key]); },
    });
    removals = createRemovals({ api, name: () => name });
  });

  const happens = (version, by, event, id, comment = undefined) =>
    history.push({ version, by, steps: [{ event, talk: id, ...(comment && { comment }) }] });
  const gone = (id, kind = "removed") => ({ kind, id, talk: talk(id) });

  it("says who it was and how to undo it, with one request for all that one board lacks", async () => {
    happens(4, "Bo", "talk_removed", "1");
    happens(5, null, "comment_removed", "2", "c");
    const told = [];
    removals.watch("1", () => told.push(removals.of("1").by));

    removals.follow([gone("1"), gone("c", "withdrawn")], 'W/"e-3"');
    assert.deepEqual(removals.of("1"), { by: null, mine: false, undoable: false });
    await settle();
    await settle();

    assert.deepEqual(removals.of("1"), { by: "Bo", mine: false, undoable: true });
    assert.deepEqual(removals.of("c"), { by: null, mine: false, undoable: true });
    assert.deepEqual([told, asked], [["Bo"], ["e-3"]]);
  });

  it("knows one's own at once, and undoes that change with the key of the attempt", async () => {
    happens(4, "Ana", "talk_removed", "1");
    removals.mine("1", 'W/"e-3"');
    assert.deepEqual(removals.of("1"), { by: null, mine: true, undoable: true });

    await removals.undo("1", "k");

    assert.deepEqual(undone, [[4, "k"]]);
    assert.equal(asked.length, 1, "the undo waits for the answer that is on its way");
  });

  it("does not take for one's own what somebody else had removed already", async () => {
    happens(4, "Bo", "talk_removed", "1");
    happens(5, "Kim", "comment_written", "2", "c");
    removals.mine("1", 'W/"e-3"');
    await removals.undo("1", "k");

    assert.deepEqual(removals.of("1"), { by: "Bo", mine: false, undoable: true });
    assert.deepEqual(undone, [[4, "k"]]);
  });

  it("takes a nameless removal for one's own where this page removed it", async () => {
    name = "";
    happens(4, null, "talk_removed", "1");
    removals.mine("1", 'W/"e-3"');
    await removals.undo("1", "k");
    assert.equal(removals.of("1").mine, true);
  });

  it("reads on until it has found all", async () => {
    for (const version of [4, 5, 6, 7]) happens(version, "Kim", "comment_written", "2", `c${version}`);
    happens(8, "Bo", "talk_removed", "1");
    removals.follow([gone("1")], 'W/"e-3"');
    for (let turn = 0; turn < 4; turn += 1) await settle();

    assert.equal(removals.of("1").by, "Bo");
    assert.deepEqual(asked, ["e-3", "e-5", "e-7"]);
  });

  it("undoes the last removal of what was brought back in between", async () => {
    happens(4, "Bo", "talk_removed", "1");
    happens(5, "Kim", "talk_restored", "1");
    happens(6, "Ida", "talk_removed", "1");
    removals.follow([gone("1")], 'W/"e-3"');
    await removals.undo("1", "k");
    assert.deepEqual(undone, [[6, "k"]]);
  });

  it("asks again with the next chance when that failed, and not before", async () => {
    happens(4, "Bo", "talk_removed", "1");
    failing = true;
    removals.follow([gone("1")], 'W/"e-3"');
    await settle();
    await settle();
    assert.deepEqual([removals.of("1").undoable, asked.length], [false, 1]);

    failing = false;
    removals.retry();
    await settle();
    await settle();

    assert.equal(removals.of("1").by, "Bo");
    removals.retry();
    assert.equal(asked.length, 2, "nothing is left to be asked");
  });

  it("fails an undo that cannot find its change, and as missing when there is none", async () => {
    failing = true;
    removals.mine("1", 'W/"e-3"');
    await settle();
    await settle();
    await assert.rejects(removals.undo("1", "k"), { kind: "network" });

    failing = false;
    await assert.rejects(removals.undo("1", "k"), { kind: "missing" });
    assert.deepEqual(undone, []);
  });

  it("forgets what is back", async () => {
    happens(4, "Bo", "talk_removed", "1");
    removals.follow([gone("1")], 'W/"e-3"');
    await settle();
    await settle();
    assert.ok(removals.has("1"));

    removals.follow([gone("1", "restored")], 'W/"e-4"');

    assert.ok(!removals.has("1"));
    assert.deepEqual(removals.of("1"), { by: null, mine: false, undoable: false });
  });
});
