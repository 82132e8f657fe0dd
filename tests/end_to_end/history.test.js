// @ts-check
// The history in pages, and change by change.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Server } from "../support/server.js";
import { ask } from "../support/raw_http.js";
import { assertProblem, comment, look, propose, remove } from "../support/board.js";
import { change, changesSince, page, versionOf } from "../support/history.js";

/** @type {Server} */
let server;
before(async () => {
  server = await Server.start();
  await propose(server, "There from the start");
  for (let i = 0; i < 210; ++i) await comment(server, "There from the start", `Filling ${i}.`);
});
after(() => server.remove());

const versionsOf = ({ changes }) => changes.map(({ version }) => version);

/** A tag of the same epoch as the board's, without quotes. */
async function tagOf(version) {
  const { tag } = await look(server);
  return tag.slice(1, -1).replace(/\d+$/, String(version));
}

const versionNow = async () => Number(/-(\d+)"$/.exec((await look(server)).tag)?.[1]);

test("pages go back from the newest to the first change, without a gap", async () => {
  const now = await versionNow();
  const seen = [];
  for (let query = { limit: "40" }, pages = 0; ; ++pages) {
    const { changes, next, tag } = await page(server, query);
    assert.equal(tag, await tagOf(now));
    seen.push(...changes.map(({ version }) => version));
    if (next === null) break;
    assert.equal(changes.length, 40);
    assert.ok(pages < now, "it has no end");
    query = { limit: "40", before: String(next) };
  }
  assert.deepEqual(seen, Array.from({ length: now }, (_, index) => now - index));
});

test("a page tells the newest 50 unless asked for others, and 200 at the most", async () => {
  assert.equal((await page(server)).changes.length, 50);
  assert.equal((await page(server, { limit: "200" })).changes.length, 200);
  assert.equal((await page(server, { limit: "201" })).changes.length, 200);
  assert.equal((await page(server, { limit: "18446744073709551615" })).changes.length, 200);
  const before = await page(server, { before: "4" });
  assert.deepEqual([versionsOf(before), before.next], [[3, 2, 1], null]);
  assert.deepEqual((await page(server, { before: "1" })).changes, []);
  assert.equal((await page(server, { before: "18446744073709551615", limit: "1" })).changes[0].version,
    await versionNow());
});

test("a page is of one person or about one talk where that is asked for", async () => {
  const start = await versionNow();
  await propose(server, "Of Zoë", { presenter: "Zoë & Co" });
  await propose(server, "Of others", { presenter: "Yan" });
  await comment(server, "Of others", "By her.", { author: "Zoë & Co" });
  await comment(server, "Of Zoë", "By him.", { author: "Yan" });
  await remove(server, "Of Zoë");
  const [hers, talk] = ["Zoë & Co", (await change(server, start + 1)).steps[0].talk];

  assert.deepEqual(versionsOf(await page(server, { by: hers })), [start + 3, start + 1]);
  assert.deepEqual(versionsOf(await page(server, { talk })), [start + 5, start + 4, start + 1]);
  assert.deepEqual(versionsOf(await page(server, { talk, by: "Yan" })), [start + 4]);
  assert.deepEqual(versionsOf(await page(server, { by: "zoë & co" })), []);
  const first = await page(server, { by: hers, limit: "1" });
  assert.deepEqual(versionsOf(first), [start + 3]);
  assert.deepEqual(versionsOf(await page(server, { by: hers, before: String(first.next) })), [start + 1]);
});

test("one change is told as the pages tell it, and not to be stored", async () => {
  const version = versionOf(await propose(server, "Told alone"));
  const response = await ask(server, "GET", `/changes/${version}`);
  assert.equal(response.status, 200);
  assert.equal(response.header("cache-control"), "no-store");
  assert.deepEqual(response.json, (await page(server, { limit: "1" })).changes[0]);
});

test("a change names the newer one in its way, but not where changes are followed", async () => {
  const { tag } = await look(server);
  const version = versionOf(await propose(server, "In the way"));
  await comment(server, "In the way", "On it.");
  assert.equal((await change(server, version)).in_the_way, version + 1);
  assert.deepEqual((await page(server, { limit: "2" })).changes.map(each => each.in_the_way),
    [undefined, version + 1]);
  assert.deepEqual((await changesSince(server, tag)).json.changes.map(each => "in_the_way" in each),
    [false, false]);
});

test("a change that never was is a problem with 404", async () => {
  const next = await versionNow() + 1;
  for (const version of [next, 0, "x", "1x", "-1", "18446744073709551616", "1.0", " 1", "01x"]) {
    const path = `/changes/${encodeURIComponent(version)}`;
    assertProblem(await ask(server, "GET", path), 404);
    assertProblem(await ask(server, "POST", `${path}/undo`), 404);
    assertProblem(await ask(server, "POST", `${path}/purge`), 404);
  }
});

test("a query that cannot be read is refused", async () => {
  for (const query of ["before=x", "before=", "before=-1", "before=1.5", "before=18446744073709551616",
    "limit=x", "limit=", "limit=-1", "before=%", "since=%zz", "by=%ff", "talk=%00", "by=%0a"]) {
    assertProblem(await ask(server, "GET", `/changes?${query}`), 400);
  }
  assert.equal((await ask(server, "GET", "/changes?unknown=1&limit=1")).status, 200);
});

const resources = [
  ["/changes", ["GET", "HEAD", "OPTIONS"]],
  ["/changes?since=x", ["GET", "HEAD", "OPTIONS"]],
  ["/changes/1", ["GET", "HEAD", "OPTIONS"]],
  ["/changes/1/undo", ["OPTIONS", "POST"]],
  ["/changes/1/purge", ["OPTIONS", "POST"]],
  ["/changes/undo", ["OPTIONS", "POST"]],
];
const listed = response => (response.header("allow") ?? "").split(/ *, */).sort();

test("OPTIONS and any other method say what is allowed", async () => {
  for (const [path, allowed] of /** @type {[string, string[]][]} */ (resources)) {
    const options = await ask(server, "OPTIONS", path);
    assert.deepEqual([options.status, listed(options)], [204, allowed], path);
    for (const method of ["GET", "PUT", "POST", "DELETE", "PATCH", "BREW"].filter(each => !allowed.includes(each))) {
      const response = await ask(server, method, path);
      assertProblem(response, 405);
      assert.deepEqual(listed(response), allowed, `${method} ${path}`);
    }
  }
});

test("HEAD answers as GET does, without the body", async () => {
  const { tag } = await look(server);
  for (const path of ["/changes", "/changes?limit=x", "/changes?since=x", `/changes?since=${tag.slice(1, -1)}`,
    `/changes?since=${await tagOf(1)}`, "/changes/1", "/changes/0"]) {
    const get = await ask(server, "GET", path);
    const head = await ask(server, "HEAD", path);
    const fields = response => response.fields.filter(([name]) => name !== "date");
    assert.equal(head.status, get.status, path);
    assert.deepEqual(fields(head), fields(get), path);
  }
});
