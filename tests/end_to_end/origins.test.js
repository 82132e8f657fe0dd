// @ts-check
// Who may listen from another site, and who may not: by WebSocket, and by CORS (WHATWG Fetch, section 3.2).
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Server } from "../support/server.js";
import { ask } from "../support/raw_http.js";
import { assertProblem, comment, look, propose } from "../support/board.js";
import { EventStream } from "../support/event_stream.js";
import { WebSocketClient } from "../support/websocket.js";

const friend = "https://chat.example";
const evil = "https://evil.example";
/** @type {Server} */
let server;
/** @type {Server} */
let alone;
before(async () => {
  server = await Server.start({ memory: true, arguments: ["--allowed-origin", `${friend},http://localhost:3000`] });
  alone = await Server.start({ memory: true });
  for (const each of [server, alone]) await propose(each, "Knots");
});
after(() => Promise.all([server.remove(), alone.remove()]));

const open = async (headers, to = server) => {
  const client = await WebSocketClient.open(to, "/changes", headers);
  const first = client.status === 101 ? await client.next() : JSON.parse(client.body || "{}");
  return { client, first };
};

test("a WebSocket from another site is refused, whatever it says of itself", async () => {
  for (const to of [server, alone]) {
    for (const headers of [...[evil, "null", `${friend}.evil.example`, `${friend}:81`].map(Origin => ({ Origin })),
      { "Sec-Fetch-Site": "cross-site" }, { Origin: evil, "Sec-Fetch-Site": "same-site" }]) {
      const { client } = await open(headers, to);
      assert.equal(client.status, 403, JSON.stringify(headers));
      client.destroy();
    }
  }
  const { client } = await open({ Origin: friend }, alone);
  assert.equal(client.status, 403);
  client.destroy();
});

test("a WebSocket of our own page, or of no page, is opened", async () => {
  for (const headers of [{ Origin: "http://localhost" }, { "Sec-Fetch-Site": "same-origin", Origin: evil }, {}]) {
    const { client, first } = await open(headers);
    assert.ok(first.board, JSON.stringify(headers));
    client.destroy();
  }
});

test("a named site listens, and cannot write or be seen", async () => {
  const cookie = String((await ask(server, "GET", "/", { "Sec-Fetch-Mode": "navigate" })).header("set-cookie"))
    .split(";")[0];
  const { client, first } = await open({ Origin: friend, Cookie: cookie });
  const before = await look(server);
  client.say({ id: "a", method: "POST", path: "/talks/Knots/comments", body: { author: "Eve", message: "x" } });
  assert.equal((await client.next()).problem.status, 403);
  client.say({ presence: { talks: [first.board.talks[0].id], name: "Eve" } });
  assert.deepEqual((await client.next()).presence.here, []);
  assert.deepEqual(await look(server), before);
  client.destroy();
});

test("its pages read, and see what they need to go on; those of others do not", async () => {
  const { tag } = await look(server);
  const allowed = response => [response.header("access-control-allow-origin"), response.header("vary")];
  for (const path of ["/talks", "/talks/Knots", "/talks/None", "/changes", "/changes/1",
    `/changes?since=${tag.slice(1, -1)}`]) {
    for (const origin of [friend, "http://localhost:3000"]) {
      const response = await ask(server, "GET", path, { Origin: origin });
      assert.deepEqual(allowed(response), [origin, "Origin"], path);
      assert.match(String(response.header("access-control-expose-headers")), /\bETag\b/);
      assert.equal(response.header("access-control-allow-credentials"), undefined);
    }
    for (const [to, headers] of /** @type {[Server, any][]} */ ([[server, { Origin: evil }], [server, {}],
      [alone, { Origin: friend }]])) {
      assert.deepEqual(allowed(await ask(to, "GET", path, headers)), [undefined, undefined], path);
    }
  }
  for (const path of ["/", "/device", "/door"]) {
    assert.equal(allowed(await ask(server, "GET", path, { Origin: friend }))[0], undefined, path);
  }
});

test("its polls and streams are answered as those of others, and may be read", async () => {
  const tag = (await look(server)).tag;
  const polls = [ask(server, "GET", "/talks", { Origin: friend, Prefer: "wait=10", "If-None-Match": tag }),
    ask(server, "GET", `/changes?since=${tag.slice(1, -1)}`, { Origin: friend, Prefer: "wait=10" }),
    ask(server, "GET", `/changes?since=${tag.slice(1, -1)}&talk=${(await look(server)).talks[0].id}`,
      { Origin: friend, Prefer: "wait=10" })];
  const stream = await EventStream.open(server, `/changes?since=${tag.slice(1, -1)}`, { Origin: friend });
  assert.equal(stream.headers["access-control-allow-origin"], friend);
  await look(server);
  await comment(server, "Knots", "Hello");
  for (const answer of await Promise.all(polls)) {
    assert.equal(answer.status, 200);
    assert.equal(answer.header("access-control-allow-origin"), friend);
  }
  assert.equal((await stream.next())?.data.steps[0].content.message, "Hello");
  stream.destroy();
});

test("its browsers are told beforehand what they may ask, and writes stay refused", async () => {
  const preflight = { Origin: friend, "Access-Control-Request-Method": "GET",
    "Access-Control-Request-Headers": "prefer" };
  const answer = await ask(server, "OPTIONS", "/talks", preflight);
  assert.equal(answer.status, 204);
  assert.equal(answer.header("access-control-allow-origin"), friend);
  assert.equal(answer.header("access-control-allow-methods"), "GET, HEAD");
  assert.match(String(answer.header("access-control-allow-headers")), /\bPrefer\b/);
  const other = await ask(server, "OPTIONS", "/talks", { ...preflight, Origin: evil });
  assert.equal(other.header("access-control-allow-origin"), undefined);
  assertProblem(await ask(server, "PUT", "/talks/New", { Origin: friend }, { presenter: "A", summary: "" }), 403);
});

test("a closed board stays closed to it, even with the cookie of who was let in", async context => {
  const folder = await mkdtemp(join(tmpdir(), "skillboard-"));
  context.after(() => rm(folder, { recursive: true }));
  const file = join(folder, "passphrase");
  await writeFile(file, "open sesame", { mode: 0o600 });
  const closed = await Server.start({ memory: true,
    arguments: ["--allowed-origin", friend, "--passphrase-file", file] });
  context.after(() => closed.remove());
  const page = await ask(closed, "GET", "/", { "Sec-Fetch-Mode": "navigate" });
  const device = String(page.header("set-cookie")).split(";")[0];
  const letIn = await ask(closed, "POST", "/door", { Cookie: device }, { passphrase: "open sesame" });
  const admission = letIn.fields.filter(([name]) => name === "set-cookie").map(([, value]) => value.split(";")[0]);
  const Cookie = admission.join("; ");
  assert.equal((await ask(closed, "GET", "/talks", { Cookie })).status, 200);
  assert.equal((await ask(closed, "GET", "/talks", { Cookie, Origin: friend })).status, 401);
  for (const [headers, status] of /** @type {[any, number][]} */ ([[{ Cookie }, 101], [{}, 401],
    [{ Cookie, Origin: friend }, 401]])) {
    const { client } = await open(headers, closed);
    assert.equal(client.status, status);
    client.destroy();
  }
});
