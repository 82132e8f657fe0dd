// @ts-check
// A retry must not double a change: `Idempotency-Key`.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Server } from "../support/server.js";
import { Wire, ask, request } from "../support/raw_http.js";
import { assertProblem, comment, look, propose, remove } from "../support/board.js";

/** @type {Server} */
let server;
before(async () => {
  server = await Server.start();
  await propose(server, "There");
});
after(() => server.remove());

const commentsOf = async title =>
  (await ask(server, "GET", `/talks/${title}`)).json.comments.map(({ message }) => message);
const keyed = key => ({ "Idempotency-Key": key });

/** What of an answer has to be the same when it is given again. */
const essence = response => [response.status, response.text, response.header("location"),
  response.header("board-version"), response.header("content-type")];

test("the same request with the same key is done once and answered alike", async () => {
  const first = await comment(server, "There", "Once.", keyed("once"));
  const { tag } = await look(server);
  const second = await comment(server, "There", "Once.", keyed("once"));

  assert.equal(first.status, 201);
  assert.deepEqual(essence(second), essence(first));
  assert.equal((await look(server)).tag, tag);
  assert.deepEqual(await commentsOf("There"), ["Once."]);
});

test("without a key the same request is done twice", async () => {
  await comment(server, "There", "Twice.");
  await comment(server, "There", "Twice.");
  assert.equal((await commentsOf("There")).filter(message => message === "Twice.").length, 2);
});

test("every kind of write can be retried", async () => {
  const created = await propose(server, "Kinds", keyed("k1"));
  const again = await propose(server, "Kinds", keyed("k1"));
  const removed = await ask(server, "DELETE", "/talks/Kinds", keyed("k2"));
  await propose(server, "Kinds", { summary: "A new one." });
  const late = await ask(server, "DELETE", "/talks/Kinds", keyed("k2"));

  assert.deepEqual(essence(again), essence(created));
  assert.deepEqual(essence(late), essence(removed));
  assert.equal((await ask(server, "GET", "/talks/Kinds")).json.summary, "A new one.");
  await remove(server, "Kinds");
});

test("the same key for another request is refused", async () => {
  await comment(server, "There", "Mine.", keyed("reused"));
  const before = await look(server);

  assertProblem(await comment(server, "There", "Other.", keyed("reused")), 422);
  assertProblem(await propose(server, "There", { ...keyed("reused"), summary: "Other." }), 422);
  assertProblem(await ask(server, "DELETE", "/talks/There", keyed("reused")), 422);
  assert.deepEqual(await look(server), before);
});

test("keys are compared exactly", async () => {
  await comment(server, "There", "Exactly.", keyed("Key"));
  await comment(server, "There", "Exactly.", keyed("key"));
  assert.equal((await commentsOf("There")).filter(message => message === "Exactly.").length, 2);
});

test("retries that come at the same time are done once", async () => {
  const bytes = request("POST", "/talks/There/comments", keyed("at once"),
    { author: "A", message: "At once." });
  const wires = await Promise.all(Array.from({ length: 10 }, () => Wire.open(server)));
  for (const wire of wires) wire.send(bytes);
  const answers = await Promise.all(wires.map(wire => wire.response()));

  for (const response of answers) assert.deepEqual(essence(response), essence(answers[0]));
  assert.equal((await commentsOf("There")).filter(message => message === "At once.").length, 1);
  for (const wire of wires) wire.destroy();
});

test("a retry after the server was killed gets the first answer", async () => {
  const first = await comment(server, "There", "Before the crash.", keyed("crash"));
  await server.kill();
  await server.start();

  const second = await comment(server, "There", "Before the crash.", keyed("crash"));

  assert.deepEqual(essence(second), essence(first));
  assert.equal((await commentsOf("There")).filter(text => text === "Before the crash.").length, 1);
  assertProblem(await comment(server, "There", "Another.", keyed("crash")), 422);
});

test("a key that is empty, too long or not printable is refused", async () => {
  for (const key of ["", "x".repeat(256), "a\u00ff"]) {
    const wire = await Wire.open(server);
    wire.send(Buffer.from(request("PUT", "/talks/Keyed", keyed(key),
      { presenter: "A", summary: "B" }).toString("utf8"), "latin1"));
    assertProblem(await wire.response(), 400);
    wire.destroy();
  }
  assert.equal((await ask(server, "GET", "/talks/Keyed")).status, 404);
});
