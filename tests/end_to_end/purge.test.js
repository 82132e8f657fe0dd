// @ts-check
// What is erased for good is nowhere: not in an answer, and in no byte of the files.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, beforeEach, test } from "node:test";
import { Server } from "../support/server.js";
import { Wire, ask, request } from "../support/raw_http.js";
import * as board from "../support/board.js";
import { assertProblem, look, remove, until } from "../support/board.js";
import { assertInTheWay, assertMade, change, changesSince, from, page, purge, rename, undo, versionOf }
  from "../support/history.js";
import { give } from "../support/data_commands.js";
import { MarkedWriter } from "../support/marked_writer.js";
import { Marks } from "../support/marks.js";
import { randomNumbers } from "../support/random.js";
import { assertErased, assertErasedForGood, tracesOf } from "../support/traces.js";

/** @type {Server} */
let server;
beforeEach(async () => {
  server = await Server.start();
  await propose(server, "Kept", { presenter: "Ada", summary: "kept-summary" });
});
afterEach(() => server.remove());

// All that is written here is written from a device of whose words it is, and so belongs to them.
const propose = (at, title, { presenter = "Ada", ...values } = {}) =>
  board.propose(at, title, { presenter, ...values, ...from(presenter) });
const comment = (at, title, message, { author = "Grace", ...values } = {}) =>
  board.comment(at, title, message, { author, ...values, ...from(author) });
const put = (path, message, by) => ask(server, "PUT", path, from(by), { message });
const removeAt = (path, by) => ask(server, "DELETE", path, from(by));
const whole = async () => [await look(server), await page(server, { limit: "200" })];

/**
 * Ways of taking away a text of `owner`, by the change of `version`. `gone` is how many changes are
 * about nothing any more once it is purged.
 */
const ways = {
  "a removed comment": async () => {
    const path = (await comment(server, "Kept", "erased-text", { author: "Bo" })).header("location");
    return { owner: "Bo", version: versionOf(await removeAt(path, "Ada")), gone: 2 };
  },
  "a removed comment with former wordings": async () => {
    const path = (await comment(server, "Kept", "erased-text", { author: "Bo" })).header("location");
    await put(path, "erased-text, again", "Bo");
    await put(path, "harmless", "Bo");
    return { owner: "Bo", version: versionOf(await removeAt(path, "Ada")), gone: 4 };
  },
  "a former wording of a comment": async () => {
    const path = (await comment(server, "Kept", "erased-text", { author: "Bo" })).header("location");
    return { owner: "Bo", version: versionOf(await put(path, "harmless", "Bo")), gone: 0 };
  },
  "a former summary": async () => {
    await propose(server, "Talk", { presenter: "Bo", summary: "erased-text" });
    const edit = await propose(server, "Talk", { presenter: "Bo", summary: "" });
    return { owner: "Bo", version: versionOf(edit), gone: 0 };
  },
  "a former title": async () => {
    await propose(server, "erased-text", { presenter: "Bo" });
    return { owner: "Bo", version: versionOf(await rename(server, "erased-text", "Talk", from("Bo"))), gone: 0 };
  },
  "a wording that an undo took away": async () => {
    const path = (await comment(server, "Kept", "harmless", { author: "Bo" })).header("location");
    const edit = versionOf(await put(path, "erased-text", "Bo"));
    return { owner: "Bo", version: versionOf(await undo(server, edit)), gone: 0 };
  },
  "a removed talk": async () => {
    await propose(server, "erased-text, a title", { presenter: "Bo", summary: "erased-text, a summary" });
    await comment(server, "erased-text, a title", "erased-text, a comment", { author: "Bo" });
    await rename(server, "erased-text, a title", "Talk", from("Bo"));
    return { owner: "Bo", version: versionOf(await remove(server, "Talk")), gone: 4 };
  },
};

