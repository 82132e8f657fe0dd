// @ts-check
// The disk under a running server is full or fails, and works again.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { ask } from "../support/raw_http.js";
import { assertProblem, comment, look, propose } from "../support/board.js";
import { FaultyDisk } from "../support/faulty_disk.js";
import { Server } from "../support/server.js";

/** @type {FaultyDisk} */
let disk;
/** @type {Server} */
let server;
beforeEach(async () => {
  disk = await FaultyDisk.make("");
  server = await Server.start(disk.server);
  await propose(server, "Unicycles");
});
afterEach(async () => {
  await server.remove();
  await disk.remove();
});

const messages = ({ talks }) => talks.flatMap(talk => talk.comments.map(({ message }) => message));

/** Writes until it is taken, as a client does that is told to come back later. */
async function insist(message) {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const response = await comment(server, "Unicycles", message);
    if (response.status === 201) return;
    assertProblem(response, 503);
    assert.ok(Date.now() < deadline, "writing does not resume");
    await sleep(50);
  }
}

for (const mood of ["full", "write-error", "sync-error"]) {
  test(`a disk in the mood "${mood}" refuses writes, serves reads, and loses nothing`, async () => {
    await comment(server, "Unicycles", "Before.");
    const before = await look(server);
    await disk.become(mood);

    for (let i = 0; i < 3; ++i) {
      const refused = await comment(server, "Unicycles", `Refused ${i}.`);
      assertProblem(refused, 503);
      assert.match(refused.header("retry-after") ?? "", /^\d+$/);
      assert.deepEqual(await look(server), before);
    }

    await disk.become("");
    await insist("After.");
    assert.deepEqual(messages(await look(server)), ["Before.", "After."]);
    assert.match(server.log, /error the board cannot be saved: [^]* info the board is saved again/);

    await server.kill();
    await server.start();
    assert.deepEqual(messages(await look(server)), ["Before.", "After."]);
  });
}

test("a poll that waits while the disk is full is answered by the first change after", async () => {
  const { tag } = await look(server);
  await disk.become("full");
  assertProblem(await comment(server, "Unicycles", "Refused."), 503);
  const waiting = ask(server, "GET", "/talks", { "If-None-Match": tag, Prefer: "wait=30" });

  await disk.become("");
  await insist("After.");

  const woken = await waiting;
  assert.equal(woken.status, 200);
  assert.deepEqual(messages({ talks: woken.json }), ["After."]);
});

test("a server is not started on a full disk, and says why", async () => {
  await comment(server, "Unicycles", "Kept.");
  await server.stop();
  await disk.become("full");

  await assert.rejects(server.start(), /cannot be written \(database or disk is full.*Make room/);

  await disk.become("");
  await server.start();
  assert.deepEqual(messages(await look(server)), ["Kept."]);
});
