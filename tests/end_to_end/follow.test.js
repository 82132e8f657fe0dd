// @ts-check
// Those who follow the changes have the board in the end, whatever happens on the way.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Server } from "../support/server.js";
import { Wire, request } from "../support/raw_http.js";
import { comment, look, propose, remove } from "../support/board.js";
import { changesSince, from, page, purge, undo, versionOf, withoutVersions } from "../support/history.js";
import { FollowedBoard } from "../support/followed_board.js";
import { Follower } from "../support/follower.js";
import { transports } from "../support/listening.js";
import { anyBelow, randomNumbers } from "../support/random.js";
import { RandomWriter } from "../support/random_writer.js";
import { Relay } from "../support/relay.js";

const seed = Number(process.env.SKILLBOARD_FOLLOW_SEED ?? 1);
const versionIn = tag => Number(/-(\d+)"?$/.exec(tag)?.[1]);

/** The board of now with places, as one who starts over gets it. */
const wholeBoard = async server => (await changesSince(server, "none")).json;

test("followers by each transport have seen each change once and in order, and have the board", async context => {
  context.diagnostic(`SKILLBOARD_FOLLOW_SEED=${seed}`);
  const random = randomNumbers(seed);
  // Members from the start: they ask for the removal of what its author has brought back.
  const server = await Server.start({ arguments: ["--member-after", "0"] });
  context.after(() => server.remove());
  const signal = { stopped: false };
  const writers = Array.from({ length: 4 }, (_, index) =>
    new RandomWriter(server, `Writer ${index}`, randomNumbers(seed + 10 + index)));
  const writing = Promise.all(writers.map(writer => writer.writeUntil(signal)));
  const mishaps = randomNumbers(seed + 1);
  // Cuts one in ten of the pieces in which answers come, anywhere in it.
  const relay = await Relay.open(server, { passes: size => mishaps() < 0.1 ? anyBelow(mishaps, size) : size });
  context.after(() => relay.stop());
  const kinds = Object.entries(transports);
  const followers = kinds.map(([, listen]) => new Follower(relay, "none", [], listen));
  const early = [];

  for (let life = 0; life < 5; ++life) {
    for (let i = 0; i < 2; ++i) {
      const board = await wholeBoard(server);
      early.push(board);
      // From the board of now, and from one of some time ago.
      const { tag, board: { talks } } = i === 0 ? board : early[anyBelow(random, early.length)];
      followers.push(...kinds.map(([, listen]) => new Follower(relay, tag, talks, listen)));
      await grow(server, 30 + anyBelow(random, 40));
    }
    if (life === 4) break;
    await server.kill();
    await server.start();
  }
  signal.stopped = true;
  await writing;
  const { tag, talks } = await look(server);
  await Promise.all(followers.map(follower => follower.reach(versionIn(tag))));

  for (const [index, follower] of followers.entries()) {
    const [transport] = kinds[index % kinds.length];
    follower.assertHas({ tag, talks }, `follower ${index} by ${transport} from ${follower.began}, seed ${seed}`);
  }
  const history = await retold(server);
  const asked = history.changes.filter(({ steps }) => steps.some(({ event }) => event === "removal_asked")).length;
  assert.ok(asked > 0, "nobody asked for a removal");
  assert.deepEqual(history, await retold(server, () => server.stop().then(() => server.start())),
    `a restart changes what is told, seed ${seed}`);
  const done = {};
  for (const writer of writers) {
    for (const [deed, count] of Object.entries(writer.done)) done[deed] = (done[deed] ?? 0) + count;
  }
  context.diagnostic(`${versionIn(tag)} changes: ${JSON.stringify(done)}`);
  assert.equal(Object.keys(done).length, 9, `not everything was done: ${JSON.stringify(done)}`);
  for (const [index, [transport]] of kinds.entries()) {
    const lost = followers.filter((_, each) => each % kinds.length === index).map(({ cuts }) => cuts);
    // Who began last may have had nothing to lose.
    assert.ok(Math.max(...lost) > 10, `hardly a connection was lost by ${transport}: ${lost}`);
  }
  assert.ok(relay.cuts > 30, `${relay.cuts} connections were cut`);
});

/** Waits until so many more changes have been made. */
async function grow(server, changes) {
  let { tag } = await look(server);
  for (const goal = versionIn(tag) + changes; versionIn(tag) < goal;) {
    const response = await changesSince(server, tag, { Prefer: "wait=10" });
    if (response.status === 200) ({ tag } = response.json);
  }
}

/** The board and all of its history, as it is told after something else. */
async function retold(server, first = async () => {}) {
  await first();
  const { tag, talks } = await look(server);
  const changes = [];
  for (let before = String(versionIn(tag) + 1), next = null; before !== "null"; before = String(next)) {
    ({ next } = await page(server, { before, limit: "200" }).then(each => (changes.push(...each.changes), each)));
  }
  return { tag, talks, changes };
}

test("one who comes back after a purge can tell what is gone from what was only worded anew", async context => {
  const server = await Server.start({ memory: true });
  context.after(() => server.remove());
  for (const title of ["Removed", "Reworded"]) {
    await propose(server, title, { presenter: "Ada", summary: "Old.", ...from("Ada") });
    await comment(server, title, "Old.", { author: "Ada", ...from("Ada") });
  }
  const { tag, board: { talks } } = await wholeBoard(server);
  const board = new FollowedBoard();
  board.startOver(talks);
  const edit = versionOf(await propose(server, "Reworded",
    { presenter: "Ada", summary: "New.", ...from("Ada") }));
  const removal = versionOf(await remove(server, "Removed"));
  for (const version of [edit, removal]) assert.equal((await purge(server, version, "Ada")).status, 201);

  for (const change of (await changesSince(server, tag)).json.changes) board.apply(change);

  assert.deepEqual(board.talks, withoutVersions((await look(server)).talks));
});

test("what is restored and read late leads to the board of now", async context => {
  const server = await Server.start();
  context.after(() => server.remove());
  await propose(server, "Restored", { summary: "1." });
  const { tag, board: { talks } } = await wholeBoard(server);
  await comment(server, "Restored", "Before.");
  const removal = versionOf(await remove(server, "Restored"));
  await undo(server, removal);
  await propose(server, "Restored", { summary: "2." });
  await comment(server, "Restored", "After.");
  await server.kill();
  await server.start(); // so that it is read from the journal

  const board = new FollowedBoard();
  board.startOver(talks);
  for (const change of (await changesSince(server, tag)).json.changes) board.apply(change);

  assert.deepEqual(board.talks, withoutVersions((await look(server)).talks));
});

test("one who is more than 10,000 changes behind starts over, and one less is told them all", async context => {
  const server = await Server.start({ memory: true });
  context.after(() => server.remove());
  await propose(server, "Long ago");
  const first = await wholeBoard(server);
  await makeChanges(server, 10_000);
  const { tag, talks } = await look(server);

  const follower = new Follower(server, first.tag, first.board.talks);
  await follower.reach(versionIn(tag));
  assert.equal(follower.began, 1);
  assert.deepEqual(follower.versions, Array.from({ length: 10_000 }, (_, index) => 2 + index));
  assert.deepEqual(follower.board.talks, withoutVersions(talks));

  const page = (await changesSince(server, first.tag)).json;
  assert.equal(page.changes.length, 500);
  assert.equal(versionIn(page.tag), 501);
  await propose(server, "One more");
  const behind = (await changesSince(server, first.tag)).json;
  assert.deepEqual(Object.keys(behind), ["tag", "board"]);
});

/** Many small changes, as fast as it goes. */
async function makeChanges(server, count) {
  await Promise.all(Array.from({ length: 10 }, async (_, index) => {
    const wire = await Wire.open(server);
    for (let left = count / 10; left > 0; left -= 100) {
      wire.send(Buffer.concat(Array.from({ length: 100 }, (_, edit) =>
        request("PUT", `/talks/Filling%20${index}`, {}, { presenter: "Ada", summary: `${left - edit}` }))));
      for (let i = 0; i < 100; ++i) assert.ok((await wire.response()).status < 300);
    }
    wire.destroy();
  }));
}
