// @ts-check
// What operators are told of a server: whether it is well, what it does, and what it logs.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, open, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Server, binary } from "../support/server.js";
import { Wire, ask } from "../support/raw_http.js";
import { comment, look, park, propose, until } from "../support/board.js";
import { EventStream } from "../support/event_stream.js";
import { FaultyDisk } from "../support/faulty_disk.js";
import { WebSocketClient } from "../support/websocket.js";
import { figure, promtool, scrape } from "../support/metrics.js";

/** @type {Server[]} */
const servers = [];
afterEach(() => Promise.all(servers.splice(0).map(server => server.remove())));

async function start(options = {}, ...parameters) {
  const server = await Server.start({ memory: true, ...options,
    arguments: ["--admin-listen", "127.0.0.1:0", ...parameters] });
  servers.push(server);
  return server;
}

const requests = (server, route, code) =>
  figure(server, "skillboard_http_requests_total", { route, code: String(code) });

test("it is healthy and ready while it serves, and not ready while it stops", async () => {
  const server = await start();
  for (const path of ["/healthz", "/readyz"]) {
    const answer = await ask(server.admin, "GET", path);
    assert.equal(answer.status, 200);
    assert.equal(answer.text, "ok\n");
  }
  const idle = await Wire.open(server);
  await idle.ask("GET", "/talks");
  const parked = await park(server);
  server.signal("SIGTERM");
  await parked.response(); // so it is stopping now

  const answer = await ask(server.admin, "GET", "/readyz");
  assert.equal(answer.status, 503);
  assert.equal(answer.text, "the server is stopping\n");
  assert.equal((await ask(server.admin, "GET", "/healthz")).status, 200);
  for (const wire of [idle, parked]) wire.destroy();
});

test("it is not ready, but healthy, while its disk is full", async () => {
  const disk = await FaultyDisk.make("");
  const server = await start({ ...disk.server, memory: false });
  await propose(server, "Before");
  await disk.become("full");
  assert.equal((await propose(server, "Never")).status, 503);

  const answer = await ask(server.admin, "GET", "/readyz");
  assert.equal(answer.status, 503);
  assert.equal(answer.text, "the journal cannot be written\n");
  assert.equal((await ask(server.admin, "GET", "/healthz")).status, 200);
  assert.equal(await figure(server, "skillboard_journal_writable"), 0);
  assert.equal(await figure(server, "skillboard_journal_commit_failures_total"), 1);

  await disk.become("");
  await until(async () => (await ask(server.admin, "GET", "/readyz")).status === 200, "ready again");
  await server.stop();
  await disk.remove();
});

test("what is for operators stands at no other address, and nothing else at theirs", async () => {
  const server = await start();
  for (const path of ["/healthz", "/readyz", "/metrics"]) {
    assert.equal((await ask(server, "GET", path)).status, 404);
    const refused = await ask(server.admin, "POST", path);
    assert.equal(refused.status, 405);
    assert.equal(refused.header("allow"), "GET, HEAD");
  }
  assert.equal((await ask(server.admin, "GET", "/talks")).status, 404);
  const secret = await Server.start({ memory: true });
  servers.push(secret);
  assert.equal(secret.admin.port, 0);
});

test("requests are counted by route and status, polls when they are answered", async () => {
  const server = await start();
  await propose(server, "One");
  await propose(server, "One", { summary: "Anew." });
  await comment(server, "One", "A word.");
  await ask(server, "GET", "/talks/Nowhere");
  await ask(server, "PATCH", "/talks");
  await ask(server, "GET", "/");
  const parked = await park(server);
  const before = await requests(server, "GET /talks", 200);
  await comment(server, "One", "Another.");
  await parked.response();
  parked.destroy();

  assert.equal(await requests(server, "PUT /talks/{title}", 201), 1);
  assert.equal(await requests(server, "PUT /talks/{title}", 204), 1);
  assert.equal(await requests(server, "POST /talks/{title}/comments", 201), 2);
  assert.equal(await requests(server, "GET /talks/{title}", 404), 1);
  assert.equal(await requests(server, "other", 405), 1);
  assert.equal(await requests(server, "GET /{file}", 200), 1);
  assert.equal(await requests(server, "GET /talks", 200), before + 1);
  const timed = await figure(server, "skillboard_http_request_duration_seconds_count", { route: "GET /talks" });
  assert.equal(timed, before, "how long a poll waits says nothing of how fast the server is");
  assert.equal(await figure(server, "skillboard_http_refusals_total", { reason: "no-such-talk" }), 1);
  assert.equal(await figure(server, "skillboard_http_refusals_total", { reason: "method-not-allowed" }), 1);
});

