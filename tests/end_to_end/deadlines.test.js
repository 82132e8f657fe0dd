// @ts-check
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Server } from "../support/server.js";
import { Wire, ask, request } from "../support/raw_http.js";
import { assertProblem, openSockets, poll, propose, until } from "../support/board.js";

/** @type {Server} */
let server;
let unconnected = 0;
before(async () => {
  server = await Server.start({ memory: true, arguments: ["--head-timeout", "0.4",
    "--body-timeout", "0.8", "--write-timeout", "3", "--idle-timeout", "1.2"] });
  unconnected = await openSockets(server.pid);
});
after(() => server.remove());

/** Runs the action, and asserts that it took about so many seconds, with room for a busy machine. */
async function assertTakes(seconds, action) {
  const start = performance.now();
  await action();
  const taken = (performance.now() - start) / 1000;
  assert.ok(taken > seconds * 0.9 && taken < seconds + 4, `it took ${taken} s`);
}

async function assertTooSlow(wire) {
  const response = await wire.response();
  assertProblem(response, 408);
  assert.equal(response.header("connection")?.toLowerCase(), "close");
  await wire.closed();
}

test("a header that does not come to its end is refused after its deadline", async () => {
  for (const start of ["G", "GET /talks HTTP/1.1\r\n", "GET /talks HTTP/1.1\r\nHost: localhost\r\nX: ",
    "\r\n\r\nGET"]) {
    const wire = await Wire.open(server);
    await assertTakes(0.4, () => assertTooSlow(wire.send(start)));
  }
});

test("a header's deadline is not put off by a byte now and then", async () => {
  const wire = await Wire.open(server);
  wire.send("GET /talks HTTP/1.1\r\nHost: localhost\r\nX: ");
  const drip = setInterval(() => wire.send("x"), 100);

  await assertTakes(0.4, () => assertTooSlow(wire));
  clearInterval(drip);
});

test("a body that does not come to its end is refused after its deadline", async () => {
  const whole = request("PUT", "/talks/Slow", {}, { presenter: "A", summary: "B" });
  for (const sent of [whole.subarray(0, -1), whole.subarray(0, whole.indexOf("\r\n\r\n") + 4),
    Buffer.concat([request("PUT", "/talks/Slow", { "Transfer-Encoding": "chunked" }),
      Buffer.from("2\r\n{}\r\n")])]) {
    const wire = await Wire.open(server);
    await assertTakes(0.8, () => assertTooSlow(wire.send(sent)));
  }
  assert.equal((await ask(server, "GET", "/talks/Slow")).status, 404);
});

test("a body's deadline is not put off by a byte now and then", async () => {
  const wire = await Wire.open(server);
  wire.send(request("PUT", "/talks/Slow", { "Content-Length": "1000" }));
  const drip = setInterval(() => wire.send(" "), 100);

  await assertTakes(0.8, () => assertTooSlow(wire));
  clearInterval(drip);
});

test("a connection that says nothing is closed without a word after the idle deadline", async () => {
  const used = await Wire.open(server);
  await used.ask("GET", "/talks");
  await assertTakes(1.2, () => used.closed());
});

test("a connection that never said anything is closed as well", async () => {
  const unused = await Wire.open(server);
  const start = performance.now();
  // Whether that counts as a header that does not come or as idleness is the server's business.
  await unused.response().catch(() => {});
  await unused.closed();
  assert.ok(performance.now() - start < 5_000);
});

test("a parked poll is not idle", async () => {
  await propose(server, "Parked");
  const tag = (await ask(server, "GET", "/talks")).header("etag") ?? "";
  const wire = await Wire.open(server);
  wire.send(poll(tag, 2));

  await assertTakes(2, async () => assert.equal((await wire.response()).status, 304));
  wire.destroy();
});

test("a client that does not read is cut off, and disturbs nobody meanwhile", async () => {
  const summary = "x".repeat(10_000);
  for (let count = 0; count < 30; ++count) await propose(server, `Long ${count}`, { summary });
  await until(async () => await openSockets(server.pid) === unconnected, "nobody");
  const wire = await Wire.open(server);
  // Far more than the buffers of both ends hold, of 300 kB each.
  wire.pause().send(Buffer.concat(Array(150).fill(request("GET", "/talks"))));

  await until(async () => await openSockets(server.pid) > unconnected, "the connection");
  for (let count = 0; count < 20; ++count) {
    const start = performance.now();
    assert.equal((await ask(server, "GET", "/talks/Parked")).status, 200);
    assert.ok(performance.now() - start < 1_500, "another client had to wait");
  }
  await until(async () => await openSockets(server.pid) === unconnected, "the connection's end");
  wire.destroy();
});

test("a client that reads slowly but steadily gets everything", async () => {
  const wire = await Wire.open(server);
  const count = 40;
  wire.send(Buffer.concat(Array(count).fill(request("GET", "/talks"))));
  for (let answers = 0; answers < count; ++answers) {
    wire.pause();
    await new Promise(resolve => setTimeout(resolve, 40));
    wire.resume();
    assert.equal((await wire.response()).status, 200);
  }
  wire.destroy();
});
