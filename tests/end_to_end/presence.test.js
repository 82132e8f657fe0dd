// @ts-check
// Who looks at a talk, and who writes there (docs/live.md, "Presence").
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { Server } from "../support/server.js";
import { ask } from "../support/raw_http.js";
import { assertProblem, comment, look, propose } from "../support/board.js";
import { EventStream } from "../support/event_stream.js";
import { WebSocketClient } from "../support/websocket.js";

/** @type {Server} */
let server;
/** @type {string} */
let [knots, tides] = ["", ""];
/** @type {{destroy: () => void}[]} */
let open = [];
before(async () => {
  server = await Server.start({ memory: true });
  for (const title of ["Knots", "Tides"]) await propose(server, title);
  [knots, tides] = (await look(server)).talks.map(({ id }) => id);
});
after(() => server.remove());
afterEach(() => {
  for (const each of open.splice(0)) each.destroy();
});

const tagNow = async () => (await look(server)).tag;
const query = parameters => `/changes?${new URLSearchParams(parameters)}`;
let pages = 0;
const newPage = () => `page-${String(pages += 1).padStart(20, "0")}`;
const put = (page, body, headers = {}) => ask(server, "PUT", `/presence/${page}`, headers, body);

/** Listens by a WebSocket, and is told of what it says it looks at. */
async function bySocket(name, talks = [knots]) {
  const client = await WebSocketClient.open(server, query({ since: await tagNow() }));
  open.push(client);
  const say = (more = {}) => client.say({ presence: { talks, name, ...more } });
  say();
  return { say, leave: () => client.destroy(),
    next: async () => (await client.find(({ presence }) => presence))?.presence };
}

async function byEvents(name, talks = [knots]) {
  const page = newPage();
  const say = (more = {}) => put(page, { talks, name, ...more });
  await say();
  const stream = await EventStream.open(server, query({ since: await tagNow(), presence: page }));
  open.push(stream);
  return { say, leave: () => ask(server, "DELETE", `/presence/${page}`), crash: () => stream.destroy(),
    next: async () => {
      for (;;) {
        const event = await stream.next();
        if (!event || event.name === "presence") return event?.data;
      }
    } };
}

async function byPolls(name, talks = [knots]) {
  const page = newPage();
  const say = (more = {}) => put(page, { talks, name, ...more });
  await say();
  let [heard, tag] = [0, await tagNow()];
  /** @type {any[]} */
  const told = [];
  return { say, leave: () => ask(server, "DELETE", `/presence/${page}`), next: async () => {
    while (!told.length) {
      const { json } = await ask(server, "GET", query({ since: tag, presence: page, heard: String(heard) }),
        { Prefer: "wait=10" });
      ({ heard, tag } = json);
      told.push(...json.presence);
    }
    return told.shift();
  } };
}

/** Reads on until that is told. */
async function hears(listener, here, writing = []) {
  const heard = [];
  for (;;) {
    const next = await listener.next();
    heard.push(next);
    assert.ok(next, `${JSON.stringify({ here, writing })} was not told, but ${JSON.stringify(heard)}`);
    if (String(next.here) === String(here) && String(next.writing) === String(writing)) return next;
  }
}

for (const [transport, listen] of Object.entries({ bySocket, byEvents, byPolls })) {
  test(`who comes, writes and goes is told ${transport}`, async () => {
    const ann = await listen("Ann");
    assert.deepEqual(await hears(ann, ["Ann"]), { talk: knots, here: ["Ann"], more: 0, writing: [] });
    const ben = await bySocket("Ben");
    await hears(ann, ["Ann", "Ben"]);
    ben.say({ writing: knots });
    await hears(ann, ["Ann", "Ben"], ["Ben"]);
    ben.say({ writing: null });
    await hears(ann, ["Ann", "Ben"]);
    const begun = Date.now();
    ben.leave();
    await hears(ann, ["Ann"]);
    assert.ok(Date.now() - begun < 3000, "soon");
    await ann.leave();
  });

  test(`what one says ${transport} is told to others`, async () => {
    const ann = await bySocket("Ann");
    await hears(ann, ["Ann"]);
    const ben = await listen("Ben");
    await hears(ann, ["Ann", "Ben"]);
    await ben.say({ writing: knots });
    await hears(ann, ["Ann", "Ben"], ["Ben"]);
    await ben.leave();
    await hears(ann, ["Ann"]);
  });
}

test("writing is over when nobody says that it goes on", async () => {
  const [ann, ben] = [await bySocket("Ann"), await bySocket("Ben")];
  ben.say({ writing: knots });
  await hears(ann, ["Ann", "Ben"], ["Ben"]);
  const begun = Date.now();
  await hears(ann, ["Ann", "Ben"]);
  const lasted = Date.now() - begun;
  assert.ok(lasted > 4500 && lasted < 9000, `${lasted} ms`);
});

test("who crashes is gone soon, without a word", async () => {
  const ann = await bySocket("Ann");
  const ben = await byEvents("Ben");
  await hears(ann, ["Ann", "Ben"]);
  const begun = Date.now();
  ben.crash();
  await hears(ann, ["Ann"]);
  assert.ok(Date.now() - begun < 9000, "not only when it could have said so again");
});

