// @ts-check
// Taking back all that somebody did.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Server } from "../support/server.js";
import { Wire, ask, request } from "../support/raw_http.js";
import { assertProblem, comment, look, propose, talkPath } from "../support/board.js";
import { assertMade, from, named, rename, undo, undoAllBy, versionOf, withoutVersions }
  from "../support/history.js";

/** @type {Server} */
let server;
before(async () => { server = await Server.start(); });
after(() => server.remove());

const board = async () => withoutVersions((await look(server)).talks);
const talkOf = async title => (await ask(server, "GET", talkPath(title))).json;
const versionNow = async () => Number(/-(\d+)"$/.exec((await look(server)).tag)?.[1]);

/** A talk among others with comments, of which the first has been edited. Returns its comments' paths. */
async function prepare(title) {
  await propose(server, title, { presenter: "Ada", summary: "About it." });
  await propose(server, `${title}, continued`);
  const paths = [];
  for (const message of ["First.", "Second.", "Third."]) {
    paths.push((await comment(server, title, message, { author: "Bo" })).header("location"));
  }
  return paths;
}

test("a spree is taken back in one change, and honest work stays", async () => {
  await prepare("Honest one");
  const [path, second] = await prepare("Honest two");
  const since = await versionNow();
  const vandal = { presenter: "Vandal", summary: "Rubbish!", ...from("Vandal") };
  await propose(server, "Honest one", { ...vandal });
  await propose(server, "Spam", vandal);
  const before = [versionOf(await comment(server, "Honest two", "Honest.", { author: "Bo" }))];
  await comment(server, "Honest two", "Rubbish!", { author: "Vandal", ...from("Vandal") });
  await ask(server, "PUT", path, named("Vandal"), { message: "Rubbish!" });
  await ask(server, "DELETE", second, named("Vandal"));
  await rename(server, "Honest two", "Rubbish", named("Vandal"));
  before.push(versionOf(await propose(server, "Honest three", { presenter: "Bo" })));
  const built = versionOf(await propose(server, "Spam two", vandal));
  await comment(server, "Spam two", "What is this?", { author: "Bo" });
  await ask(server, "DELETE", talkPath("Honest one, continued"), named("Vandal"));
  const spoilt = await board();

  const response = await undoAllBy(server, "Vandal", since, named("Keeper"));

  const made = assertMade(response);
  assert.equal(made.by, "Keeper");
  assert.deepEqual(response.json.left, [built]);
  assert.equal(made.undoes.length, made.steps.length);
  assert.deepEqual(made.undoes, [...made.undoes].sort((a, b) => b - a), "the newest first");
  assert.equal(made.undoes.length, 7);
  assert.ok(before.every(version => !made.undoes.includes(version)));
  const talks = await board();
  const titles = talks.map(({ title }) => title).filter(title => /Honest|Spam|Rubbish/.test(title));
  assert.deepEqual(titles, ["Honest one", "Honest one, continued", "Honest two", "Honest two, continued",
    "Honest three", "Spam two"]);
  const two = await talkOf("Honest two");
  assert.deepEqual(two.comments.map(({ message }) => message), ["First.", "Second.", "Third.", "Honest."]);
  assert.equal((await talkOf("Honest one")).summary, "About it.");

  assert.equal(assertProblem(await undoAllBy(server, "Vandal", since), 409).type, "/problems/nothing-to-undo");
  assertMade(await undo(server, made.version));
  assert.deepEqual(await board(), spoilt);
  assertMade(await undo(server, await versionNow()));
  assert.deepEqual(await board(), talks);
});

test("a spree on top of itself is taken back to where it began", async () => {
  await prepare("Spoilt");
  const before = await board();
  const since = await versionNow();
  for (let i = 0; i < 5; ++i) {
    await propose(server, "Spoilt", { presenter: "Troll", summary: `${i}`, ...from("Troll") });
    await rename(server, i === 0 ? "Spoilt" : `Spoilt ${i - 1}`, `Spoilt ${i}`, named("Troll"));
    await comment(server, `Spoilt ${i}`, `Rubbish ${i}`, { author: "Troll", ...from("Troll") });
  }
  await ask(server, "DELETE", talkPath("Spoilt 4"), named("Troll"));
  await propose(server, "Spoilt", { presenter: "Troll", ...from("Troll") });

  const made = assertMade(await undoAllBy(server, "Troll", since));
  assert.equal(made.undoes.length, 17);
  assert.deepEqual(made.left ?? [], []);
  assert.deepEqual(await board(), before);
  assert.equal((await ask(server, "GET", talkPath("Spoilt 4"))).status, 404);
});

test("what is asked of a bulk undo has to be whole", async () => {
  const version = await versionNow();
  for (const body of [{}, { by: "A" }, { since: 1 }, { by: "", since: 1 }, { by: 1, since: 1 }, { by: "A", since: "1" },
    { by: "A", since: -1 }, { by: "A", since: 1.5 }, { by: null, since: 0 }, []]) {
    assertProblem(await ask(server, "POST", "/changes/undo", {}, body), 400);
  }
  assertProblem(await ask(server, "POST", "/changes/undo", { "Content-Type": "text/plain" }, "{}"), 415);
  assertProblem(await undoAllBy(server, "Nobody at all", 0), 409);
  assert.equal(await versionNow(), version);
});

/** Writes `count` comments of a person at a time when nothing else is asked for. */
async function flood(to, title, count) {
  const wire = await Wire.open(to);
  const bytes = request("POST", `${talkPath(title)}/comments`, {}, { author: "Flood", message: "!" });
  for (let left = count; left > 0; left -= 100) {
    const several = Math.min(left, 100);
    wire.send(Buffer.concat(Array.from({ length: several }, () => bytes)));
    for (let i = 0; i < several; ++i) assert.equal((await wire.response()).status, 201);
  }
  wire.destroy();
}

test("2,000 changes are taken back at once, and not one more", async context => {
  const other = await Server.start({ memory: true });
  context.after(() => other.remove());
  for (let i = 0; i < 20; ++i) await propose(other, `Flooded ${i}`);
  for (let i = 0; i < 20; ++i) await flood(other, `Flooded ${i}`, 100);
  await comment(other, "Flooded 0", "One more.", { author: "Flood" });

  const refused = assertProblem(await undoAllBy(other, "Flood", 20), 422);
  const made = assertMade(await undoAllBy(other, "Flood", 21));

  assert.equal(refused.field, "since");
  assert.equal(made.undoes.length, 2_000);
  assert.equal((await look(other)).talks.flatMap(({ comments }) => comments).length, 1);
});

test("to take back what is under one talk costs about what it costs under many", async context => {
  const other = await Server.start({ memory: true });
  context.after(() => other.remove());
  const titles = Array.from({ length: 40 }, (_, index) => `Flooded ${index}`);
  for (const title of [...titles, "Drowned"]) await propose(other, title);
  const secondsOfUndo = async (since, count) => {
    const start = performance.now();
    assert.equal(assertMade(await undoAllBy(other, "Flood", since)).undoes.length, count);
    return (performance.now() - start) / 1000;
  };

  for (const title of titles) await flood(other, title, 15);
  const scattered = await secondsOfUndo(41, 600);
  await flood(other, "Drowned", 600);
  const heaped = await secondsOfUndo(41 + 600 + 1, 600);

  assert.ok(heaped < 5 * scattered, `${heaped} s for what takes ${scattered} s elsewhere`);
});

test("a retry of a refused undo is refused alike, and of a bulk undo answered alike", async () => {
  const since = await versionNow();
  await propose(server, "Retried in bulk", { presenter: "Vandal", summary: "1.", ...from("Vandal") });
  await comment(server, "Retried in bulk", "On it.", { author: "Honest" });
  await comment(server, "Retried in bulk", "Rubbish.", { author: "Vandal", ...from("Vandal") });
  const [refused, bulk] = [{ "Idempotency-Key": "refused" }, { "Idempotency-Key": "bulk" }];
  const answers = async () => [await undo(server, since + 1, refused), await undoAllBy(server, "Vandal", since, bulk)]
    .map(response => [response.status, response.json.type ?? response.json]);
  const first = await answers();
  const { tag } = await look(server);
  assert.deepEqual(await answers(), first);
  await server.kill();
  await server.start();
  assert.deepEqual(await answers(), first);
  assert.deepEqual(first.map(([status]) => status), [409, 201]);
  assert.deepEqual(first[1][1].left, [since + 1]);
  assert.equal((await look(server)).tag, tag);
});
