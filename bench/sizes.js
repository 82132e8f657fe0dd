// @ts-check
// What a board takes that is watched by many, and one that is ten years old: memory, disk, and the time of what an
// operator does with it. For docs/operating.md.
//
//   SKILLBOARD_BINARY=… node bench/sizes.js [WATCHERS] [YEARS]
import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { connect } from "node:net";
import { join, dirname } from "node:path";
import { promisify } from "node:util";
import { ask, request, Wire } from "../tests/support/raw_http.js";
import { comment, look, propose } from "../tests/support/board.js";
import { Server, binary } from "../tests/support/server.js";

const watchers = Number(process.argv[2] ?? 10_000);
const years = Number(process.argv[3] ?? 10);

/** What a group of forty does in a year that meets every other week. */
const ofAYear = { talks: 104, commentsPerTalk: 10, edits: 2 };
const summary = "What it is about, in a line or two, as people write. ".repeat(4);
const words = "I would like to come, and can bring a second wheel. ".repeat(2);

const megabytes = bytes => `${(bytes / 1e6).toFixed(1)} MB`;
const residentBytes = async pid =>
  1024 * Number(/^Pss:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1]);
/** What the system holds for itself, sockets among it. */
const systemBytes = async () =>
  1024 * Number(/^SUnreclaim:\s+(\d+)/m.exec(await readFile("/proc/meminfo", "utf8"))?.[1]);

async function timed(name, work) {
  const start = performance.now();
  const told = await work();
  console.log(`${name}: ${(performance.now() - start).toFixed(0)} ms${told ? `, ${told}` : ""}`);
}

/** Connects as a page does that watches, from so many addresses that none has too many. */
async function watch(server, tag, index) {
  const socket = connect({ port: server.port, host: "127.0.0.1", localAddress: `127.0.1.${1 + index % 50}` });
  const answered = new Promise((resolve, reject) => {
    socket.once("data", resolve);
    socket.once("error", reject);
  });
  socket.write(request("GET", `/changes?since=${tag}`, { Connection: "Upgrade", Upgrade: "websocket",
    "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==" }));
  const head = String(await answered);
  if (!head.startsWith("HTTP/1.1 101")) throw new Error(head);
  return socket;
}

async function measureWatchers() {
  const server = await Server.start({ arguments: ["--max-connections-per-address=100000",
    "--max-waiters-per-address=100000"] });
  for (let talk = 0; talk < 10; ++talk) await propose(server, `Talk ${talk}`, { summary });
  const tag = encodeURIComponent((await look(server)).tag.slice(1, -1));
  const [residentBefore, systemBefore] = [await residentBytes(server.pid), await systemBytes()];
  const sockets = [];
  while (sockets.length < watchers) {
    const some = Array.from({ length: Math.min(100, watchers - sockets.length) }, (_, index) => sockets.length + index);
    sockets.push(...await Promise.all(some.map(index => watch(server, tag, index))));
  }
  console.log(`${watchers} who watch by WebSocket: the server ${megabytes(await residentBytes(server.pid))}, ${
    megabytes(residentBefore)} before; the system ${
    megabytes(await systemBytes() - systemBefore)} more, for both ends`);
  for (let round = 0; round < 10; ++round) await comment(server, "Talk 1", words);
  console.log(`after ten changes that all were told of: ${megabytes(await residentBytes(server.pid))}`);
  for (const socket of sockets) socket.destroy();
  await server.remove();
}

async function write(wire, method, target, body) {
  const answer = await wire.ask(method, target, {}, body);
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`);
}

async function fill(server) {
  const talks = Array.from({ length: ofAYear.talks * years }, (_, index) => index);
  let changes = 0;
  await Promise.all(Array.from({ length: 40 }, async () => {
    const wire = await Wire.open(server);
    for (let talk = talks.pop(); talk !== undefined; talk = talks.pop()) {
      const path = `/talks/${encodeURIComponent(`Talk number ${talk}`)}`;
      for (let edit = 0; edit <= ofAYear.edits; ++edit) {
        await write(wire, "PUT", path, { presenter: `Member ${talk % 40}`, summary: `${summary}${edit}` });
      }
      for (let each = 0; each < ofAYear.commentsPerTalk; ++each) {
        await write(wire, "POST", `${path}/comments`, { author: `Member ${each}`, message: words });
      }
      changes += 1 + ofAYear.edits + ofAYear.commentsPerTalk;
    }
    wire.destroy();
  }));
  return changes;
}

async function measureYears() {
  const server = await Server.start();
  const changes = await fill(server);
  console.log(`${years} years: ${changes} changes, ${ofAYear.talks * years} talks on the board`);
  console.log(`the server: ${megabytes(await residentBytes(server.pid))}; the list of talks: ${
    megabytes((await ask(server, "GET", "/talks")).body.length)}`);
  const run = (...parameters) => promisify(execFile)(binary, [...parameters, "--data", server.dataFile]);
  const size = async file => megabytes((await stat(file)).size);
  const [backup, exported] = ["backup.db", "board.jsonl"].map(name => join(dirname(server.dataFile), name));
  await timed("backup while it serves", async () => { await run("backup", backup); return size(backup); });
  await timed("verify", async () => { await run("verify"); });
  await timed("export", async () => { await run("export", exported); return size(exported); });
  await server.stop();
  console.log(`the file, after a clean stop: ${await size(server.dataFile)}`);
  await timed("start", async () => { await server.start(); });
  await server.remove();
}

await measureWatchers();
await measureYears();
