// @ts-check
// The server as a service of systemd: told to it, watched by it, and restarted without anybody noticing.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { KeptServer } from "../support/kept_server.js";
import { Wire, ask, request } from "../support/raw_http.js";
import { look, park, poll, propose } from "../support/board.js";

const restarts = 50;

/** @type {KeptServer} */
let server;
beforeEach(async () => {
  server = await KeptServer.start("--address-writes=100000:1000000", "--device-writes=100000:1000000");
});
afterEach(() => server.remove());

/**
 * Asks again and again, over one connection for as long as the server keeps it. Whatever keeps a request from being
 * answered makes it fail.
 * @param {() => boolean} done @param {(round: number) => Buffer} make
 * @param {(answer: import("../support/raw_http.js").Response) => void} take
 */
async function keepAsking(done, make, take) {
  let wire;
  for (let round = 0; !done(); ++round) {
    wire ??= await Wire.open(server);
    const answer = await wire.send(make(round)).response();
    take(answer);
    if (answer.header("connection") === "close") {
      wire.destroy();
      wire = undefined;
    }
  }
  wire?.destroy();
}

/** Polls again and again, as the page does. @param {() => boolean} done @param {(version: number) => void} seen */
async function keepPolling(done, seen) {
  let tag = '"none-0"';
  await keepAsking(done, () => poll(tag, 20), answer => {
    assert.ok([200, 304].includes(answer.status), answer.text);
    tag = answer.header("etag") ?? "";
    seen(Number(tag.slice(1, -1).split("-")[1]));
  });
}

test("fifty restarts under load lose no request, and take no connection", { timeout: 170_000 }, async () => {
  await propose(server, "Under load");
  let over = false;
  const done = () => over;
  const written = new Set();
  let reads = 0;
  let polls = 0;
  const clients = [
    ...Array.from({ length: 4 }, () => keepAsking(done, () => request("GET", "/talks"), answer => {
      assert.equal(answer.status, 200);
      reads += 1;
    })),
    ...Array.from({ length: 2 }, (_, writer) => keepAsking(done,
      round => request("PUT", `/talks/Writer%20${writer}`, {}, { presenter: "Ada", summary: `Round ${round}` }),
      answer => {
        assert.ok([201, 204].includes(answer.status), `${answer.status} ${answer.text}`);
        written.add(Number(answer.header("board-version")));
      })),
    // Each on a connection of its own, so that some call when nobody is there to accept.
    ...Array.from({ length: 2 }, async () => {
      while (!over) {
        assert.equal((await ask(server, "GET", "/talks/Under%20load")).status, 200);
        await sleep(5);
      }
    }),
    ...Array.from({ length: 4 }, () => keepPolling(done, () => { polls += 1; })),
  ];
  const failed = Promise.all(clients);
  const processes = new Set([server.pid]);

  for (let round = 0; round < restarts; ++round) {
    await Promise.race([server.restart(), failed]);
    processes.add(server.pid);
    const [before, writtenBefore] = [reads, written.size];
    while (reads < before + 4 || written.size < writtenBefore + 2) await Promise.race([sleep(2), failed]);
  }
  over = true;
  await propose(server, "Over");
  await failed;

  assert.equal(processes.size, restarts + 1);
  assert.ok(reads > 4 * restarts && polls > restarts, `${reads} reads, ${polls} polls`);
  const answer = await ask(server, "GET", `/changes/${Math.max(...written)}`);
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

test("it says that it is ready, that it is alive, and that it stops", async () => {
  for (let heard = 0; heard < 3; ++heard) await server.hears(/^told WATCHDOG=1$/, server.said.length);
  await server.restart();

  const words = server.said.map(line => line.replace(/ \d+$/, ""))
    .filter(line => line !== "told WATCHDOG=1" && !line.startsWith("listening"));
  assert.deepEqual(words, ["port", "started", "told READY=1", "told STOPPING=1", "ended", "started", "told READY=1"]);
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
