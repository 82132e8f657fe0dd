// @ts-check
// The live connection (docs/live.md): the feed and writes over a WebSocket, rooms by each transport.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { Server } from "../support/server.js";
import { ask } from "../support/raw_http.js";
import { assertProblem, comment, look, propose, remove } from "../support/board.js";
import { changesSince } from "../support/history.js";
import { EventStream } from "../support/event_stream.js";
import { WebSocketClient, frame, opcodes } from "../support/websocket.js";

/** @type {Server} */
let server;
/** @type {{destroy: () => void}[]} */
let open = [];
before(async () => {
  server = await Server.start({ arguments: ["--write-timeout", "1"] });
  await propose(server, "Knots");
  await propose(server, "Tides");
});
after(() => server.remove());
afterEach(() => {
  for (const each of open.splice(0)) each.destroy();
});

const query = parameters => `/changes?${new URLSearchParams(parameters)}`;
const tagNow = async () => (await look(server)).tag.slice(1, -1);
const idOf = async title => (await look(server)).talks.find(talk => talk.title === title).id;
const since = async tag => (await changesSince(server, tag)).json;

async function listen(parameters = {}, headers = {}) {
  const client = await WebSocketClient.open(server, query(parameters), headers);
  open.push(client);
  return client;
}

/** One who has the board of now. */
async function current(parameters = {}) {
  const tag = await tagNow();
  const client = await listen({ since: tag, ...parameters });
  assert.deepEqual(await client.next(), { tag, changes: [] });
  return client;
}

const messages = ({ changes }) => changes.flatMap(({ steps }) => steps.map(({ content }) => content?.message));
const isAnswer = message => "id" in message;

test("the board comes first to who has no tag of it, and then each change", async () => {
  for (const parameters of [{}, { since: "another-1" }]) {
    const client = await listen(parameters);
    const { tag, board } = await since("none");
    assert.deepEqual(await client.next(), { tag, board });
    await comment(server, "Knots", "one");
    assert.deepEqual(await client.next(), await since(tag));
  }
});

test("what was missed comes first to who has a tag", async () => {
  const tag = await tagNow();
  for (const message of ["one", "two"]) await comment(server, "Knots", message);
  const client = await listen({ since: tag });
  assert.deepEqual(await client.next(), await since(tag));
});

test("a write is answered by the version that has it, under its own id", async () => {
  const client = await current();
  client.say({ id: "a", method: "PUT", path: "/talks/Winds", body: { presenter: "Ada", summary: "" } });
  const proposed = await client.find(isAnswer);
  assert.deepEqual([proposed.id, proposed.status, proposed.location], ["a", 201, "/talks/Winds"]);
  const heard = await client.find(({ tag }) => tag?.endsWith(`-${proposed.version}`));
  assert.equal(heard?.changes?.[0].steps[0].event, "talk_proposed");

  client.say({ id: "b", method: "POST", path: "/talks/Winds/comments", body: { author: "Bo", message: "Hi" } });
  const written = await client.find(isAnswer);
  assert.equal(written.status, 201);
  assert.equal(written.body.message, "Hi");
  client.say({ id: "c", method: "PUT", path: new URL(written.location, "http://x").pathname, body: { message: "Ho" } });
  assert.deepEqual(Object.keys(await client.find(isAnswer)), ["id", "status", "version"]);
  client.say({ id: "d", method: "PATCH", path: "/talks/Winds", body: { title: "Gales" } });
  assert.deepEqual((await client.find(isAnswer)).location, "/talks/Gales");
  client.say({ id: "e", method: "DELETE", path: "/talks/Gales" });
  const removed = await client.find(isAnswer);
  assert.equal(removed.status, 204);
  client.say({ id: "f", method: "POST", path: `/changes/${removed.version}/undo`, body: {} });
  assert.equal((await client.find(isAnswer)).body.steps[0].event, "talk_restored");
  await remove(server, "Gales");
});

