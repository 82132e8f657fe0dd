// @ts-check
// One address that takes all it can get: it gets what an address may have, and others are served.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Server } from "../support/server.js";
import { ask, request } from "../support/raw_http.js";
import { look, openSockets, propose, until } from "../support/board.js";
import { assertTooMany, connectFrom, crowd, disperse, parkAll } from "../support/crowd.js";

const greedy = "127.0.0.2";
const modest = "127.0.0.3";

/** @type {Server} */
let server;
let unconnected = 0;
before(async () => {
  server = await Server.start({ memory: true, arguments:
    ["--max-connections-per-address", "10", "--max-waiters-per-address", "6"] });
  unconnected = await openSockets(server.pid);
});
after(() => server.remove());

const everybodyIsGone = () =>
  until(async () => await openSockets(server.pid) === unconnected, "no connection");

test("a flood of connections from one address is turned away, and others are served", async () => {
  const served = await crowd(server, 10, greedy);
  for (let i = 0; i < 40; ++i) {
    const wire = await connectFrom(server, greedy);
    const response = await wire.response();
    assertTooMany(response);
    assert.equal(response.header("connection"), "close");
    await wire.closed();
  }
  const other = await connectFrom(server, modest);
  for (const wire of [...served, other]) {
    assert.equal((await wire.ask("GET", "/talks")).status, 200);
  }
  disperse([...served, other]);
  await everybodyIsGone();
});

test("even connections that are opened and left hanging at once", async () => {
  const wires = await Promise.all(
    Array.from({ length: 300 }, () => connectFrom(server, greedy)));
  assert.equal((await ask(server, "GET", "/talks")).status, 200);
  disperse(wires);
  await everybodyIsGone();
  const again = await crowd(server, 10, greedy);
  for (const wire of again) assert.equal((await wire.ask("GET", "/talks")).status, 200);
  disperse(again);
  await everybodyIsGone();
});

test("a flood of polls from one address is turned away, and others are parked", async () => {
  const polls = await crowd(server, 10, greedy);
  const { parked, refused } = await parkAll(server, polls);
  assert.equal(parked, 6);
  refused.forEach(assertTooMany);
  const other = await connectFrom(server, modest);
  assert.equal((await parkAll(server, [other])).parked, 1);

  await propose(server, "New");

  assert.equal((await other.response()).status, 200);
  const answers = await Promise.all(polls.slice(0, 6).map(wire => wire.response()));
  assert.ok(answers.every(({ status }) => status === 200));
  assert.equal((await parkAll(server, polls)).parked, 6);
  disperse([...polls, other]);
  await everybodyIsGone();
});

test("who is refused a poll may go on with all else over the same connection", async () => {
  const wires = await crowd(server, 7, greedy);
  await parkAll(server, wires);
  assert.equal((await wires[6].ask("GET", "/talks")).status, 200);
  disperse(wires);
  await everybodyIsGone();
});

test("no count is left behind by polls that come and go", async () => {
  for (let round = 0; round < 30; ++round) {
    const wires = await crowd(server, 8, greedy);
    assert.equal((await parkAll(server, wires)).parked, 6, String(round));
    if (round % 3 === 0) await propose(server, `Round ${round}`);
    if (round % 3 === 1) for (const wire of wires) wire.end();
    if (round % 3 === 2) for (const wire of wires) wire.send(request("GET", "/talks").subarray(0, 9));
    disperse(wires);
    await everybodyIsGone();
  }
  assert.ok((await look(server)).talks.length > 0);
});
