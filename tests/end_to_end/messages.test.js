// @ts-check
// What a client may say in HTTP/1.x, and is understood.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Server } from "../support/server.js";
import { Wire, request } from "../support/raw_http.js";
import { assertProblem, look, remove } from "../support/board.js";

/** @type {Server} */
let server;
before(async () => { server = await Server.start({ memory: true }); });
after(() => server.remove());

const json = '{"presenter":"A","summary":"B"}';
const head = (lines = "", version = "1.1") =>
  `PUT /talks/Sent HTTP/${version}\r\nHost: localhost\r\n${lines}\r\n`;

/** Sends the bytes on a connection of its own. */
async function converse(...portions) {
  const wire = await Wire.open(server);
  for (const portion of portions) wire.send(portion);
  return wire;
}

test("a request may come a byte at a time", async () => {
  const bytes = request("PUT", "/talks/Bytes", {}, json);
  const wire = await Wire.open(server);
  for (const byte of bytes) {
    wire.send(Buffer.from([byte]));
    await new Promise(resolve => setImmediate(resolve));
  }
  assert.equal((await wire.response()).status, 201);
  wire.destroy();
});

test("pipelined requests are answered in order", async () => {
  const wire = await converse(Buffer.concat([request("PUT", "/talks/First", {}, json),
    request("GET", "/talks/First"), request("HEAD", "/talks/First"), request("GET", "/talks/none"),
    request("PUT", "/talks/First", {}, json), request("DELETE", "/talks/First"),
    request("GET", "/talks/First")]));
  const statuses = [];
  for (const isHead of [false, false, true, false, false, false, false]) {
    statuses.push((await wire.response({ head: isHead })).status);
  }
  assert.deepEqual(statuses, [201, 200, 200, 404, 204, 204, 404]);
  wire.destroy();
});

test("a hundred pipelined writes are all made, in order", async () => {
  const titles = Array.from({ length: 100 }, (_, index) => `Piped ${index}`);
  const wire = await converse(Buffer.concat(titles.map(title =>
    request("PUT", `/talks/${encodeURIComponent(title)}`, {}, json))));
  for (const title of titles) assert.equal((await wire.response()).status, 201, title);

  const order = (await look(server)).talks.map(({ title }) => title);
  assert.deepEqual(order.filter(title => title.startsWith("Piped")), titles);
  wire.destroy();
});

test("a chunked body is read, with extensions and trailers", async () => {
  const [left, right] = [json.slice(0, 10), json.slice(10)];
  const wire = await converse(head("Transfer-Encoding: Chunked\r\n"),
    `A;name="va;lue"\r\n${left}\r\n00${right.length.toString(16)}\r\n${right}\r\n0\r\nX-Sum: 1\r\n\r\n`,
    request("GET", "/talks/none"));
  assert.equal((await wire.response()).status, 201);
  assert.equal((await wire.response()).status, 404);
  await remove(server, "Sent");
  wire.destroy();
});

test("empty lines before a request are skipped", async () => {
  const wire = await converse("\r\n\r\n", request("GET", "/talks"));
  assert.equal((await wire.response()).status, 200);
  wire.destroy();
});

test("the connection persists in HTTP/1.1 until somebody says otherwise", async () => {
  const wire = await Wire.open(server);
  for (let count = 0; count < 3; ++count) {
    const response = await wire.ask("GET", "/talks");
    assert.equal(response.header("connection"), undefined);
  }
  const last = await wire.ask("GET", "/talks", { Connection: "foo, Close" });
  assert.equal(last.header("connection")?.toLowerCase(), "close");
  await wire.closed();
});

test("nothing behind a request with Connection: close is answered", async () => {
  const wire = await converse(Buffer.concat([request("GET", "/talks", { Connection: "close" }),
    request("PUT", "/talks/Behind", {}, json)]));
  assert.equal((await wire.response()).status, 200);
  await wire.closed();
  assert.ok((await look(server)).talks.every(({ title }) => title !== "Behind"));
});

test("HTTP/1.0 is answered and closed, unless it asks to be kept", async () => {
  const once = await converse("GET /talks HTTP/1.0\r\n\r\n");
  assert.equal((await once.response()).status, 200);
  await once.closed();

  const kept = await converse("GET /talks HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  assert.equal((await kept.response()).header("connection")?.toLowerCase(), "keep-alive");
  kept.send("GET /talks HTTP/1.0\r\n\r\n");
  assert.equal((await kept.response()).status, 200);
  await kept.closed();
});

test("Expect: 100-continue is told to go on, and answered after the body", async () => {
  const wire = await converse(head(`Expect: 100-Continue\r\nContent-Length: ${json.length}\r\n`));
  assert.equal((await wire.response()).status, 100);
  wire.send(json);
  assert.equal((await wire.response()).status, 201);
  await remove(server, "Sent");
  wire.destroy();
});

test("a body that comes without waiting for 100 is taken as well", async () => {
  const wire = await converse(`${head(`Expect: 100-continue\r\nContent-Length: ${json.length}\r\n`)}${json}`);
  const first = await wire.response();
  const final = first.status === 100 ? await wire.response() : first;
  assert.equal(final.status, 201);
  await remove(server, "Sent");
  wire.destroy();
});

test("what would be refused anyway is refused instead of 100", async () => {
  const wire = await converse(head("Expect: 100-continue\r\nContent-Length: 70000\r\n"));
  assertProblem(await wire.response(), 413);
  await wire.closed();
});

test("HTTP/1.0 is never sent a 100", async () => {
  const wire = await converse(head(`Expect: 100-continue\r\nContent-Length: ${json.length}\r\n`, "1.0"));
  await look(server);
  assert.equal(wire.unread.length, 0);
  wire.send(json);
  assert.equal((await wire.response()).status, 201);
  await wire.closed();
  await remove(server, "Sent");
});

test("any other expectation is refused", async () => {
  for (const expectation of ["200-ok", "100-continue, more", "nonsense"]) {
    const wire = await converse(head(`Expect: ${expectation}\r\nContent-Length: ${json.length}\r\n`));
    assertProblem(await wire.response(), 417);
    wire.destroy();
  }
});

test("a field name with _ is not the one with -", async () => {
  const wire = await converse(head(`content_length: 3\r\nTransfer_Encoding: x\r\nContent-Length: ${
    json.length}\r\n`), json);
  assert.equal((await wire.response()).status, 201);
  await remove(server, "Sent");
  wire.destroy();
});

test("a body on a GET is read over", async () => {
  const wire = await converse(request("GET", "/talks/none", {}, "GET / HTTP/1.1\r\n\r\n"),
    request("GET", "/talks"));
  assert.equal((await wire.response()).status, 404);
  assert.equal((await wire.response()).status, 200);
  wire.destroy();
});