test("a write is refused as by HTTP", async () => {
  const client = await current();
  for (const [method, path, body, headers] of /** @type {[string, string, any, any?][]} */ ([
    ["POST", "/talks/None/comments", { author: "A", message: "B" }],
    ["POST", "/talks/Knots/comments", { author: "A" }],
    ["POST", "/talks/Knots/comments", { author: "A", message: " " }],
    ["POST", "/talks/Knots/comments", []],
    ["PUT", "/talks/%2e%2e", { presenter: "A", summary: "" }],
    ["PUT", "/talks/Knots", { presenter: "A", summary: "" }, { "If-None-Match": "*" }],
    ["PUT", "/talks/Knots", { presenter: "A", summary: "" }, { "If-Match": "\"other\"" }],
    ["POST", "/talks/Knots", { presenter: "A", summary: "" }],
    ["POST", "/changes/999999/undo", {}],
    ["POST", "/talks/Knots/comments", { author: "A", message: "B" }, { "Board-Name": "%ff" }],
  ])) {
    client.say({ id: path, method, path, body, headers });
    const answer = await client.find(isAnswer);
    const byHttp = await ask(server, method, path, headers ?? {}, body);
    assert.ok(byHttp.status >= 400, `${method} ${path}: ${byHttp.status}`);
    assert.deepEqual([answer.status, answer.problem], [byHttp.status, byHttp.json], path);
  }
});

test("what is no write that is taken is told so, and the connection stays", async () => {
  const client = await current();
  const write = { id: "x", method: "POST", path: "/talks/Knots/comments", body: {} };
  for (const message of [[], 1, "text", { nonsense: 1 }, { ...write, id: 7 }, { ...write, id: "x".repeat(65) },
    { ...write, method: "GET" }, { ...write, method: "get" }, { ...write, path: "/device/code" },
    { ...write, path: "/talks/Knots?x=1" }, { ...write, headers: { Cookie: "skillboard-device=x" } },
    { ...write, headers: { "If-Match": "a\r\nCookie: x" } }, { ...write, headers: 1 }, { join: "nobody" },
    ...[1, { talks: "x" }, { talks: [1] }, { talks: [], name: 1 }].map(presence => ({ presence }))]) {
    client.say(message);
    const answer = await client.next();
    assert.deepEqual(Object.keys(answer), ["problem"], JSON.stringify(message));
    assert.ok([400, 404].includes(answer.problem.status), JSON.stringify(answer));
  }
  client.send(frame(opcodes.text, `${"[".repeat(40)}${"]".repeat(40)}`));
  assert.equal((await client.next()).problem.status, 400);
});

test("writes are answered in their order, whatever came in one go", async () => {
  const client = await current();
  const write = index => JSON.stringify({ id: `${index}`, method: "POST",
    path: `/talks/${index % 3 ? "Knots" : "None"}/comments`, body: { author: "A", message: `${index}` } });
  client.send(Buffer.concat(Array.from({ length: 30 }, (_, index) => frame(opcodes.text, write(index)))));
  for (let index = 0; index < 30; ++index) {
    const answer = await client.find(isAnswer);
    assert.deepEqual([answer.id, answer.status], [`${index}`, index % 3 ? 201 : 404]);
  }
});

test("a write that comes again, over HTTP this time, happens once", async () => {
  const client = await current();
  const write = { method: "POST", path: "/talks/Knots/comments", body: { author: "Ada", message: "once" } };
  client.say({ id: "a", ...write, headers: { "Idempotency-Key": "key-1" } });
  const first = await client.find(isAnswer);
  const again = await ask(server, write.method, write.path, { "Idempotency-Key": "key-1" },
    "{ \"message\": \"once\",\n \"author\": \"Ada\" }");
  assert.deepEqual([again.status, again.json], [201, first.body]);
});

test("who writes is who opened the connection", async () => {
  const page = await ask(server, "GET", "/", { "Sec-Fetch-Mode": "navigate" });
  const cookie = String(page.header("set-cookie")).split(";")[0];
  const client = await listen({}, { Cookie: `other=1; ${cookie}` });
  client.say({ id: "a", method: "POST", path: "/talks/Knots/comments", body: { author: "Cleo", message: "mine" } });
  assert.equal((await client.find(isAnswer)).status, 201);
  const stranger = await listen();
  stranger.say({ id: "b", method: "POST", path: "/talks/Knots/comments", body: { author: "Cleo", message: "not" } });
  assert.equal((await stranger.find(isAnswer)).problem.type, "/problems/name-taken");
});

