// @ts-check
import "./support/web_crypto.js";
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { createActions } from "../../public/js/actions.js";
import { ApiError } from "../../public/js/api.js";
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
    actions = createActions({ api, mine: createMine(), saved: () => {},
      board: () => nextBoard(unknownBoard, { tag: '"e-8"', talks: [shown] }) });
  });

  const edit = () => actions.editTalk({ id: "1", title: "T" }, seen, values, "k");
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
