// @ts-check
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Server } from "../support/server.js";
import { Wire, ask } from "../support/raw_http.js";
import { assertProblem, comment, look, propose, remove, talkPath } from "../support/board.js";

/** @type {Server} */
let server;
before(async () => { server = await Server.start({ memory: true }); });
after(() => server.remove());

const put = (path, headers = {}) =>
  ask(server, "PUT", path, headers, { presenter: "Ada", summary: "About it." });

test("any title can be used, and comes back as it was", async () => {
  const titles = ["__proto__", "constructor", "toString", "hasOwnProperty", "2025", "-1", "a/b",
    "/", "a+b", "100 %", "a?b#c", "\"quoted\" <b>&amp;", "talks", "comments", "Größe", "日本語",
    "עברית", "👩🏽‍💻🦄", "e\u0301", "...", "a\\b", "é".repeat(200), "null", ";x=1", "a%2Fb"];
  for (const title of titles) {
    assert.equal((await propose(server, title)).status, 201, title);
    assert.equal((await ask(server, "GET", talkPath(title))).json.title, title);
    assert.equal((await comment(server, title, "Hello.")).status, 201, title);
  }
  const { talks } = await look(server);
  assert.deepEqual(talks.map(talk => talk.title), titles);
  for (const title of titles) assert.equal((await remove(server, title)).status, 204);
  assert.deepEqual((await look(server)).talks, []);
});

test("the list is in the order of proposal, whatever the titles look like", async () => {
  const titles = ["beta", "2025", "Alpha", "1", "zeta", "10", "__proto__", "2"];
  for (const title of titles) await propose(server, title);
  await remove(server, "Alpha");
  await propose(server, "Alpha");
  await propose(server, "beta", { summary: "Edited." });

  const order = (await look(server)).talks.map(talk => talk.title);
  assert.deepEqual(order, [...titles.filter(title => title !== "Alpha"), "Alpha"]);
  for (const title of titles) await remove(server, title);
});

test("a segment is percent-decoded once", async () => {
  await put("/talks/one%252Ftwo");
  await put("/talks/three%2Ffour");
  await put("/talks/five+six");
  await put("/talks/seven%2beight");

  const titles = (await look(server)).talks.map(talk => talk.title);
  assert.deepEqual(titles, ["one%2Ftwo", "three/four", "five+six", "seven+eight"]);
  for (const title of titles) await remove(server, title);
});

test("the query is no part of the path", async () => {
  await put("/talks/Asked?title=Other&x=1");
  assert.equal((await ask(server, "GET", "/talks/Asked?")).status, 200);
  assert.equal((await ask(server, "GET", "/talks?since=yesterday")).status, 200);
  await remove(server, "Asked");
});

test("the path is compared case-sensitively", async () => {
  await put("/talks/Case");
  assert.equal((await ask(server, "GET", "/talks/case")).status, 404);
  assert.equal((await ask(server, "GET", "/Talks/Case")).status, 404);
  assert.equal((await ask(server, "GET", "/TALKS")).status, 404);
  await remove(server, "Case");
});

test("a target in absolute form is understood", async () => {
  const response = await ask(server, "GET", "http://localhost/talks", { Host: "localhost" });
  assert.equal(response.status, 200);
  assert.ok(Array.isArray(response.json));
});

test("malformed escapes, invalid UTF-8 and control characters are refused", async () => {
  const malformed = ["/talks/%zz", "/talks/%", "/talks/a%2", "/talks/%4", "/talks/%ff",
    "/talks/%c0%af", "/talks/%ed%a0%80", "/talks/%f4%90%80%80", "/talks/%e2%82", "/talks/a%00b",
    "/talks/%0a", "/talks/%0d%0aX:1", "/talks/%1f", "/talks/%7f", "/talks/%c2%80"];
  for (const path of malformed) {
    assertProblem(await ask(server, "GET", path), 400);
    assertProblem(await put(path), 400);
  }
  assert.deepEqual((await look(server)).talks, []);
});

test("what no target may hold is refused, and the connection closes", async () => {
  for (const target of ["/talks/é", "/talks/\u0001", "/talks/a\u007f", "/talks/a b", "talks", "\\"]) {
    const wire = await Wire.open(server);
    wire.send(Buffer.from(`GET ${target} HTTP/1.1\r\nHost: localhost\r\n\r\n`, "utf8"));
    assert.equal((await wire.response()).status, 400, JSON.stringify(target));
    await wire.closed();
  }
});

test("titles that cannot be addressed or read are refused", async () => {
  const refused = ["/talks/%2E", "/talks/%2e%2E", "/talks/%20", "/talks/%20%20",
    "/talks/%E2%80%83", `/talks/${"x".repeat(201)}`, `/talks/${encodeURIComponent("é".repeat(201))}`];
  for (const path of refused) assertProblem(await put(path), 422);
  assert.deepEqual((await look(server)).talks, []);
});

test("a title is counted in characters, not in bytes", async () => {
  const longest = "🦄".repeat(200);
  assert.equal((await propose(server, longest)).status, 201);
  assert.equal((await remove(server, longest)).status, 204);
});

test("an unknown path under /talks is a problem", async () => {
  for (const path of ["/talks/", "/talks/a/b", "/talks/a/comments/b/c", "/talks//comments",
    "/talks/a/Comments", "/talks/a/comments/"]) {
    assertProblem(await ask(server, "GET", path), 404);
  }
});

test("a path of slashes is only not found", async () => {
  for (const path of ["//", "///", "//talks", "//board.test/talks"]) {
    assert.equal((await ask(server, "GET", path)).status, 404, path);
  }
  assert.equal((await look(server)).talks.length, 0);
});
