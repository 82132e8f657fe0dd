// @ts-check
// The changes as Server-Sent Events.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { connect } from "node:net";
import { Server } from "../support/server.js";
import { ask } from "../support/raw_http.js";
import { assertProblem, comment, look, propose, until } from "../support/board.js";
import { changesSince } from "../support/history.js";
import { EventStream } from "../support/event_stream.js";

/** @type {Server} */
let server;
/** @type {EventStream[]} */
let open = [];
before(async () => {
  server = await Server.start({ arguments: ["--write-timeout", "1"] });
  await propose(server, "Knots");
});
after(() => server.remove());
afterEach(() => {
  for (const stream of open.splice(0)) stream.destroy();
});

const listen = async (path = "/changes", headers = {}) => {
  const stream = await EventStream.open(server, path, headers);
  open.push(stream);
  return stream;
};
const tagNow = async () => (await look(server)).tag.slice(1, -1);
const say = message => comment(server, "Knots", message);
const since = async tag => (await changesSince(server, tag)).json;

test("begin with the whole board for who has no tag, and go on with each change", async () => {
  const stream = await listen();
  assert.equal(stream.status, 200);
  assert.equal(stream.headers["content-type"], "text/event-stream");
  assert.equal(stream.headers["cache-control"], "no-store");
  assert.equal(stream.headers["content-security-policy"]?.includes("default-src 'none'"), true);
  const tag = await tagNow();
  assert.deepEqual(await stream.next(), { id: tag, name: "board", data: (await since("none")).board });
  for (const message of ["one", "two\nand a half", "three"]) await say(message);
  const { changes } = await since(tag);
  for (const change of changes) {
    assert.deepEqual(await stream.next(), { id: tag.replace(/\d+$/, String(change.version)), name: "", data: change });
  }
});

test("go on after the tag that is named, by the browser's own field before the address", async () => {
  const first = await tagNow();
  await say("one");
  const second = await tagNow();
  await say("two");
  const messages = async stream => [await stream.next(), await stream.next()]
    .map(event => event?.data.steps[0].content.message);
  assert.deepEqual(await messages(await listen(`/changes?since=${first}`)), ["one", "two"]);
  const resumed = await listen(`/changes?since=${first}`, { "Last-Event-ID": second });
  await say("three");
  assert.deepEqual(await messages(resumed), ["two", "three"]);
});

test("begin with the whole board where the tag is of another epoch", async () => {
  const stream = await listen("/changes", { "Last-Event-ID": "another-1" });
  assert.equal((await stream.next())?.name, "board");
});

test("tell all who listen the same, in the same order", async () => {
  const tag = await tagNow();
  const streams = await Promise.all(Array.from({ length: 50 }, () => listen(`/changes?since=${tag}`)));
  for (let count = 0; count < 20; ++count) await say(`Thought ${count}`);
  const { changes } = await since(tag);
  for (const stream of streams) {
    for (const change of changes) assert.deepEqual((await stream.next())?.data, change);
  }
});

test("show that they live where nothing happens", async () => {
  const stream = await listen(`/changes?since=${await tagNow()}`);
  await stream.alive(2);
  assert.equal(stream.comments, 2);
});

test("end when the server stops, and go on where they were when it is back, each change once", async () => {
  const tag = await tagNow();
  let stream = await listen(`/changes?since=${tag}`);
  await say("before");
  const before = await stream.next();
  await server.stop();
  assert.equal(await stream.next(), null);
  assert.ok(stream.complete, "the server ended it");
  await server.start();
  await say("after");
  stream = await listen("/changes", { "Last-Event-ID": String(before?.id) });
  const { changes } = await since(tag);
  assert.deepEqual([before?.data, (await stream.next())?.data], changes);
});

test("end with the connection for who speaks HTTP/1.0, as many proxies do", async () => {
  const socket = connect(server.port, "127.0.0.1");
  let heard = "";
  socket.setEncoding("utf8").on("data", text => { heard += text; });
  socket.write(`GET /changes?since=${await tagNow()} HTTP/1.0\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n`);
  await until(async () => heard.endsWith("\r\n\r\n:\n\n"), "the stream begins");
  assert.doesNotMatch(heard, /transfer-encoding/i);
  assert.match(heard, /\r\nConnection: close\r\n/i);
  await say("plain");
  await until(async () => /\ndata: .*"plain".*\n\n$/.test(heard), "a change comes");
  socket.destroy();
});

test("are not waited for by others where somebody does not read them, and end for that one", async () => {
  const tag = await tagNow();
  const socket = connect(server.port, "127.0.0.1");
  await new Promise(resolve => socket.once("connect", resolve));
  socket.pause();
  const closed = new Promise(resolve => socket.once("close", resolve));
  socket.on("error", () => {});
  socket.write(`GET /changes?since=${tag} HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n`);
  const other = await listen(`/changes?since=${tag}`);
  for (let count = 0; count < 60; ++count) await propose(server, "Knots", { summary: `${count} ${"x".repeat(9900)}` });
  for (let count = 0; count < 60; ++count) {
    assert.match((await other.next())?.data.steps[0].summary, /x{9900}/);
  }
  await new Promise(resolve => setTimeout(resolve, 2000)); // longer than it may take nothing
  socket.resume();
  await closed;
});

test("have a head alone for HEAD, and are a poll for who does not ask for events", async () => {
  const head = await ask(server, "HEAD", "/changes", { Accept: "text/event-stream" });
  assert.equal(head.header("content-type"), "text/event-stream");
  const plain = await ask(server, "GET", "/changes", { Accept: "text/html, */*" });
  assert.equal(plain.header("content-type"), "application/json");
});

test("are refused where the address cannot be read", async () => {
  assertProblem(await ask(server, "GET", "/changes?since=%ff", { Accept: "text/event-stream" }), 400);
});
