// @ts-check
// When the system gives no more descriptors, who is connected is served, and nothing spins.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { Server } from "../support/server.js";
import { Wire, ask } from "../support/raw_http.js";
import { openSockets, propose, until } from "../support/board.js";

const limit = 48;

async function ticksOf(pid) {
  const fields = (await readFile(`/proc/${pid}/stat`, "utf8")).split(") ")[1].split(" ");
  return Number(fields[11]) + Number(fields[12]);
}

test("who is connected is served, and newcomers are when there is room again", async () => {
  const server = await Server.start({ launcher: ["prlimit", `--nofile=${limit}:${limit}`] });
  const connected = await Wire.open(server);
  const write = async title => {
    const response = await connected.ask("PUT", `/talks/${title}`, {},
      { presenter: "A", summary: "B" });
    assert.equal(response.status, 201);
  };
  // UBSan needs two descriptors of its own to look at an object of a type it has not seen yet. So
  // whatever runs without descriptors has run before.
  for (let count = 0; count < 20; ++count) await write(`Before${count}`);

  // The kernel takes them all; the server cannot.
  const crowd = await Promise.all(Array.from({ length: 2 * limit }, () => Wire.open(server)));
  await until(async () => await openSockets(server.pid) > limit / 2, "a crowd");
  const before = await ticksOf(server.pid);
  for (let count = 0; count < 20; ++count) await write(`Crowded${count}`);
  await new Promise(resolve => setTimeout(resolve, 1_000)); // what would show it spin
  assert.ok(await ticksOf(server.pid) - before < 50, "half a second of work in more than one");

  for (const wire of crowd) wire.destroy();
  assert.equal((await ask(server, "GET", "/talks")).json.length, 40);
  assert.equal((await propose(server, "Room again")).status, 201);
  connected.destroy();
  assert.equal(await server.remove(), 0);
});
