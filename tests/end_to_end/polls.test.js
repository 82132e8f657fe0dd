// @ts-check
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Server } from "../support/server.js";
import { Wire, ask, request } from "../support/raw_http.js";
import { assertProblem, comment, look, park, poll, propose, remove } from "../support/board.js";

/** @type {Server} */
let server;
before(async () => {
  server = await Server.start({ memory: true, arguments: ["--max-wait", "40"] });
  await propose(server, "There from the start");
});
after(() => server.remove());

const waits = (tag, prefer, method = "GET") =>
  ask(server, method, "/talks", { "If-None-Match": tag, Prefer: prefer });

test("a parked poll is answered with the new board as soon as it differs", async () => {
  const wire = await park(server, 30);
  await propose(server, "News");

  const response = await wire.response();

  const board = await look(server);
  assert.equal(response.status, 200);
  assert.equal(response.header("etag"), board.tag);
  assert.deepEqual(response.json, board.talks);
  assert.equal(response.header("preference-applied"), "wait=30");
  assert.equal(response.header("cache-control"), "no-store");
  wire.destroy();
});

test("every kind of change wakes a parked poll", async () => {
  await propose(server, "Changing");
  const { id } = (await comment(server, "Changing", "First.")).json;
  const path = `/talks/Changing/comments/${id}`;
  const changes = [
    () => propose(server, "Changing", { summary: "Edited." }),
    () => comment(server, "Changing", "Second."),
    () => ask(server, "PUT", path, {}, { message: "Edited." }),
    () => ask(server, "DELETE", path),
    () => remove(server, "Changing"),
  ];
  for (const change of changes) {
    const wire = await park(server);
    const version = (await change()).header("board-version");
    const response = await wire.response();
    assert.equal(response.status, 200);
    assert.ok(response.header("etag")?.endsWith(`-${version}"`));
    wire.destroy();
  }
});

test("without a change the answer is 304 after the seconds asked for", async () => {
  const { tag } = await look(server);
  const start = performance.now();
  const response = await waits(tag, "wait=1");

  const seconds = (performance.now() - start) / 1000;
  assert.equal(response.status, 304);
  assert.equal(response.header("etag"), tag);
  assert.equal(response.header("preference-applied"), "wait=1");
  assert.ok(seconds >= 0.99 && seconds < 5, `after ${seconds} s`);
});

test("what changes nothing wakes nobody", async () => {
  const wire = await park(server, 1);
  await remove(server, "Never there");
  await propose(server, "There from the start");
  assertProblem(await ask(server, "POST", "/talks/Never%20there/comments", {},
    { author: "A", message: "B" }), 404);

  assert.equal((await wire.response()).status, 304);
  wire.destroy();
});

test("any tag but the one at hand is answered at once", async () => {
  const { tag } = await look(server);
  const [, epoch, version] = /** @type {any} */ (/^"(.+)-(\d+)"$/.exec(tag));
  const others = [`"${epoch}-0"`, `"${epoch}-${Number(version) + 7}"`, '"other-1"', '"1"', "x"];
  for (const other of others) {
    const response = await waits(other, "wait=30");
    assert.equal(response.status, 200, other);
    assert.equal(response.header("etag"), tag);
  }
});

test("without a tag there is nothing to wait for", async () => {
  assert.equal((await ask(server, "GET", "/talks", { Prefer: "wait=30" })).status, 200);
});

test("a tag that a proxy has touched is waited for as well", async () => {
  const touches = [opaque => `W/"${opaque}"`, opaque => `"${opaque}-gzip"`,
    opaque => `"${opaque};gzip"`, opaque => `"${opaque}-br"`, opaque => `W/"${opaque}-gzip"`];
  for (const touch of touches) {
    const touched = touch((await look(server)).tag.slice(1, -1));
    const wire = await Wire.open(server);
    wire.send(poll(touched, 30));
    await look(server);
    assert.equal(wire.unread.length, 0, touched);
    const version = (await propose(server, "Touched", { summary: touched })).header("board-version");
    const response = await wire.response();
    assert.equal(response.status, 200, touched);
    assert.ok(response.header("etag")?.endsWith(`-${version}"`));
    wire.destroy();
  }
});

test("Prefer is read as RFC 7240 has it", async () => {
  const { tag } = await look(server);
  const spellings = ["wait=1", "WAIT=1", 'wait="1"', "wait = 1", "respond-async, wait=1",
    "return=minimal; foo=bar, wait=1", "wait=1, wait=30", 'x="wait=30", wait=1', "wait=1; extra=2"];
  const answers = await Promise.all(spellings.map(prefer => waits(tag, prefer)));
  answers.forEach((response, index) => {
    assert.equal(response.status, 304, spellings[index]);
    assert.equal(response.header("preference-applied"), "wait=1", spellings[index]);
  });
});

test("no wait and nonsense are answered at once, without claiming to have waited", async () => {
  const { tag } = await look(server);
  const none = ["wait=0", "wait=-1", "wait=soon", "wait", "wait=", "wait=1.5", "waiting=5",
    'wait=""', "return=minimal", "wait=0x10", 'x="wait=30"', "wait=1s"];
  for (const prefer of none) {
    const start = performance.now();
    const response = await waits(tag, prefer);
    assert.equal(response.status, 304, prefer);
    assert.equal(response.header("preference-applied"), undefined, prefer);
    assert.ok(performance.now() - start < 900, `${prefer} was waited for`);
  }
});

test("more than the longest wait counts as the longest, which the answer says", async () => {
  for (const seconds of ["41", "2147484", "4294967297", "18446744073709551617", "9".repeat(400)]) {
    const wire = await park(server, /** @type {any} */ (seconds));
    await propose(server, "Long", { summary: seconds });
    const response = await wire.response();
    assert.equal(response.status, 200, seconds);
    assert.equal(response.header("preference-applied"), "wait=40", seconds);
    wire.destroy();
  }
});

test("HEAD waits as GET does", async () => {
  const { tag } = await look(server);
  const wire = await Wire.open(server);
  wire.send(request("HEAD", "/talks", { "If-None-Match": tag, Prefer: "wait=30" }));
  await look(server);
  await propose(server, "For a HEAD");

  const response = await wire.response({ head: true });

  assert.equal(response.status, 200);
  assert.ok(Number(response.header("content-length")) > 2);
  assert.notEqual(response.header("etag"), tag);
  assert.equal(wire.unread.length, 0);
  wire.destroy();
});

test("everybody who waits gets the same answer", async () => {
  const { tag } = await look(server);
  const wires = await Promise.all(Array.from({ length: 200 }, () => Wire.open(server)));
  for (const wire of wires) wire.send(poll(tag, 30));
  await look(server);
  await propose(server, "For all");

  const answers = await Promise.all(wires.map(wire => wire.response()));

  const expected = await look(server);
  for (const response of answers) {
    assert.equal(response.header("etag"), expected.tag);
    assert.deepEqual(response.json, expected.talks);
  }
  for (const wire of wires) wire.destroy();
});
