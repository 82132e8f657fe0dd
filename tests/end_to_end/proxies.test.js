// @ts-check
// Whose word is taken on for whom a request is counted. Seen from outside by the limit of polls.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Server } from "../support/server.js";
import { openSockets, until } from "../support/board.js";
import { assertTooMany, connectFrom, crowd, disperse, parkAll } from "../support/crowd.js";

const proxy = "127.0.0.2";
const stranger = "127.0.0.3";
const limits = ["--max-waiters-per-address", "2", "--max-connections-per-address", "4"];

/** @type {Server} */
let server;
before(async () => {
  server = await Server.start(
    { memory: true, arguments: [...limits, "--trusted-proxy", `${proxy},10.0.0.0/8`] });
});
after(() => server.remove());

/** How many of `count` polls are parked that come from there with these headers. */
async function parked(count, from, headers, to = server) {
  const before = await openSockets(to.pid);
  const wires = await crowd(to, count, from);
  const { parked, refused } = await parkAll(to, wires, headers);
  refused.forEach(assertTooMany);
  disperse(wires);
  await until(async () => await openSockets(to.pid) === before, "no poll");
  return parked;
}

const forwardedFor = list => ({ "X-Forwarded-For": list });

test("who is no trusted proxy is counted as itself, whatever it says", async () => {
  const made = [index => forwardedFor(`198.51.100.${index}`),
    index => ({ Forwarded: `for=198.51.100.${index}` }),
    index => ({ "X-Real-IP": `198.51.100.${index}`, "X-Client-IP": `198.51.100.${index}` })];
  for (const headers of made) assert.equal(await parked(4, stranger, headers), 2);
});

test("on this machine it is warned of, once, with the option that is missing", async () => {
  const warnings = () => server.log.split("\n").filter(line => line.includes("X-Forwarded-For"));
  for (let i = 0; i < 3; ++i) await parked(1, stranger, forwardedFor("198.51.100.1"));
  await until(async () => warnings().length > 0, "a warning");
  assert.equal(warnings().length, 1, server.log);
  assert.ok(warnings()[0].includes(`--trusted-proxy ${stranger}`), warnings()[0]);
});

test("a trusted proxy has a poll counted for whom it asks for", async () => {
  assert.equal(await parked(6, proxy, index => forwardedFor(`198.51.100.${index}`)), 6);
  assert.equal(await parked(6, proxy, index => forwardedFor(`198.51.100.${index % 2}`)), 4);
});

test("what a client said to the proxy is not believed", async () => {
  for (const made of ["1.2.3.X", "10.0.0.X", "X", "\"", "unknown", "1.2.3.X, 127.0.0.2"]) {
    const headers = index => forwardedFor(`${made.replace("X", String(index))}, 192.0.2.1`);
    assert.equal(await parked(4, proxy, headers), 2, made);
  }
  const headers = index => ({ Forwarded: `for=1.2.3.${index}`, ...forwardedFor("192.0.2.1") });
  assert.equal(await parked(4, proxy, headers), 2);
});

test("proxies behind each other are passed over", async () => {
  assert.equal(await parked(4, proxy, forwardedFor("192.0.2.1, 10.0.0.1, 10.200.0.1")), 2);
  assert.equal(await parked(4, proxy, index => forwardedFor(`192.0.2.${index}, 10.0.0.1`)), 4);
});

test("a network of IPv6 counts as one client", async () => {
  const within = index => forwardedFor(`[2001:db8:0:1::${index + 1}]:4711`);
  const across = index => forwardedFor(`2001:db8:0:${index + 1}::1`);
  assert.equal(await parked(4, proxy, within), 2);
  assert.equal(await parked(4, proxy, across), 4);
});

test("a proxy may have more connections than a client", async () => {
  const proxied = await crowd(server, 8, proxy);
  for (const wire of proxied) assert.equal((await wire.ask("GET", "/talks")).status, 200);
  const own = await crowd(server, 4, stranger);
  const more = await connectFrom(server, stranger);
  assertTooMany(await more.response());
  disperse([...proxied, ...own, more]);
});

test("where the proxies write Forwarded, nothing else is read", async () => {
  const other = await Server.start({ memory: true,
    arguments: [...limits, "--trusted-proxy", proxy, "--proxy-header", "forwarded"] });
  try {
    const forwarded = index => ({ Forwarded: `for="198.51.100.${index}:80";proto=https` });
    assert.equal(await parked(4, proxy, forwarded, other), 4);
    const spoofed = index => ({ Forwarded: `for=1.2.3.${index}, for="[2001:db8::1]"`,
      ...forwardedFor(`1.2.3.${index}`) });
    assert.equal(await parked(4, proxy, spoofed, other), 2);
  } finally {
    await other.remove();
  }
});

test("a proxy may call over a socket in the file system", async () => {
  const folder = await mkdtemp(join(tmpdir(), "skillboard-proxy-"));
  const path = join(folder, "board.sock");
  const other = await Server.start(
    { memory: true, listen: `unix:${path}`, arguments: [...limits, "--trusted-proxy", "unix"] });
  try {
    const to = /** @type {any} */ ({ path, pid: other.pid });
    assert.equal(await parked(4, undefined, forwardedFor("192.0.2.1"), to), 2);
    assert.equal(await parked(4, undefined, index => forwardedFor(`192.0.2.${index}`), to), 4);
    assert.equal(await parked(4, undefined, {}, to), 4);
  } finally {
    await other.remove();
    await rm(folder, { recursive: true });
  }
});

test("what names no proxy is refused at the start", async () => {
  for (const wrong of ["localhost", "10.0.0.0/40", ""]) {
    await assert.rejects(Server.start({ memory: true, arguments: ["--trusted-proxy", wrong] }),
      /trusted-proxy/, wrong);
  }
});