test("who gives no name hears, and is not told of", async () => {
  const [shy, ann] = [await bySocket(undefined), await bySocket("Ann")];
  await hears(shy, ["Ann"]);
  shy.say({ writing: knots });
  ann.say({ writing: knots });
  assert.deepEqual((await hears(ann, ["Ann"], ["Ann"])).here, ["Ann"]);
});

test("only who looks at a talk is told, by that talk", async () => {
  const [ann, ben] = [await bySocket("Ann", [knots]), await bySocket("Ben", [tides])];
  const both = await bySocket("Cleo", [knots, tides]);
  const told = [await both.next(), await both.next()];
  assert.deepEqual(told.map(({ talk, here }) => [talk, here]).sort(),
    [[knots, ["Ann", "Cleo"]], [tides, ["Ben", "Cleo"]]].sort());
  await hears(ann, ["Ann", "Cleo"]);
  assert.equal((await hears(ben, ["Ben", "Cleo"])).talk, tides);
});

test("a person with several pages is told once, however the name is spelled", async () => {
  const ann = await bySocket("Ann");
  await bySocket("ann");
  await bySocket("Ben");
  await hears(ann, ["Ann", "Ben"]);
});

test("of many the first are named, and how many more there are", async () => {
  const ann = await bySocket("Ann");
  await Promise.all(Array.from({ length: 24 },
    (_, index) => put(newPage(), { talks: [knots], name: `Name ${index}` })));
  for (;;) {
    const told = await ann.next();
    if (told.more === 5) { assert.equal(told.here.length, 20); break; }
  }
});

test("a room is told of its talk, without a word", async () => {
  const tag = await tagNow();
  const socket = await WebSocketClient.open(server, query({ since: tag, talk: tides }));
  const stream = await EventStream.open(server, query({ since: tag, talk: tides }));
  open.push(socket, stream);
  await bySocket("Ann", [tides]);
  await socket.find(({ presence }) => presence?.here.includes("Ann"));
  while (!(await stream.next())?.data.here?.includes("Ann"));
});

test("changes and presence reach a poll each by itself, and both at once", async () => {
  const page = newPage();
  await put(page, { talks: [tides], name: "Ann" });
  const tag = await tagNow();
  const first = (await ask(server, "GET", query({ since: tag, presence: page }), { Prefer: "wait=10" })).json;
  assert.deepEqual([first.changes, first.presence.map(({ here }) => here)], [[], [["Ann"]]]);
  const next = ask(server, "GET", query({ since: tag, presence: page, heard: first.heard }), { Prefer: "wait=10" });
  await look(server);
  await comment(server, "Knots", "Hello");
  const { json } = await next;
  assert.deepEqual([json.changes.length, json.presence], [1, []]);
  const missed = (await ask(server, "GET", query({ since: tag, presence: page }))).json;
  assert.deepEqual([missed.changes.length, missed.presence.length], [1, 1]);
});

test("a name is told of those only who may use it", async () => {
  const page = await ask(server, "GET", "/", { "Sec-Fetch-Mode": "navigate" });
  const cookie = String(page.header("set-cookie")).split(";")[0];
  await comment(server, "Knots", "Mine.", { author: "Dora", Cookie: cookie });
  assertProblem(await put(newPage(), { talks: [knots], name: "Dora" }), 409);
  assertProblem(await put(newPage(), { talks: [knots], name: "Dοra" }), 422); // a Greek o
  assertProblem(await put(newPage(), { talks: [knots], name: "x".repeat(81) }), 400);
  assertProblem(await put(newPage(), { talks: [knots], name: "a\nb" }), 400);
  assert.equal((await put(newPage(), { talks: [knots], name: "Dora" }, { Cookie: cookie })).status, 204);
  const socket = await WebSocketClient.open(server, query({ since: await tagNow() }));
  open.push(socket);
  socket.say({ presence: { talks: [knots], name: "Dora" } });
  assert.equal((await socket.find(({ problem }) => problem)).problem.type, "/problems/name-taken");
});

test("nothing of it claims a name, or stands in the history", async () => {
  const page = await ask(server, "GET", "/", { "Sec-Fetch-Mode": "navigate" });
  const cookie = String(page.header("set-cookie")).split(";")[0];
  const tag = await tagNow();
  await put(newPage(), { talks: [knots], name: "Emil" }, { Cookie: cookie });
  assert.deepEqual((await ask(server, "GET", "/device", { Cookie: cookie })).json.names, []);
  assert.equal(await tagNow(), tag);
});

test("what a page cannot be, and cannot say, is refused", async () => {
  for (const id of ["short", "x".repeat(65), "a%20b-0000000000000000", "%3a1", ":0000000000000000000"]) {
    assertProblem(await put(id, { talks: [knots] }), 400);
    assertProblem(await ask(server, "DELETE", `/presence/${id}`), 400);
    assertProblem(await ask(server, "GET", query({ since: "none", presence: decodeURIComponent(id) })), 400);
  }
  for (const body of [{}, [], { talks: knots }, { talks: [1] }, { talks: [], name: 7 }, { talks: [], writing: [] }]) {
    assertProblem(await put(newPage(), body), 400);
  }
  assertProblem(await ask(server, "PUT", `/presence/${newPage()}`, { Origin: "http://evil.test" }, { talks: [] }), 403);
});
