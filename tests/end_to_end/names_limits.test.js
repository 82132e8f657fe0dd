// @ts-check
// One who writes, claims and guesses as fast as it goes gets what one may have, and others are served.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Server } from "../support/server.js";
import { request } from "../support/raw_http.js";
import { look, propose, talkPath } from "../support/board.js";
import { assertTooMany, connectFrom } from "../support/crowd.js";
import { from } from "../support/history.js";
import { namesOf } from "../support/names.js";

const proxy = "127.0.0.2";

/** @type {Server} */
let server;
beforeEach(async () => {
  server = await Server.start({ memory: true, usualLimits: true, arguments: ["--trusted-proxy", proxy] });
  await propose(server, "There", { presenter: "Guest" });
});
afterEach(() => server.remove());

/** A comment, or an edit where it is under the name that belongs to nobody. */
const write = (author, headers) => author === "Guest"
  ? request("PUT", talkPath("There"), headers, { presenter: author, summary: `${Math.random()}` })
  : request("POST", `${talkPath("There")}/comments`, headers, { author, message: "!" });
const isTaken = ({ status }) => status === 201 || status === 204;

/**
 * So many writes at once over one connection, in order.
 * @param {number} count @param {(index: number) => Record<string, string>} headers
 * @param {(index: number) => string} author
 */
async function flood(count, headers, address = "127.0.0.9", author = () => "Guest", to = server) {
  const wire = await connectFrom(to, address);
  const start = performance.now();
  const answers = [];
  for (let sent = 0; sent < count; sent += 100) {
    const several = Array.from({ length: Math.min(100, count - sent) }, (_, index) => sent + index);
    wire.send(Buffer.concat(several.map(index => write(author(index), headers(index)))));
    for (const _ of several) answers.push(await wire.response());
  }
  wire.destroy();
  const taken = answers.filter(isTaken).length;
  const refused = answers.filter(each => !isTaken(each));
  return { taken, refused, seconds: (performance.now() - start) / 1000 };
}

/** Asserts that what was taken is the burst, and what the time that has passed gives. */
function assertLimited({ taken, refused, seconds }, burst, rate) {
  assert.ok(taken >= burst && taken <= burst + rate * seconds + 1, `${taken} in ${seconds} s`);
  refused.forEach(assertTooMany);
}

const writeFrom = async (address, headers, author = "Guest") => {
  const wire = await connectFrom(server, address);
  wire.send(write(author, headers));
  const response = await wire.response();
  wire.destroy();
  return response;
};

test("one device writes sixty times at once, and another one at that address goes on", async () => {
  const result = await flood(200, () => from("Greedy"));
  assertLimited(result, 60, 3);
  assert.ok(Number(result.refused[0].header("retry-after")) <= 2, "it is told when to come again");
  assert.ok((await flood(30, () => from("Greedy"), "127.0.0.10")).refused.length > 20, "from elsewhere neither");
  assert.equal((await writeFrom("127.0.0.9", from("Modest"), "Modest")).status, 201);
  assert.equal((await look(server)).talks[0].comments.filter(({ author }) => author === "Modest").length, 1);
});

test("one address without cookies writes six hundred times, and others go on", async () => {
  assertLimited(await flood(1_000, () => ({})), 600, 20);
  assert.equal((await writeFrom("127.0.0.10", {}, "Modest")).status, 201);
});

test("to forget the cookie each time is of no use", async () => {
  assertLimited(await flood(1_000, index => from(`Disguise ${index}`)), 600, 20);
  assert.equal((await writeFrom("127.0.0.10", from("Modest"), "Modest")).status, 201);
});

test("reads are not counted, nor refused to who has written too much", async () => {
  const wire = await connectFrom(server, "127.0.0.9");
  await flood(100, () => from("Greedy"));
  for (let i = 0; i < 800; ++i) {
    assert.equal((await wire.ask("GET", "/talks/There", from("Greedy"))).status, 200);
  }
  wire.destroy();
});

