// @ts-check
// What every answer carries, whoever makes it: the board, a file, a refusal, the connection itself.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Server } from "../support/server.js";
import { Wire, ask, request } from "../support/raw_http.js";
import { comment, look, park, propose } from "../support/board.js";

/** @type {Server} */
let server;
before(async () => {
  server = await Server.start({ memory: true, arguments: ["--head-timeout", "0.3"] });
  await propose(server, "There");
});
after(() => server.remove());

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
  + "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
  + "form-action 'self'; frame-ancestors 'none'";

async function rawly(bytes) {
  const wire = await Wire.open(server);
  const response = await wire.send(bytes).response();
  wire.destroy();
  return response;
}

async function parked() {
  const wire = await park(server);
  await propose(server, "There", { summary: String(Math.random()) });
  const response = await wire.response();
  wire.destroy();
  return response;
}

const answers = {
  "the page": () => ask(server, "GET", "/"),
  "the page, not modified": async () =>
    ask(server, "GET", "/", { "If-None-Match": (await ask(server, "GET", "/")).header("etag") }),
  "a file of the page": () => ask(server, "GET", "/icon.svg"),
  "a file that is not there": () => ask(server, "GET", "/none"),
  "the list": () => ask(server, "GET", "/talks"),
  "a HEAD": () => ask(server, "HEAD", "/talks"),
  "not modified": async () =>
    ask(server, "GET", "/talks", { "If-None-Match": (await look(server)).tag }),
  "a poll": parked,
  "a talk": () => ask(server, "GET", "/talks/There"),
  "a proposal": () => propose(server, `New ${Math.random()}`),
  "an edit": () => propose(server, "There", { summary: String(Math.random()) }),
  "a comment": () => comment(server, "There", "Hello."),
  "a removal": () => ask(server, "DELETE", "/talks/None"),
  "OPTIONS": () => ask(server, "OPTIONS", "/talks"),
  "a problem": () => ask(server, "GET", "/talks/None"),
  "a wrong method": () => ask(server, "BREW", "/talks"),
  "a wrong method on the page": () => ask(server, "POST", "/"),
  "bad JSON": () => ask(server, "PUT", "/talks/A", {}, "{"),
  "a write from another site": () =>
    ask(server, "DELETE", "/talks/A", { "Sec-Fetch-Site": "cross-site" }),
  "a request that is none": () => rawly("nonsense\r\n\r\n"),
  "a large body": () => rawly(request("PUT", "/talks/A", { "Content-Length": "99999" })),
  "a large header": () => rawly(request("GET", "/", { X: "x".repeat(17_000) })),
  "a slow header": () => rawly("GET / HTTP/1.1\r\n"),
  "an unknown transfer coding": () => rawly(request("GET", "/", { "Transfer-Encoding": "x" })),
};

const pages = ["the page", "the page, not modified"];
const device = /^skillboard-device=[\w-]{43}; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Lax$/;

for (const [what, answer] of Object.entries(answers)) {
  test(`${what} carries what every answer does`, async () => {
    const response = await answer();

    assert.equal(response.header("content-security-policy"), policy);
    assert.equal(response.header("x-content-type-options"), "nosniff");
    assert.equal(response.header("referrer-policy"), "same-origin");
    assert.equal(response.header("cross-origin-opener-policy"), "same-origin");
    assert.equal(response.header("cross-origin-resource-policy"), "same-origin");
    const allowed = (response.header("permissions-policy") ?? "none").split(", ").filter(each => !each.endsWith("=()"));
    const isPage = response.status === 304 || response.header("content-type")?.startsWith("text/html");
    const passkeys = ["publickey-credentials-create=(self)", "publickey-credentials-get=(self)"];
    assert.deepEqual(allowed, isPage ? passkeys : []);
    const date = response.header("date") ?? "none";
    assert.match(date, /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/);
    assert.ok(Math.abs(Date.parse(date) - Date.now()) < 10_000, date);
    assert.ok(!/\d/.test(response.header("server") ?? ""), "no version");
    if (pages.includes(what)) assert.match(response.header("set-cookie") ?? "none", device);
    else assert.equal(response.header("set-cookie"), undefined, "only a page makes a device");
    assert.equal(response.header("transfer-encoding"), undefined);
  });
}

test("reason phrases are the standard ones", async () => {
  const phrases = { 200: "OK", 201: "Created", 204: "No Content", 304: "Not Modified",
    400: "Bad Request", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
    408: "Request Timeout", 413: /^(Payload|Content) Too Large$/,
    431: "Request Header Fields Too Large", 501: "Not Implemented" };
  for (const answer of Object.values(answers)) {
    const { status, reason } = await answer();
    const phrase = phrases[status];
    if (phrase instanceof RegExp) assert.match(reason, phrase);
    else assert.equal(reason, phrase, String(status));
  }
});

test("nothing a person wrote becomes a header", async () => {
  const title = "x: y; é=\"z\"";
  const response = await propose(server, title);
  assert.equal(response.status, 201);
  assert.equal(response.header("location"), `/talks/${encodeURIComponent(title)}`);
});

test("answers to writes and refusals are not stored", async () => {
  for (const what of ["a problem", "bad JSON", "a comment", "a wrong method"]) {
    assert.equal((await answers[what]()).header("cache-control"), "no-store", what);
  }
});
