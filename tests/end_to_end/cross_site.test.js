// @ts-check
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Server } from "../support/server.js";
import { ask } from "../support/raw_http.js";
import { assertProblem, look, propose } from "../support/board.js";

/** @type {Server} */
let server;
/** @type {Server} */
let proxied;
before(async () => {
  server = await Server.start(
    { memory: true, arguments: ["--public-url", "https://board.test:8444"] });
  proxied = await Server.start(
    { memory: true, arguments: ["--public-url", "https://board.example:8443"] });
  for (const each of [server, proxied]) await propose(each, "There");
});
after(() => Promise.all([server.remove(), proxied.remove()]));

const write = (headers, to = server) =>
  ask(to, "POST", "/talks/There/comments", headers, { author: "A", message: "B" });

test("a write from another site is refused, whatever it would do", async () => {
  const before = await look(server);
  const headers = { Host: "board.test", Origin: "http://evil.test" };
  for (const [method, path, body] of [["PUT", "/talks/There", { presenter: "A", summary: "B" }],
    ["PUT", "/talks/Other", { presenter: "A", summary: "B" }], ["DELETE", "/talks/There"],
    ["POST", "/talks/There/comments", { author: "A", message: "B" }]]) {
    assertProblem(await ask(server, method, path, headers, body), 403);
  }
  assert.deepEqual(await look(server), before);
});

test("Sec-Fetch-Site decides where it is sent", async () => {
  for (const site of ["cross-site", "same-site"]) {
    assertProblem(await write({ "Sec-Fetch-Site": site }), 403);
    assertProblem(await write(
      { Host: "board.test", "Sec-Fetch-Site": site, Origin: "http://board.test" }), 403);
  }
  for (const site of ["same-origin", "none"]) {
    assert.equal((await write({ "Sec-Fetch-Site": site })).status, 201, site);
  }
  assert.equal((await write({ "Sec-Fetch-Site": "same-origin", Origin: "https://elsewhere.test" }))
    .status, 201);
});

test("an origin other than the host is another site", async () => {
  for (const origin of ["http://evil.test", "null", "http://board.test:81", "http://board.test.evil",
    "http://evil.test/board.test", "board.test", "", "http://xboard.test"]) {
    assertProblem(await write({ Host: "board.test", Origin: origin }), 403);
  }
});

test("an origin that is the host is ours", async () => {
  for (const [host, origin] of [["board.test", "http://board.test"],
    ["board.test:8000", "http://board.test:8000"], ["board.test", "https://board.test"],
    ["BOARD.test", "http://board.test"], ["[::1]:8000", "http://[::1]:8000"]]) {
    assert.equal((await write({ Host: host, Origin: origin })).status, 201, origin);
  }
});

test("what does not come from a page is not refused", async () => {
  assert.equal((await write({})).status, 201);
});

test("reading from another site is not a write", async () => {
  const headers = { Origin: "http://evil.test", "Sec-Fetch-Site": "cross-site" };
  const response = await ask(server, "GET", "/talks", headers);
  assert.equal(response.status, 200);
  assert.equal(response.header("access-control-allow-origin"), undefined);
});

test("the public address is an origin of ours, whatever Host says", async () => {
  const Host = "127.0.0.1:8000"; // as nginx and Apache have it, unless told otherwise
  const ours = await write({ Host, Origin: "https://board.example:8443" }, proxied);
  assert.equal(ours.status, 201);
  for (const origin of ["https://board.example", "http://board.example:8443"]) {
    assertProblem(await write({ Host, Origin: origin }, proxied), 403);
  }
});