test("a room hears of its own talk alone, by each transport", async () => {
  const [knots, tag] = [await idOf("Knots"), await tagNow()];
  const socket = await current({ talk: knots });
  const stream = await EventStream.open(server, query({ talk: knots, since: tag }));
  open.push(stream);
  const poll = ask(server, "GET", query({ talk: knots, since: tag }), { Prefer: "wait=20" });
  await look(server);
  await comment(server, "Tides", "not here");
  await comment(server, "Knots", "here");
  assert.deepEqual(messages(await socket.find(({ changes }) => changes)), ["here"]);
  let event = await stream.next();
  if (event?.name === "presence") event = await stream.next();
  assert.equal(event?.data.steps[0].content.message, "here");
  const answered = await poll;
  assert.deepEqual(messages(answered.json), ["here"]);
  assert.equal(answered.header("preference-applied"), "wait=20");
  assert.deepEqual(messages((await ask(server, "GET", query({ talk: knots, since: tag }))).json), ["here"]);
});

test("a room begins with its talk for who has no tag, and there is none for what never was one", async () => {
  const knots = await idOf("Knots");
  const socket = await listen({ talk: knots });
  const { talk } = await socket.next();
  assert.equal(talk.id, knots);
  assert.ok(talk.comments.every(({ place }) => place > 0));
  const stream = await EventStream.open(server, query({ talk: knots }));
  open.push(stream);
  assert.deepEqual(await stream.next().then(event => [event?.name, event?.data]), ["talk", talk]);
  const polled = (await ask(server, "GET", query({ talk: knots, since: "none" }))).json;
  assert.deepEqual([polled.tag, polled.talk], [await tagNow(), talk]);
  for (const headers of [{}, { Accept: "text/event-stream" }]) {
    assertProblem(await ask(server, "GET", query({ talk: "nobody", since: "none" }), headers), 404);
  }
  assert.equal((await listen({ talk: "nobody" })).status, 404);
});

test("a poll in a room waits on when something happens elsewhere, and says so when its time is up", async () => {
  const [knots, tag] = [await idOf("Knots"), await tagNow()];
  const begun = Date.now();
  const poll = ask(server, "GET", query({ talk: knots, since: tag }), { Prefer: "wait=1" });
  await look(server);
  await comment(server, "Tides", "elsewhere");
  assert.deepEqual((await poll).json, { tag: await tagNow(), changes: [] });
  assert.ok(Date.now() - begun >= 1000);
});

test("join and leave, and nothing is missed", async () => {
  const knots = await idOf("Knots");
  const client = await current();
  const tag = await tagNow();
  client.say({ join: knots, since: tag });
  assert.deepEqual(await client.next(), { tag, changes: [] });
  await comment(server, "Tides", "missed");
  await comment(server, "Knots", "heard");
  assert.deepEqual(messages(await client.find(({ changes }) => changes)), ["heard"]);
  client.say({ leave: knots, since: tag });
  assert.deepEqual(messages(await client.find(({ changes }) => changes)), ["missed", "heard"]);
  await comment(server, "Tides", "again");
  assert.deepEqual(messages(await client.find(({ changes }) => changes)), ["again"]);
  client.say({ join: knots });
  assert.equal((await client.find(({ talk }) => talk)).talk.id, knots);
  client.say({ leave: knots });
  assert.deepEqual((await client.find(({ board }) => board)).board, (await since("none")).board);
});

test("who stops is told to come again: 1012", async () => {
  const other = await Server.start({ memory: true });
  const client = await WebSocketClient.open(other);
  await client.next();
  const stopped = other.stop();
  assert.equal(await client.closed(), 1012);
  client.destroy();
  await stopped;
  await other.remove();
});

test("who does not read is not waited for, and is let go", async () => {
  const tag = await tagNow();
  const [slow, other] = [await current(), await current()];
  slow.pause();
  for (let count = 0; count < 60; ++count) await propose(server, "Tides", { summary: `${count} ${"x".repeat(9900)}` });
  let last = tag;
  for (let heard = 0; heard < 60;) {
    const next = await other.next();
    heard += next.changes.length;
    last = next.tag;
  }
  assert.equal(last, await tagNow());
  await new Promise(resolve => setTimeout(resolve, 2000)); // longer than it may take nothing
  slow.resume();
  await slow.closed();
});
