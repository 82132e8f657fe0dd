// @ts-check
// Taking a change back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Server } from "../support/server.js";
import { Wire, ask, request } from "../support/raw_http.js";
import { assertProblem, comment, look, propose, remove, talkPath } from "../support/board.js";
import { assertInTheWay, assertMade, change, from, named, purge, rename, undo, undoAllBy, versionOf,
  withoutVersions } from "../support/history.js";
import { anyBelow, randomNumbers } from "../support/random.js";
import { RandomWriter } from "../support/random_writer.js";

/** @type {Server} */
let server;
before(async () => { server = await Server.start(); });
after(() => server.remove());

const board = async () => withoutVersions((await look(server)).talks);
const talkOf = async title => (await ask(server, "GET", talkPath(title))).json;
const versionNow = async () => Number(/-(\d+)"$/.exec((await look(server)).tag)?.[1]);

/** A talk among others with comments, of which the first has been edited. Returns its comments' paths. */
async function prepare(title) {
  await propose(server, title, { presenter: "Ada", summary: "About it." });
  await propose(server, `${title}, continued`);
  const paths = [];
  for (const message of ["First.", "Second.", "Third."]) {
    paths.push((await comment(server, title, message, { author: "Bo" })).header("location"));
  }
  return paths;
}

/** What can be done to a talk that `prepare` has made. */
const deeds = {
  "a proposal": title => propose(server, `${title}, new`, { presenter: "Cy", summary: "New." }),
  "an edit of a talk": title => propose(server, title, { presenter: "Cy", summary: "Other." }),
  "an edit of a talk by a former title": title => propose(server, title, { presenter: "Cy", summary: "Other." }),
  "a renaming": title => rename(server, title, `${title}, renamed`),
  "the removal of a talk": title => remove(server, title),
  "a comment": title => comment(server, title, "Fourth."),
  "an edit of a comment": (_, [, path]) => ask(server, "PUT", path, {}, { message: "Other." }),
  "the removal of a comment": (_, [, path]) => ask(server, "DELETE", path),
};

for (const [name, deed] of Object.entries(deeds)) {
  test(`${name} can be undone, done again, and undone again`, async () => {
    const title = `With ${name}`;
    const paths = await prepare(title);
    if (name.endsWith("former title")) await rename(server, title, `${title}, renamed`);
    const before = await board();
    const done = versionOf(await deed(title, paths));
    const afterwards = await board();
    assert.notDeepEqual(afterwards, before);

    const undone = assertMade(await undo(server, done, named("Dee")));
    assert.deepEqual(await board(), before);
    const redone = assertMade(await undo(server, undone.version, named("Dee")));
    assert.deepEqual(await board(), afterwards);
    const again = assertMade(await undo(server, redone.version, named("Dee")));
    assert.deepEqual(await board(), before);

    assert.deepEqual([undone, redone, again].map(({ undoes }) => undoes),
      [[done], [undone.version], [redone.version]]);
    assert.deepEqual([undone, redone, again].map(({ by }) => by), ["Dee", "Dee", "Dee"]);
    await server.kill();
    await server.start();
    assert.deepEqual(await board(), before);
  });
}

test("a talk's tag differs after an undo from what it was before the change", async () => {
  await propose(server, "Tags go on", { summary: "1." });
  const tagOf = async () => (await ask(server, "GET", talkPath("Tags go on"))).header("etag");
  const first = await tagOf();
  const edit = versionOf(await propose(server, "Tags go on", { summary: "2." }));
  const undone = versionOf(await undo(server, edit));
  assert.notEqual(await tagOf(), first);
  assert.equal((await talkOf("Tags go on")).version, undone);
});

test("an edit over an edit is in the way, until it is undone", async () => {
  const [path] = await prepare("Edited twice");
  const edits = [
    version => propose(server, "Edited twice", { summary: `Edit ${version}.` }),
    version => ask(server, "PUT", path, {}, { message: `Edit ${version}.` }),
    version => rename(server, version === 1 ? "Edited twice" : "Edited 1", `Edited ${version}`),
  ];
  for (const edit of edits) {
    const before = await board();
    const [first, second] = [versionOf(await edit(1)), versionOf(await edit(2))];
    const full = await board();
    assertInTheWay(await undo(server, first), second);
    assert.equal((await change(server, first)).in_the_way, second);
    assert.deepEqual(await board(), full);

    assertMade(await undo(server, second));
    assert.equal((await change(server, first)).in_the_way, undefined);
    assertMade(await undo(server, first));
    assert.deepEqual(await board(), before);
  }
});

test("the same change is not undone twice", async () => {
  await propose(server, "Undone once", { summary: "1." });
  const edit = versionOf(await propose(server, "Undone once", { summary: "2." }));
  const { version } = assertMade(await undo(server, edit));
  assertInTheWay(await undo(server, edit), version);
});

test("edits of different parts are not in each other's way", async () => {
  const paths = await prepare("In parts");
  const before = await board();
  const made = [await propose(server, "In parts", { summary: "Other." }),
    await ask(server, "PUT", paths[0], {}, { message: "Other." }),
    await ask(server, "DELETE", paths[1]), await rename(server, "In parts", "In pieces"),
    await comment(server, "In pieces", "Fourth.")].map(versionOf);
  for (const version of made) assertMade(await undo(server, version));
  assert.deepEqual(await board(), before);
});

test("a comment on a proposal is in the way of undoing the proposal", async () => {
  const proposed = versionOf(await propose(server, "Commented"));
  const commented = versionOf(await comment(server, "Commented", "Nice."));
  assertInTheWay(await undo(server, proposed), commented);
  assertMade(await undo(server, commented));
  assertMade(await undo(server, proposed));
  assert.equal((await ask(server, "GET", talkPath("Commented"))).status, 404);
});

test("what happened to a talk that is removed waits until the removal is undone", async () => {
  const [path] = await prepare("Removed");
  const edits = [await propose(server, "Removed", { summary: "Other." }),
    await ask(server, "DELETE", path)].map(versionOf);
  const before = await board();
  const removal = versionOf(await remove(server, "Removed"));
  for (const edit of edits) assertInTheWay(await undo(server, edit), removal);
  assertMade(await undo(server, removal));
  assert.deepEqual(await board(), before);
  for (const edit of edits) assertMade(await undo(server, edit));
});

test("a title that was taken meanwhile is in the way of what would need it", async () => {
  await propose(server, "Wanted");
  const removal = versionOf(await remove(server, "Wanted"));
  const taken = versionOf(await propose(server, "Wanted", { summary: "Another." }));
  assertInTheWay(await undo(server, removal), taken);

  const renamed = versionOf(await rename(server, "Wanted", "Moved on"));
  assertMade(await undo(server, removal));
  const again = versionOf(await remove(server, "Wanted"));
  const third = versionOf(await propose(server, "Wanted", { "If-None-Match": "*", summary: "A third." }));
  assertInTheWay(await undo(server, renamed), third);
  assertInTheWay(await undo(server, again), third);
});

test("what never was cannot be undone", async () => {
  const before = await look(server);
  for (const version of [await versionNow() + 1, 0, "x", "18446744073709551616"]) {
    assertProblem(await undo(server, version), 404);
  }
  assert.deepEqual(await look(server), before);
});

test("a retry gets the first answer and undoes once, also after the server was killed", async () => {
  await propose(server, "Retried", { summary: "1." });
  const edit = versionOf(await propose(server, "Retried", { summary: "2." }));
  const once = { "Idempotency-Key": "undo once" };
  const first = await undo(server, edit, once);
  const { tag } = await look(server);
  const second = await undo(server, edit, once);
  await server.kill();
  await server.start();
  const third = await undo(server, edit, once);

  const essence = response => [response.status, response.json, response.header("location"),
    response.header("board-version")];
  assertMade(first);
  for (const again of [second, third]) assert.deepEqual(essence(again), essence(first));
  assert.equal((await look(server)).tag, tag);
  assertProblem(await undo(server, edit - 1, once), 422);
});

test("what is told of undoing a change is what it does", async context => {
  const seed = Number(process.env.SKILLBOARD_UNDO_SEED ?? 1);
  context.diagnostic(`SKILLBOARD_UNDO_SEED=${seed}`);
  const random = randomNumbers(seed);
  const other = await Server.start({ memory: true });
  context.after(() => other.remove());
  const writers = ["Ada", "Bo", "Cy"].map((name, index) => new RandomWriter(other, name, randomNumbers(seed + index)));
  for (let round = 0; round < 40; ++round) for (const writer of writers) await writer.write(5);

  const seen = new Map();
  for (let round = 0; round < 300; ++round) {
    const now = Number(/-(\d+)"$/.exec((await look(other)).tag)?.[1]);
    const version = now - anyBelow(random, now);
    const told = await change(other, version);
    const before = (await look(other)).tag;
    let response = await undo(other, version);
    // What its author has brought back is told of as well: to the author it may be done.
    if (response.status === 403) {
      assert.equal(assertProblem(response, 403).type, "/problems/restored-by-author");
      assert.deepEqual([told.in_the_way, (await look(other)).tag], [undefined, before]);
      response = await undo(other, version, from(ownerOf(told.steps[0])));
      seen.set(403, (seen.get(403) ?? 0) + 1);
    }

    const expected = !told.undo ? 410 : told.in_the_way ? 409 : 201;
    assert.equal(response.status, expected, `${version} of seed ${seed}: ${JSON.stringify(told)} ${response.text}`);
    if (expected === 409) assertInTheWay(response, told.in_the_way);
    assert.equal((await look(other)).tag !== before, expected === 201);
    seen.set(expected, (seen.get(expected) ?? 0) + 1);
  }
  assert.deepEqual([...seen.keys()].sort(), [201, 403, 409, 410]);
});

/** Whose the thing is that a step has put on the board; it belongs to them. */
function ownerOf({ content }) {
  assert.equal(content.owned, true);
  return content.author ?? content.presenter;
}

test("of two who undo the same at once, one does and the other is told of that", async () => {
  await propose(server, "Contested", { summary: "0." });
  const wires = [await Wire.open(server), await Wire.open(server)];
  const before = await board();
  for (let round = 1; round <= 100; ++round) {
    // Of a few kinds: an edit, a comment, a removal.
    const done = round % 3 === 0 ? await propose(server, "Contested", { summary: `${round}.` })
      : round % 3 === 1 ? await comment(server, "Contested", `${round}.`)
      : await remove(server, "Contested");
    const version = versionOf(done);
    wires.forEach((wire, index) =>
      wire.send(request("POST", `/changes/${version}/undo`, named(`Member ${index}`))));
    const answers = await Promise.all(wires.map(wire => wire.response()));

    const winner = answers.findIndex(({ status }) => status === 201);
    const made = assertMade(answers[winner]);
    assertInTheWay(answers[1 - winner], made.version);
    assert.deepEqual(answers[1 - winner].json.change.by, `Member ${winner}`);
    assert.equal(await versionNow(), version + 1);
    assert.deepEqual(await board(), before);
  }
  for (const wire of wires) wire.destroy();
});

test("an undo from another site is refused, and undoes nothing", async () => {
  const version = versionOf(await propose(server, "Guarded"));
  await remove(server, "Guarded");
  const before = await look(server);
  for (const headers of [{ Origin: "http://evil.test" }, { "Sec-Fetch-Site": "cross-site" },
    { "Sec-Fetch-Site": "same-site" }]) {
    assertProblem(await undo(server, version + 1, headers), 403);
    assertProblem(await undoAllBy(server, "Ada", 0, headers), 403);
    assertProblem(await purge(server, version + 1, "Ada", headers), 403);
    assertProblem(await rename(server, "Retried", "Other", headers), 403);
  }
  assert.deepEqual(await look(server), before);
  assertMade(await undo(server, version + 1, { Origin: "http://localhost" }));
});
