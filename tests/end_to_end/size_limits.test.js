// @ts-check
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Server } from "../support/server.js";
import { Wire, ask, request } from "../support/raw_http.js";
import { assertProblem, comment, look, propose, remove } from "../support/board.js";

/** @type {Server} */
let server;
before(async () => {
  server = await Server.start({ memory: true,
    arguments: ["--max-talks", "3", "--max-comments", "2", "--max-connections", "8"] });
  await propose(server, "There");
});
after(() => server.remove());

const kilobyte = 1024;

/** Sends the bytes, and expects to be refused and cut off. */
async function assertCutOff(bytes, status) {
  const wire = await Wire.open(server);
  wire.send(bytes);
  const response = await wire.response();
  assertProblem(response, status);
  assert.equal(response.header("connection")?.toLowerCase(), "close");
  await wire.closed();
}

test("a body of more than 64 KiB is refused from the header, before it is sent", async () => {
  for (const length of [64 * kilobyte + 1, 64 * kilobyte * kilobyte, "9".repeat(18)]) {
    await assertCutOff(request("PUT", "/talks/There",
      { "Content-Length": String(length), "Content-Type": "application/json" }), 413);
  }
});

test("a body of 64 KiB is read", async () => {
  const body = JSON.stringify({ presenter: "Ada", summary: "Long.", padding: "" });
  const padded = body.replace('""', `"${"x".repeat(64 * kilobyte - body.length)}"`);
  assert.equal(padded.length, 64 * kilobyte);
  assert.equal((await ask(server, "PUT", "/talks/There", {}, padded)).status, 204);
});

test("a chunked body is refused where it exceeds 64 KiB", async () => {
  const chunk = `4000\r\n${"x".repeat(0x4000)}\r\n`;
  const head = request("PUT", "/talks/There", { "Transfer-Encoding": "chunked" });
  await assertCutOff(Buffer.concat([head, Buffer.from(chunk.repeat(4)), Buffer.from("1\r\nx\r\n")]),
    413);
});

test("who is sending a large body gets to read the refusal", async () => {
  const wire = await Wire.open(server);
  wire.send(request("PUT", "/talks/There", {}, Buffer.alloc(4 * kilobyte * kilobyte, "x")));

  assertProblem(await wire.response(), 413);
  wire.destroy();
});

test("a header of more than 16 KiB is refused", async () => {
  await assertCutOff(request("GET", "/talks", { "X-Long": "x".repeat(16 * kilobyte) }), 431);
  const many = Object.fromEntries(Array.from({ length: 900 }, (_, index) => [`X-${index}`, "x".repeat(12)]));
  await assertCutOff(request("GET", "/talks", many), 431);
});

test("a header without an end is refused as soon as it is too long", async () => {
  await assertCutOff(`GET /talks HTTP/1.1\r\nHost: localhost\r\nX: ${"x".repeat(17 * kilobyte)}`, 431);
});

test("a header of a little less is read", async () => {
  const response = await ask(server, "GET", "/talks", { "X-Long": "x".repeat(16 * kilobyte - 100) });
  assert.equal(response.status, 200);
});

test("a target of more than 8 KiB is refused", async () => {
  await assertCutOff(request("GET", `/talks/${"x".repeat(8 * kilobyte)}`), 414);
  await assertCutOff(`GET /${"x".repeat(9 * kilobyte)}`, 414);
});

test("a target of a little less is looked for", async () => {
  assert.equal((await ask(server, "GET", `/talks/${"x".repeat(8 * kilobyte - 100)}`)).status, 404);
});

test("one talk too many is refused until another is removed", async () => {
  await propose(server, "Second");
  await propose(server, "Third");
  const refused = await propose(server, "Fourth");
  assertProblem(refused, 422);
  assert.equal((await propose(server, "Third", { summary: "Edits go on." })).status, 204);

  await remove(server, "Second");
  assert.equal((await propose(server, "Fourth")).status, 201);
});

test("one comment too many is refused", async () => {
  await comment(server, "There", "One.");
  await comment(server, "There", "Two.");
  const refused = await comment(server, "There", "Three.");

  assertProblem(refused, 422);
  const talk = (await look(server)).talks.find(({ title }) => title === "There");
  assert.equal(talk.comments.length, 2);
});

test("one connection too many is told when to come back, and the others are served", async () => {
  const wires = [];
  for (let count = 0; count < 8; ++count) {
    wires.push(await Wire.open(server));
    assert.equal((await wires[count].ask("GET", "/talks")).status, 200);
  }
  const late = await Wire.open(server);
  const refused = await late.response();

  assertProblem(refused, 503);
  assert.match(refused.header("retry-after") ?? "", /^\d+$/);
  await late.closed();
  for (const wire of wires) {
    assert.equal((await wire.ask("GET", "/talks")).status, 200);
    wire.destroy();
  }
});