for (const [name, takeAway] of Object.entries(ways)) {
  test(`${name} is purged by whose words it was, and leaves no trace`, async () => {
    const { owner, version, gone } = await takeAway();
    const { talks } = await look(server);
    assert.notDeepEqual(await tracesOf(server, "erased-text"), [], "it was there");

    for (const other of ["Ada", "bo", "Nobody", ""]) {
      assertProblem(await purge(server, version, other), 403);
    }
    assertProblem(await ask(server, "POST", `/changes/${version}/purge`), 403);
    const made = assertMade(await purge(server, version, owner));
    assert.ok(made.steps.every(({ event }) => event === "purged"));
    await assertErasedForGood(server, "erased-text", "kept-summary");

    const [now, { changes }] = await whole();
    assert.ok(!JSON.stringify([now, changes]).includes("erased-text"));
    const since = await changesSince(server, now.tag.replace(/\d+"$/, '1"'));
    assert.ok(!since.text.includes("erased-text"));
    assert.deepEqual(now.talks.map(({ version, ...talk }) => talk), talks.map(({ version, ...talk }) => talk));
    assert.deepEqual(changes.map(each => each.version),
      Array.from({ length: made.version }, (_, index) => made.version - index), "places stay");
    const places = changes.slice(1).filter(({ steps }) => steps.every(({ event }) => event === "purged"));
    assert.equal(places.length, gone);
    assert.deepEqual(places.map(({ by, undo }) => [by, undo]), places.map(() => [null, undefined]));
    assertProblem(await undo(server, version), 410);
    assert.equal((await change(server, version)).undo, undefined);
    assertProblem(await purge(server, version, owner), 410);
  });
}

test("a title that is purged leads nowhere", async () => {
  await propose(server, "Embarrassing", { presenter: "Bo" });
  const version = versionOf(await rename(server, "Embarrassing", "Fine", from("Bo")));
  assert.equal((await ask(server, "GET", "/talks/Embarrassing")).status, 308);
  assertMade(await purge(server, version, "Bo"));
  assert.equal((await ask(server, "GET", "/talks/Embarrassing")).status, 404);
});

test("a talk under which others wrote is not purged by its presenter", async () => {
  await propose(server, "Discussed", { presenter: "Bo" });
  const path = (await comment(server, "Discussed", "By another.", { author: "Cy" })).header("location");
  const removal = versionOf(await remove(server, "Discussed"));
  const before = await whole();
  assert.equal(assertProblem(await purge(server, removal, "Bo"), 409).type, "/problems/others-words");
  assert.deepEqual(await whole(), before);

  assertMade(await undo(server, removal));
  const taken = versionOf(await removeAt(path, "Cy"));
  const again = versionOf(await remove(server, "Discussed"));
  assertProblem(await purge(server, again, "Bo"), 409);
  assertMade(await purge(server, taken, "Cy"));
  assertMade(await purge(server, again, "Bo"));
});

test("what took nothing away is not purged, nor what has been brought back", async () => {
  const proposed = versionOf(await propose(server, "Standing", { presenter: "Bo", summary: "1." }));
  const edited = versionOf(await propose(server, "Standing", { presenter: "Bo", summary: "2." }));
  const undone = versionOf(await undo(server, edited));
  const removed = versionOf(await remove(server, "Standing"));
  const restored = versionOf(await undo(server, removed));
  const before = await whole();

  assert.equal(assertProblem(await purge(server, proposed, "Bo"), 409).type, "/problems/nothing-to-undo");
  assert.equal(assertProblem(await purge(server, restored, "Bo"), 409).type, "/problems/nothing-to-undo");
  assertInTheWay(await purge(server, edited, "Bo"), undone);
  assertInTheWay(await purge(server, removed, "Bo"), restored);
  assertProblem(await purge(server, restored + 1, "Bo"), 404);
  assert.deepEqual(await whole(), before);
});

test("a purge is in nobody's way: what is named is what it was about", async () => {
  const proposed = versionOf(await propose(server, "Reworded", { presenter: "Bo", summary: "1." }));
  const edited = versionOf(await propose(server, "Reworded", { presenter: "Bo", summary: "2." }));
  assertMade(await purge(server, edited, "Bo"));
  assertInTheWay(await undo(server, proposed), edited);
});

test("a purge is retried with its key, also after a kill, and is done once", async () => {
  const path = (await comment(server, "Kept", "erased-text", { author: "Bo" })).header("location");
  const removal = versionOf(await removeAt(path, "Bo"));
  const once = { "Idempotency-Key": "purge once" };
  const first = assertMade(await purge(server, removal, "Bo", once));
  assert.deepEqual((await purge(server, removal, "Bo", once)).json, first);
  await server.kill();
  await assertErased(server, "erased-text", "kept-summary", "after it was killed");
  await server.start();
  assert.deepEqual((await purge(server, removal, "Bo", once)).json, first);
  assert.equal((await page(server)).changes[0].version, first.version);
});

test("what was written and asked for with a key leaves no trace either", async () => {
  const keyed = { "Idempotency-Key": "with a receipt" };
  const path = (await comment(server, "Kept", "erased-text", { author: "Bo", ...keyed })).header("location");
  const removal = versionOf(await removeAt(path, "Bo"));
  assertMade(await purge(server, removal, "Bo"));
  await assertErasedForGood(server, "erased-text", "kept-summary");
});

/** A reader that keeps SQLite from emptying the log, as a backup does that takes its time. */
async function holdTheLog(dataFile) {
  const reader = spawn("sqlite3", [dataFile], { stdio: ["pipe", "pipe", "inherit"] });
  reader.stdin.write("BEGIN; SELECT count(*) FROM changes;\n");
  await once(reader.stdout, "data");
  return {
    end: async () => { reader.stdin.end("COMMIT;\n"); await once(reader, "close"); },
    kill: async () => { reader.kill("SIGKILL"); await once(reader, "close"); },
  };
}

test("what a reader of the file holds on to is erased when it has ended, before long", async () => {
  const path = (await comment(server, "Kept", "erased-text", { author: "Bo" })).header("location");
  const removal = versionOf(await removeAt(path, "Bo"));
  const reader = await holdTheLog(server.dataFile);
  assertMade(await purge(server, removal, "Bo"));
  await reader.end();
  await until(async () => (await tracesOf(server, "erased-text")).length === 0, "the text is erased");
});

test("what could not be erased before a crash is erased by the next start", async () => {
  const path = (await comment(server, "Kept", "erased-text", { author: "Bo" })).header("location");
  const removal = versionOf(await removeAt(path, "Bo"));
  const reader = await holdTheLog(server.dataFile);
  assertMade(await purge(server, removal, "Bo"));
  await server.kill();
  await reader.kill();
  await server.start();
  await assertErased(server, "erased-text", "kept-summary", "after it has started anew");
});

test("what was removed is purged by itself when its time is over, with the name", async () => {
  const short = await Server.start({ arguments: ["--keep-removed", "0.00002"] });
  try {
    // A name that somebody has claimed stays theirs; these nobody has.
    const { propose: suggest, comment: say } = board;
    await suggest(short, "Kept", { presenter: "Ada", summary: "kept-summary" });
    await suggest(short, "erased-text", { presenter: "erased-name" });
    await say(short, "erased-text", "erased-text", { author: "Others" });
    const path = (await say(short, "Kept", "erased-text", { author: "erased-name" })).header("location") ?? "";
    const kept = (await say(short, "Kept", "Standing.", { author: "Cy" })).json;
    const removals = [versionOf(await ask(short, "DELETE", path)), versionOf(await remove(short, "erased-text"))];

    const { tag } = await look(short);
    await changesSince(short, tag, { Prefer: "wait=20" });
    await until(async () => (await Promise.all(removals.map(version => change(short, version))))
      .every(({ steps }) => steps[0].event === "purged"), "both are purged");

    for (const text of ["erased-text", "erased-name"]) await assertErasedForGood(short, text, "kept-summary");
    for (const version of removals) assertProblem(await undo(short, version), 410);
    const { talks } = await look(short);
    assert.deepEqual(talks.map(({ title }) => title), ["Kept"]);
    assert.deepEqual(talks[0].comments, [kept]);
    const { changes } = await page(short);
    assert.equal(changes.at(-1).version, 1);
    assert.equal(changes[0].by, null);
  } finally {
    await short.remove();
  }
});

test("what is restored in time stays", async () => {
  const short = await Server.start({ arguments: ["--keep-removed", "0.00002"] });
  try {
    await propose(short, "Restored");
    await assertMade(await undo(short, versionOf(await remove(short, "Restored"))));
    await propose(short, "Removed");
    const { tag } = (await remove(short, "Removed"), await look(short));
    assert.equal((await changesSince(short, tag, { Prefer: "wait=20" })).status, 200);
    assert.deepEqual((await look(short)).talks.map(({ title }) => title), ["Restored"]);
  } finally {
    await short.remove();
  }
});

/** Makes a snapshot due: there is one for 5,000 changes. */
async function makeChanges(count) {
  await Promise.all(Array.from({ length: 40 }, async (_, index) => {
    const wire = await Wire.open(server);
    const bytes = Array.from({ length: count / 40 }, (_, edit) =>
      request("PUT", `/talks/Filling%20${index}`, from("Ada"), { presenter: "Ada", summary: `${edit}` }));
    wire.send(Buffer.concat(bytes));
    for (const _ of bytes) assert.ok((await wire.response()).status < 300);
    wire.destroy();
  }));
}

test("a large board has none of the purged texts in its files, and all of the others", async context => {
  const seed = Number(process.env.SKILLBOARD_PURGE_SEED ?? 1);
  context.diagnostic(`SKILLBOARD_PURGE_SEED=${seed}`);
  const marks = new Marks();
  const writers = await Promise.all(Array.from({ length: 8 }, async (_, index) =>
    new MarkedWriter(`Writer ${index}`, await Wire.open(server), marks, randomNumbers(seed + index))));
  const write = async deeds => {
    await Promise.all(writers.map(writer => writer.write(deeds)));
    assert.deepEqual(await marks.compare(server), { left: [], lost: [] }, `seed ${seed}`);
  };

  await write(80);
  await makeChanges(5_000);
  await write(60);

  assert.ok(marks.purged.size > 80, `only ${marks.purged.size} texts were purged`);
  await server.stop();
  assert.deepEqual(await marks.compare(server), { left: [], lost: [] }, `seed ${seed}, stopped`);
  await server.start();
  assert.deepEqual(await marks.compare(server), { left: [], lost: [] }, `seed ${seed}, started anew`);
  const wire = await Wire.open(server);
  for (const writer of writers) await writer.bringBack(wire);
  assert.deepEqual(await marks.compare(server), { left: [], lost: [] }, `seed ${seed}, brought back`);
  assert.match(await give("verify", "--data", server.dataFile), /is sound/);
});
