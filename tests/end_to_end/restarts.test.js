// @ts-check
// What a stop, a kill and a start leave of the board, and of who is connected.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Server } from "../support/server.js";
import { Wire, ask, request } from "../support/raw_http.js";
import { comment, look, park, poll, propose } from "../support/board.js";

/** @type {Server} */
let server;
beforeEach(async () => { server = await Server.start(); });
afterEach(() => server.remove());

const body = { presenter: "Ada", summary: "About it." };

test("the board is the same after a stop and after a kill", async () => {
  await propose(server, "Kept 🦄");
  await comment(server, "Kept 🦄", "Kept as well.");
  const before = await look(server);

  assert.deepEqual(await server.stop(), [0, null]);
  await server.start();
  assert.deepEqual(await look(server), before);

  await server.kill();
  await server.start();
  assert.deepEqual(await look(server), before);
});

test("versions go on after a restart", async () => {
  const before = Number((await propose(server, "One")).header("board-version"));
  await server.kill();
  await server.start();
  assert.equal(Number((await propose(server, "Two")).header("board-version")), before + 1);
});

test("no tag from before a restart stands for another list", async () => {
  const tags = new Map([[(await look(server)).tag, "[]"]]);
  for (let round = 0; round < 3; ++round) {
    await propose(server, `Round ${round}`);
    const response = await ask(server, "GET", "/talks");
    tags.set(response.header("etag") ?? "", response.text);
    await server.kill();
    await server.start();
    const now = await ask(server, "GET", "/talks");
    for (const [tag, text] of tags) {
      const answer = await ask(server, "GET", "/talks", { "If-None-Match": tag, Prefer: "wait=0" });
      assert.equal(answer.status, text === now.text ? 304 : 200, tag);
    }
  }
});

test("a board that began anew answers a tag of the one before at once", async () => {
  await propose(server, "Of the first board");
  const { tag } = await look(server);
  const other = await Server.start();
  await propose(other, "Of the other board");

  const wire = await Wire.open(other);
  wire.send(poll(tag, 30));
  const response = await wire.response();

  assert.equal(response.status, 200);
  assert.notEqual(response.header("etag"), tag);
  wire.destroy();
  await other.remove();
});

test("SIGTERM answers who is parked, makes durable what was sent, and ends with 0", async () => {
  await propose(server, "There");
  const parked = [await park(server), await park(server)];
  const idle = await Wire.open(server);
  await idle.ask("GET", "/talks");
  const writing = await Wire.open(server);
  writing.send(Buffer.concat(Array.from({ length: 20 }, (_, index) =>
    request("PUT", `/talks/Under%20way%20${index}`, {}, body))));
  const first = await writing.response();
  server.signal("SIGTERM");

  const acknowledged = [first];
  for (;;) {
    const next = await writing.response().catch(() => undefined);
    if (!next) break;
    acknowledged.push(next);
    if (next.header("connection") === "close") break;
  }
  for (const wire of parked) assert.ok([200, 304].includes((await wire.response()).status));
  assert.deepEqual(await server.ended(), [0, null]);

  await server.start();
  const { talks } = await look(server);
  const made = acknowledged.filter(({ status }) => status === 201).length;
  assert.ok(made >= 1);
  assert.ok(talks.length >= 1 + made, `${talks.length} talks, ${made} acknowledged`);
  for (const wire of [...parked, idle, writing]) wire.destroy();
});

test("while it stops, a request on its way is answered, and its connection closes", async () => {
  const wire = await Wire.open(server);
  await wire.ask("GET", "/talks");
  const parked = await park(server);
  server.signal("SIGTERM");
  await parked.response(); // so it is stopping now

  const response = await wire.ask("PUT", "/talks/Late", {}, body);

  assert.equal(response.status, 201);
  assert.equal(response.header("connection")?.toLowerCase(), "close");
  await wire.closed();
  parked.destroy();
  assert.deepEqual(await server.ended(), [0, null]);
  await server.start();
  assert.equal((await ask(server, "GET", "/talks/Late")).status, 200);
});

test("SIGINT stops as SIGTERM does", async () => {
  server.signal("SIGINT");
  assert.deepEqual(await server.ended(), [0, null]);
});

test("a second signal ends it at once", async () => {
  const wire = await Wire.open(server);
  wire.send(request("PUT", "/talks/Never", { "Content-Length": "50" }));
  const parked = await park(server);
  server.signal("SIGTERM");
  await parked.response();
  const start = performance.now();
  server.signal("SIGTERM");

  const [code] = await server.ended();

  assert.notEqual(code, 0);
  assert.ok(performance.now() - start < 3_000);
  wire.destroy();
  parked.destroy();
});

test("clients that reconnect after a restart go on where they were", async () => {
  await propose(server, "Before");
  const { tag } = await look(server);
  await server.stop();
  await server.start();

  const wire = await Wire.open(server);
  wire.send(poll(tag, 30));
  await look(server);
  assert.equal(wire.unread.length, 0);
  await propose(server, "After");

  assert.deepEqual((await wire.response()).json.map(({ title }) => title), ["Before", "After"]);
  wire.destroy();
});