test("through a proxy each address has its own, and all of one IPv6 network the same", async context => {
  const few = await Server.start({ memory: true, usualLimits: true,
    arguments: ["--trusted-proxy", proxy, "--address-writes", "0.001:50"] });
  context.after(() => few.remove());
  await propose(few, "There", { presenter: "Guest" });
  const through = (of, from = proxy) => flood(60, index => ({ "X-Forwarded-For": of(index) }), from, undefined, few);
  assertLimited(await through(index => `2001:db8:0:1::${index.toString(16)}`), 50, 0.001);
  assert.equal((await through(() => "2001:db8:0:1:ffff::1")).taken, 0, "another address of that network");
  assert.equal((await through(() => "2001:db8:0:2::1")).taken, 50, "another network");
  assert.equal((await through(index => `198.51.100.${index}`)).taken, 60);
  // Who is no proxy is counted as itself.
  assertLimited(await through(index => `192.0.2.${index}`, "127.0.0.3"), 50, 0.001);
});

test("one device claims ten names, and goes on under those", async () => {
  const names = Array.from({ length: 30 }, (_, index) => `Hoarded ${String.fromCodePoint(0x4E00 + index)}`);
  const { taken, refused } = await flood(30, () => from("Hoarder"), "127.0.0.9", index => names[index]);
  assert.equal(taken, 10);
  refused.forEach(assertTooMany);
  assert.equal((await namesOf(server, "Hoarder")).length, 10);
  assert.equal((await writeFrom("127.0.0.9", from("Hoarder"), names[0])).status, 201);
  assert.equal((await writeFrom("127.0.0.9", from("Modest"), names[29])).status, 201);
});

test("one address claims a hundred names, by however many devices", async () => {
  const names = Array.from({ length: 150 }, (_, index) => String.fromCodePoint(0x4E00 + index).repeat(2));
  const { taken, refused, seconds } = await flood(150, index => from(`Hoarder ${index}`), "127.0.0.9",
    index => names[index]);
  assert.ok(taken >= 100 && taken <= 101 + seconds / 60, String(taken));
  refused.forEach(assertTooMany);
  assert.equal((await writeFrom("127.0.0.10", from("Modest"), names[149])).status, 201);
  assert.equal((await writeFrom("127.0.0.9", {}, "Script")).status, 201);
});

test("the limits are those that the operator has set, and what is refused claims and writes nothing", async context => {
  const strict = await Server.start({ memory: true, usualLimits: true, arguments: ["--device-writes", "0.001:3",
    "--address-writes", "0.001:5", "--device-names", "0.001:1", "--address-tries", "0.001:2"] });
  context.after(() => strict.remove());
  const say = (author, headers) =>
    propose(strict, `By ${author}`, { presenter: author, summary: `${Math.random()}`, ...headers });
  const ada = from("Ada");
  for (const [author, status] of [["Ada", 201], ["Bob", 429], ["Ada", 204], ["Ada", 429]]) {
    const { tag } = await look(strict);
    assert.equal((await say(author, ada)).status, status, author);
    assert.equal((await look(strict)).tag === tag, status === 429);
  }
  assert.deepEqual(await namesOf(strict, "Ada"), ["Ada"]);
  const others = [];
  for (let i = 0; i < 5; ++i) others.push((await say("Guest", {})).status);
  assert.equal(others.filter(status => status < 300).length, 2);
  const wire = await connectFrom(strict, "127.0.0.12");
  const guesses = [];
  for (let i = 0; i < 3; ++i) {
    guesses.push((await wire.ask("POST", "/device/join", from(`G ${i}`), { code: "K7QM2XPR" })).status);
  }
  wire.destroy();
  assert.deepEqual(guesses, [404, 404, 429]);
});

test("a rate that is none is refused by name", async () => {
  for (const rate of ["0:1", "1", "1:0", "a:b", "1:2:3", "-1:5", "1e9:1"]) {
    await assert.rejects(Server.start({ memory: true, usualLimits: true, arguments: ["--device-writes", rate] }),
      /the server did not start/, rate);
  }
});
