// @ts-check
// Which hosts the server answers for. A page of another site whose name was made to lead to our
// address (DNS rebinding) sends that name.
import assert from "node:assert/strict";
import { hostname } from "node:os";
import { after, before, test } from "node:test";
import { Server } from "../support/server.js";
import { Wire, ask, request } from "../support/raw_http.js";
import { assertProblem, look, propose } from "../support/board.js";

/** @type {Server} */
let server;
before(async () => {
  server = await Server.start(
    { memory: true, arguments: ["--public-url", "https://board.example:8443"] });
  await propose(server, "There");
});
after(() => server.remove());

const assertNotOurs = response => {
  const problem = assertProblem(response, 421);
  assert.equal(response.reason, "Misdirected Request");
  assert.equal(problem.type, "/problems/not-our-host");
  assert.match(problem.detail, /--public-url/);
};

test("a page that was led here under another name can neither read nor write", async () => {
  const board = await look(server);
  const talk = { presenter: "Eve", summary: "Taken" };
  const rebound = `evil.test:${server.port}`;
  for (const [method, target, body] of /** @type {[string, string, any?][]} */ ([
    ["GET", "/"], ["GET", "/js/main.js"], ["GET", "/none"], ["GET", "/talks"], ["GET", "/changes"],
    ["GET", "/talks/There"], ["OPTIONS", "/talks"], ["OPTIONS", "*"], ["DELETE", "/talks/There"],
    ["PUT", "/talks/There", talk], ["PUT", "/talks/New", talk], ["POST", "/changes/1/undo"],
    ["POST", "/talks/There/comments", { author: "Eve", message: "Hi" }]])) {
    const headers = { Host: rebound, Origin: `http://${rebound}`, "Sec-Fetch-Site": "same-origin" };
    assertNotOurs(await ask(server, method, target, headers, body));
  }
  assert.equal((await ask(server, "HEAD", "/talks", { Host: rebound })).status, 421);
  assert.deepEqual(await look(server), board);
});

test("it cannot wait for changes either", async () => {
  const { tag } = await look(server);
  const headers = { Host: "evil.test", "If-None-Match": tag, Prefer: "wait=30" };
  assertNotOurs(await ask(server, "GET", "/talks", headers));
});

test("the connection stays open", async () => {
  const wire = await Wire.open(server);
  assertNotOurs(await wire.ask("GET", "/talks", { Host: "evil.test" }));
  assert.equal((await wire.ask("GET", "/talks")).status, 200);
  wire.destroy();
});

test("a host in the target counts, and not Host", async () => {
  assertNotOurs(await ask(server, "GET", "http://evil.test/talks", { Host: "localhost" }));
});

test("the server's own hosts are known, at any port", async () => {
  const label = hostname().split(".")[0];
  for (const host of ["localhost", "LOCALHOST:1", "localhost.", "board.localhost:8000", "127.0.0.1",
    "192.0.2.7:8000", "[::1]", "[2001:db8::7]:8000", "board.example", "Board.Example.:1", hostname(),
    `${label}:8000`, `${label}.local`]) {
    assert.equal((await ask(server, "GET", "/talks", { Host: host })).status, 200, host);
  }
});

test("names that only look like one of them are not", async () => {
  for (const host of ["board.example.evil.test", "xboard.example", "www.board.example", "board",
    "localhost.evil.test", "notlocalhost", "127.0.0.1.evil.test", "2130706433", "[::1].evil.test",
    "local", "board%2Eexample"]) {
    const wire = await Wire.open(server);
    const { status } = await wire.ask("GET", "/talks", { Host: host });
    assert.ok(status === 421 || (status === 400 && host.startsWith("[")), `${host}: ${status}`);
    wire.destroy();
  }
});

test("a request of HTTP/1.0 need not name a host", async () => {
  const wire = await Wire.open(server);
  wire.send("GET /talks HTTP/1.0\r\n\r\n");
  assert.equal((await wire.response()).status, 200);
  await wire.closed();
});

test("what is not HTTP is refused as that, whatever its host", async () => {
  const wire = await Wire.open(server);
  wire.send(request("GET", "/talks", { Host: "evil.test", "Content-Length": "x" }));
  assert.equal((await wire.response()).status, 400);
  await wire.closed();
});
