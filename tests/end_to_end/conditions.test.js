// @ts-check
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Server } from "../support/server.js";
import { ask } from "../support/raw_http.js";
import { assertProblem, look, propose, remove, talkPath } from "../support/board.js";

/** @type {Server} */
let server;
let epoch = "";
let version = 0;
before(async () => {
  server = await Server.start({ memory: true });
  await propose(server, "Old");
  await propose(server, "Kept");
  const { tag } = await look(server);
  [, epoch, version] = /** @type {any} */ (/^"(.+)-(\d+)"$/.exec(tag));
  version = Number(version);
});
after(() => server.remove());

const naming = value => ask(server, "GET", "/talks", { "If-None-Match": value });

test("the tag at hand gives 304 with the tag", async () => {
  const response = await naming(`"${epoch}-${version}"`);

  assert.equal(response.status, 304);
  assert.equal(response.header("etag"), `"${epoch}-${version}"`);
  assert.equal(response.header("cache-control"), "no-store");
  assert.equal(response.header("content-length"), undefined);
});

test("every way to name the tag at hand is understood", async () => {
  const now = `${epoch}-${version}`;
  const names = [`W/"${now}"`, `"x", "${now}"`, `"x",,W/"${now}" , "y"`, "*", `"${now}-gzip"`,
    `"${now};gzip"`, `"${now}-br"`, `W/"${now}-gzip"`, `"a,b", "${now}"`, `\t"${now}"\t`];
  for (const name of names) {
    assert.equal((await naming(name)).status, 304, name);
  }
});

test("any other tag gives the list", async () => {
  const others = [`"${epoch}-${version - 1}"`, `"${epoch}-${version + 1}"`, `"other-${version}"`,
    `"${version}"`, '""', '"0"', "nonsense", `${epoch}-${version}`, `"${epoch}-${version}`,
    `w/"${epoch}-${version}"`, `"${epoch}-0${version}"`, `"${epoch}-${version}-deflate"`,
    `"${epoch}-18446744073709551616"`, `"${epoch}--1"`];
  for (const other of others) {
    const response = await naming(other);
    assert.equal(response.status, 200, other);
    assert.equal(response.header("etag"), `"${epoch}-${version}"`);
  }
});

test("a tag in a second field of the name counts as well", async () => {
  const response = await ask(server, "GET", "/talks",
    { "If-None-Match": '"x"', "if-none-match": `"${epoch}-${version}"` });
  assert.equal(response.status, 304);
});

test("a talk is conditional by its own tag", async () => {
  const tag = (await ask(server, "GET", "/talks/Kept")).header("etag") ?? "";

  const same = await ask(server, "GET", "/talks/Kept", { "If-None-Match": tag });
  const other = await ask(server, "GET", "/talks/Old", { "If-None-Match": tag });

  assert.equal(same.status, 304);
  assert.equal(same.header("etag"), tag);
  assert.equal(other.status, 200);
});

test("If-None-Match: * only creates", async () => {
  const created = await propose(server, "Once", { "If-None-Match": "*" });
  const refused = await propose(server, "Once", { "If-None-Match": "*", summary: "Other." });

  assert.equal(created.status, 201);
  assertProblem(refused, 412);
  assert.equal((await ask(server, "GET", "/talks/Once")).json.summary, "About it.");
});

test("If-Match edits only what it names", async () => {
  await propose(server, "Matched");
  const tag = (await ask(server, "GET", "/talks/Matched")).header("etag") ?? "";

  const first = await propose(server, "Matched", { "If-Match": tag, summary: "Second." });
  const late = await propose(server, "Matched", { "If-Match": tag, summary: "Third." });

  assert.equal(first.status, 204);
  assertProblem(late, 412);
  assert.equal((await ask(server, "GET", "/talks/Matched")).json.summary, "Second.");
});

test("If-Match compares strongly", async () => {
  const tag = (await ask(server, "GET", "/talks/Kept")).header("etag") ?? "";
  assertProblem(await propose(server, "Kept", { "If-Match": `W/${tag}`, summary: "Weak." }), 412);
});

test("If-Match: * never creates", async () => {
  assertProblem(await propose(server, "Not there", { "If-Match": "*" }), 412);
  assert.equal((await ask(server, "GET", talkPath("Not there"))).status, 404);
});

test("a removal can be conditional too", async () => {
  await propose(server, "Guarded");
  const tag = (await ask(server, "GET", "/talks/Guarded")).header("etag") ?? "";
  await propose(server, "Guarded", { summary: "Changed." });

  const refused = await ask(server, "DELETE", "/talks/Guarded", { "If-Match": tag });

  assertProblem(refused, 412);
  assert.equal((await remove(server, "Guarded")).status, 204);
});
