// @ts-check
// The server as a service of systemd: told to it, watched by it, and restarted without anybody noticing.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { KeptServer } from "../support/kept_server.js";
import { Load } from "../support/load.js";
import { Wire, ask } from "../support/raw_http.js";
import { look, park, propose } from "../support/board.js";

const restarts = 50;

/** @type {KeptServer} */
let server;
beforeEach(async () => {
  server = await KeptServer.start("--address-writes=100000:1000000", "--device-writes=100000:1000000");
});
afterEach(() => server.remove());

test("fifty restarts under load lose no request, and take no connection", { timeout: 170_000 }, async () => {
  const load = await Load.start(server);
  const processes = new Set([server.pid]);

  for (let round = 0; round < restarts; ++round) {
    await load.meanwhile(server.restart());
    processes.add(server.pid);
    await load.goesOn();
  }
  await load.end();

  assert.equal(processes.size, restarts + 1);
  assert.ok(load.reads > 4 * restarts && load.polls > restarts, `${load.reads} reads, ${load.polls} polls`);
  const answer = await ask(server, "GET", `/changes/${Math.max(...load.written)}`);
  assert.equal(answer.status, 200, "the last that was acknowledged is there");
});

test("a caller who comes while nobody is there is served by the next server", async () => {
  const idle = await Wire.open(server); // keeps the old one busy for its grace
  await idle.ask("GET", "/talks");
  const stopped = server.hears(/^told STOPPING=1$/);
  const restarted = server.restart();
  await stopped;
  const { pid } = server;

  const wire = await Wire.open(server);
  const answer = await wire.ask("GET", "/talks");

  assert.equal(answer.status, 200);
  await restarted;
  assert.notEqual(server.pid, pid);
  assert.equal(answer.header("connection"), undefined, "by the new one, which lets it stay");
  for (const each of [idle, wire]) each.destroy();
});

test("who is parked is answered when it restarts, and comes back with the same tag", async () => {
  await propose(server, "There");
  const { tag } = await look(server);
  const parked = await park(server);

  await server.restart();
  const answer = await parked.response();
  assert.equal(answer.status, 304);
  assert.equal(answer.header("etag"), tag);

  const again = await park(server);
  await propose(server, "Later");
  assert.equal((await again.response()).status, 200);
  for (const wire of [parked, again]) wire.destroy();
});

test("operators have a socket of their own, which stays open as well", async () => {
  const operators = { port: server.adminPort };
  for (let life = 0; life < 2; ++life) {
    assert.equal((await ask(operators, "GET", "/readyz")).status, 200);
    assert.equal((await ask(operators, "GET", "/talks")).status, 404);
    assert.equal((await ask(server, "GET", "/readyz")).status, 404);
    await server.restart();
  }
});

test("it says that it is ready, that it is alive, and that it stops", async () => {
  for (let heard = 0; heard < 3; ++heard) await server.hears(/^told WATCHDOG=1$/, server.said.length);
  await server.restart();

  const words = server.said.map(line => line.replace(/ \d+$/, ""))
    .filter(line => line !== "told WATCHDOG=1" && !/^(listening|admin) on/.test(line));
  assert.deepEqual(words, ["port", "admin_port", "started", "told READY=1", "told STOPPING=1", "ended", "started",
    "told READY=1"]);
});

test("the watchdog hears nothing of a server that hangs", async () => {
  await server.hears(/^told WATCHDOG=1$/);
  process.kill(server.pid, "SIGSTOP");
  await sleep(50); // for what was on its way
  const from = server.said.length;
  await sleep(500);
  const heard = server.said.slice(from);
  process.kill(server.pid, "SIGCONT");

  assert.deepEqual(heard, []);
  await server.hears(/^told WATCHDOG=1$/, from);
});
