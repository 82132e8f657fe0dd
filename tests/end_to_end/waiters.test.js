// @ts-check
// What becomes of the connection of a parked poll.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { Server } from "../support/server.js";
import { Wire, ask, request } from "../support/raw_http.js";
import { assertProblem, look, openSockets, park, poll, propose, until } from "../support/board.js";

/** @type {Server} */
let server;
let unconnected = 0;
before(async () => {
  server = await Server.start({ memory: true, arguments: ["--max-waiters", "20"] });
  unconnected = await openSockets(server.pid);
});
after(() => server.remove());

test("the connection stays open for the next poll", async () => {
  const wire = await park(server);
  for (const summary of ["one", "two", "three"]) {
    await propose(server, "Rounds", { summary });
    const response = await wire.response();
    assert.equal(response.status, 200);
    wire.send(poll(response.header("etag"), 30));
    await look(server);
  }
  wire.destroy();
});

test("requests behind a parked poll are answered after it, in order", async () => {
  const { tag } = await look(server);
  const wire = await Wire.open(server);
  wire.send(Buffer.concat([poll(tag, 30), request("GET", "/talks/none"), request("HEAD", "/talks")]));
  await look(server);
  assert.equal(wire.unread.length, 0);
  await propose(server, "Behind");

  const first = await wire.response();
  const second = await wire.response();
  const third = await wire.response({ head: true });

  assert.deepEqual([first.status, second.status, third.status], [200, 404, 200]);
  assert.equal(third.header("etag"), first.header("etag"));
  wire.destroy();
});

test("a request that comes while the poll is parked is answered after it", async () => {
  const wire = await park(server);
  wire.send(request("GET", "/talks/none"));
  await look(server);
  await propose(server, "Later");

  assert.equal((await wire.response()).status, 200);
  assert.equal((await wire.response()).status, 404);
  wire.destroy();
});

test("half a request behind a parked poll can be completed after it", async () => {
  const wire = await park(server);
  const next = request("GET", "/talks/none");
  wire.send(next.subarray(0, 9));
  await look(server);
  await propose(server, "Halves");

  assert.equal((await wire.response()).status, 200);
  wire.send(next.subarray(9));
  assert.equal((await wire.response()).status, 404);
  wire.destroy();
});

test("a peer that hangs up while it waits is gone at once", async () => {
  const wires = [];
  for (let count = 0; count < 5; ++count) wires.push(await park(server));
  await until(async () => await openSockets(server.pid) === unconnected + 5, "five parked polls");

  for (const wire of wires) wire.destroy();

  await until(async () => await openSockets(server.pid) === unconnected, "no parked poll");
});

test("a peer that only says it will send nothing more is one that hung up", async () => {
  const { tag } = await look(server);
  const wire = await Wire.open(server);
  wire.send(poll(tag, 30));
  await look(server);
  const start = performance.now();
  wire.end();

  await wire.closed();
  assert.ok(performance.now() - start < 10_000, "it was not waited for");
});

test("an HTTP/1.0 poll waits, and its connection closes after the answer", async () => {
  const { tag } = await look(server);
  const wire = await Wire.open(server);
  wire.send(`GET /talks HTTP/1.0\r\nIf-None-Match: ${tag}\r\nPrefer: wait=30\r\n\r\n`);
  await look(server);
  await propose(server, "Ten");

  assert.equal((await wire.response()).status, 200);
  await wire.closed();
});

test("a poll with Connection: close waits, and its connection closes after the answer", async () => {
  const { tag } = await look(server);
  const wire = await Wire.open(server);
  wire.send(poll(tag, 30, { Connection: "close" }));
  await look(server);
  await propose(server, "Closing");

  const response = await wire.response();

  assert.equal(response.status, 200);
  assert.equal(response.header("connection")?.toLowerCase(), "close");
  await wire.closed();
});

test("one waiter too many is told when to come back, and the others wait on", async () => {
  const wires = [];
  for (let count = 0; count < 20; ++count) wires.push(await park(server));
  const { tag } = await look(server);
  const refused = await ask(server, "GET", "/talks", { "If-None-Match": tag, Prefer: "wait=30" });

  assertProblem(refused, 503);
  assert.match(refused.header("retry-after") ?? "", /^\d+$/);
  await propose(server, "Enough");
  for (const wire of wires) {
    assert.equal((await wire.response()).status, 200);
    wire.destroy();
  }
});

test("parked polls cost no time, however long they asked to wait", async () => {
  const { tag } = await look(server);
  const wires = await Promise.all(["2147484", "4294967", "45"].map(async seconds => {
    const wire = await Wire.open(server);
    return wire.send(poll(tag, seconds));
  }));
  await look(server);
  const ticks = async () => {
    const fields = (await readFile(`/proc/${server.pid}/stat`, "utf8")).split(") ")[1].split(" ");
    return Number(fields[11]) + Number(fields[12]);
  };
  const before = await ticks();
  await (await park(server, 1)).response();

  assert.ok(await ticks() - before < 20, "a fifth of a second in one second and a bit");
  for (const wire of wires) wire.destroy();
});