test("messages that are no requests are counted by why they are refused", async () => {
  const server = await start();
  const wire = await Wire.open(server);
  wire.send("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
  assert.equal((await wire.response()).status, 400);
  wire.destroy();
  await ask(server, "GET", "/", { Host: "evil.example" });

  assert.equal(await figure(server, "skillboard_http_refusals_total", { reason: "bad-host" }), 1);
  assert.equal(await figure(server, "skillboard_http_refusals_total", { reason: "not-our-host" }), 1);
});

test("who waits and listens is told by transport, and is gone when they are", async () => {
  const server = await start();
  await propose(server, "One");
  const tag = encodeURIComponent((await look(server)).tag);
  const listeners = transport => figure(server, "skillboard_listeners", { transport });
  const polls = [await park(server), await park(server)];
  const events = await EventStream.open(server, `/changes?since=${tag}`);
  const socket = await WebSocketClient.open(server, `/changes?since=${tag}`);
  await socket.next();

  assert.deepEqual(await Promise.all(["poll", "events", "websocket"].map(listeners)), [2, 1, 1]);
  assert.equal(await figure(server, "skillboard_http_connections"), 4);
  for (const one of [...polls, events, socket]) one.destroy();
  await until(async () => await figure(server, "skillboard_http_connections") === 0, "everybody gone");
  assert.deepEqual(await Promise.all(["poll", "events", "websocket"].map(listeners)), [0, 0, 0]);
});

test("commits, bytes and descriptors are counted", async () => {
  const server = await start({ memory: false });
  await propose(server, "One");
  const [received, sent] = await Promise.all([figure(server, "skillboard_http_received_bytes_total"),
    figure(server, "skillboard_http_sent_bytes_total")]);
  const wire = await Wire.open(server);
  const text = `GET /talks HTTP/1.1\r\nHost: localhost\r\n\r\n`;
  const answer = await wire.send(text).response();
  const opened = await figure(server, "process_open_fds");
  wire.destroy();

  assert.equal(await figure(server, "skillboard_journal_commits_total"), 1);
  assert.equal(await figure(server, "skillboard_journal_commit_duration_seconds_count"), 1);
  assert.equal(await figure(server, "skillboard_journal_batch_changes_sum"), 1);
  assert.equal(await figure(server, "skillboard_publications_total"), 1);
  assert.equal(await figure(server, "skillboard_board_version"), 1);
  assert.equal(await figure(server, "skillboard_http_received_bytes_total"), received + text.length);
  assert.ok(await figure(server, "skillboard_http_sent_bytes_total") > sent + answer.body.length);
  await until(async () => await figure(server, "process_open_fds") < opened, "a descriptor given back");
  await until(async () => await figure(server, "skillboard_event_loop_lag_seconds_count") > 0, "a look at the loop");
});

test("promtool finds nothing wrong with the metrics, and docs/metrics.md names each", async () => {
  const server = await start();
  await propose(server, "One");
  await ask(server, "GET", "/talks/Nowhere");
  const metrics = await scrape(server);

  assert.deepEqual(await promtool(["check", "metrics"], metrics), { code: 0, output: "" });
  const documented = await readFile(new URL("../../docs/metrics.md", import.meta.url), "utf8");
  const told = [...metrics.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name);
  const named = [...documented.matchAll(/^\| `(\w+)[`{]/gm)].map(([, name]) => name);
  assert.deepEqual(named.toSorted(), told.toSorted());
});

/** What a server logged, from a format of JSON. */
const logged = server => server.log.trim().split("\n").map(line => JSON.parse(line));

test("the log is one JSON object a line, and its level follows signals", async () => {
  const server = await start({}, "--log-format", "json", "--log-level", "warn");
  assert.equal(server.log, "");
  server.signal("SIGUSR1");
  await until(async () => server.log.includes("\n"), "a word about the level");
  assert.deepEqual(Object.keys(logged(server)[0]), ["time", "level", "message"]);
  assert.equal(logged(server)[0].message, "logging from info on");
  assert.ok(Math.abs(Date.parse(logged(server)[0].time) - Date.now()) < 60_000);
  for (const level of ["warning", "error"]) {
    server.signal("SIGUSR2");
    await until(async () => server.log.includes(`logging from ${level} on`), level);
  }
  await server.stop();
  assert.equal(logged(server).some(({ message }) => message === "stopping"), false);
});

test("requests are logged by route, without what people wrote, and with addresses only when asked for", async () => {
  const parameters = ["--access-log", "--log-format", "json", "--trusted-proxy", "127.0.0.1"];
  for (const addresses of [false, true]) {
    const server = await start({}, ...parameters, ...addresses ? ["--log-addresses"] : []);
    const from = { "X-Forwarded-For": "192.0.2.7", "X-Request-Id": "of-the-proxy.1" };
    const device = "skillboard-device=0123456789abcdefghjkmnpqrs0123456789abcdefghjkmnpqrs";
    await propose(server, "Secret title", { ...from, Cookie: device });
    await ask(server, "GET", "/talks/Secret%20title?by=Somebody", { "X-Request-Id": "not\"an id", Cookie: device });
    await ask(server, "POST", "/door", { "Content-Type": "application/json" }, { passphrase: "correct horse" });
    const parked = await park(server);
    await comment(server, "Secret title", "A secret word.");
    await parked.response();
    parked.destroy();

    const lines = logged(server).filter(({ message }) => message === "request");
    assert.equal(lines[0].id, "of-the-proxy.1");
    assert.equal(lines[0].route, "PUT /talks/{title}");
    assert.equal(lines[0].status, 201);
    assert.equal(lines[1].route, "GET /talks/{title}");
    assert.match(lines[1].id, /^[0-9a-f]{8}-\d+$/);
    assert.ok(lines[1].size > 50 && lines[1].duration > 0 && lines[1].duration < 5);
    assert.ok(lines.some(({ route, status }) => route === "GET /talks" && status === 200));
    assert.equal(lines[0].client, addresses ? "192.0.2.7" : undefined);
    for (const word of ["Secret", "secret", "skillboard-device", "0123456789abcdefgh", "horse", "Somebody"]) {
      assert.ok(!server.log.includes(word), `${word} in ${server.log}`);
    }
    assert.equal(server.log.includes("192.0.2.7"), addresses);
  }
});

test("as text an event is a line with names", async () => {
  const server = await start({}, "--access-log");
  await ask(server, "GET", "/talks/Nowhere");
  await until(async () => server.log.includes("request"), "a line");
  const line = server.log.split("\n").find(each => each.includes("request"));
  assert.match(line ?? "", /^\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d info request id=\S+ route="GET \/talks\/\{title\}" /);
  assert.match(line ?? "", / status=404 duration=\S+ size=\d+ reason=no-such-talk$/);
});

test("where standard error is the journal's, lines begin with their priority and leave the time to it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "skillboard-journal-"));
  const log = await open(join(folder, "log"), "w");
  const { dev, ino } = await log.stat();
  const server = spawn(binary, ["serve", "--memory", "--listen", "127.0.0.1:0"],
    { stdio: ["ignore", "pipe", log.fd], env: { ...process.env, JOURNAL_STREAM: `${dev}:${ino}` } });
  await once(/** @type {import("node:stream").Readable} */ (server.stdout), "data");
  server.kill();
  await once(server, "close");
  await log.close();

  assert.equal(await readFile(join(folder, "log"), "utf8"), "<6>serving version 0 of the board\n<6>stopping\n");
  await rm(folder, { recursive: true });
});
