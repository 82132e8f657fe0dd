// @ts-check
// A board below a path of its host, as a proxy asks that passes the path on as it is.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Server, binary } from "../support/server.js";
import { ask } from "../support/raw_http.js";
import { assertProblem, comment, look, propose, talkPath } from "../support/board.js";
import { from, rename, undo, versionOf } from "../support/history.js";
import { WebSocketClient } from "../support/websocket.js";

/** @type {Server} */
let server;
/** The same, as those see it who ask for its own paths. */
let board;
before(async () => {
  server = await Server.start({ memory: true, arguments: ["--public-url", "https://board.example/here/"] });
  board = { port: server.port, basePath: "/here" };
});
after(() => server.remove());

const locationOf = response => response.header("location");
const tokenOf = name => from(name).Cookie.split("=")[1];

test("is there, and nowhere else", async () => {
  assert.equal((await ask(server, "GET", "/here/")).status, 200);
  assert.equal((await ask(server, "GET", "/here/talks")).status, 200);
  for (const path of ["/", "/talks", "/index.html", "/hereafter/", "/there/here/"]) {
    const refused = assertProblem(await ask(server, "GET", path), 404);
    assert.equal(refused.detail, "The board is below /here/.");
  }
});

test("is led to where the slash is missing", async () => {
  const led = await ask(server, "GET", "/here?a=b");
  assert.deepEqual([led.status, locationOf(led)], [308, "/here/?a=b"]);
});

test("says by their whole path where things are", async () => {
  const proposed = await propose(board, "a/b");
  assert.deepEqual([proposed.status, locationOf(proposed)], [201, "/here/talks/a%2Fb"]);
  const written = await comment(board, "a/b", "There.");
  assert.match(locationOf(written) ?? "", /^\/here\/talks\/a%2Fb\/comments\/\w+$/);
  assert.equal(locationOf(await rename(board, "a/b", "c")), "/here/talks/c");
  const former = await ask(board, "GET", talkPath("a/b"));
  assert.deepEqual([former.status, locationOf(former)], [308, "/here/talks/c"]);
  const undone = await undo(board, versionOf(written));
  assert.match(locationOf(undone) ?? "", /^\/here\/changes\/\d+$/);
  assert.equal((await ask(server, "GET", locationOf(undone) ?? "")).status, 200);
});

test("has a page for what is not there that leads back to it", async () => {
  const page = await ask(board, "GET", "/no/such/page");
  assert.equal(page.status, 404);
  const links = [...page.text.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, link]) => link);
  assert.ok(links.includes("/here/"), links.join());
  for (const link of links) {
    assert.equal((await ask(server, "GET", link)).status, 200, link);
  }
});

test("gives devices a cookie that goes to it alone", async () => {
  const [pair, ...attributes] = (await ask(board, "GET", "/")).header("set-cookie")?.split("; ") ?? [];
  assert.match(pair, /^__Secure-skillboard-device\.here=[\w-]{43}$/);
  assert.deepEqual(attributes.sort(), ["HttpOnly", "Max-Age=31536000", "Path=/here/", "SameSite=Lax", "Secure"]);
});

test("is not confused by the cookies of boards above it", async () => {
  const [atRoot, here] = ["__Host-skillboard-device", "__Secure-skillboard-device.here"];
  const own = { Cookie: `${atRoot}=${tokenOf("Eve")}; ${here}=${tokenOf("Ada")}` };
  await propose(board, "Ada's", { presenter: "Ada", ...own });
  const told = (await ask(board, "GET", "/device", own)).json;
  assert.deepEqual(told.names.map(({ name }) => name), ["Ada"]);
  const foreign = { Cookie: `${atRoot}=${tokenOf("Ada")}` };
  assert.equal((await ask(board, "GET", "/device", foreign)).json.device, null);

  const above = await Server.start({ memory: true, arguments: ["--public-url", "http://board.example/here"] });
  const below = await Server.start({ memory: true, arguments: ["--public-url", "http://board.example/here/too"] });
  const both = { Cookie: `skillboard-device.here=${tokenOf("Eve")}; skillboard-device.here.too=${tokenOf("Ada")}` };
  const handles = await Promise.all([[above, "/here"], [below, "/here/too"]].map(async ([{ port }, basePath]) =>
    (await ask({ port, basePath }, "GET", "/device", both)).json.device));
  assert.ok(handles.every(Boolean), handles.join());
  await Promise.all([above.remove(), below.remove()]);
});

test("invites further devices to where it is", async () => {
  const device = { Cookie: `__Secure-skillboard-device.here=${tokenOf("Bo")}` };
  await propose(board, "Bo's", { presenter: "Bo", ...device });
  const made = (await ask(board, "POST", "/device/code", device, { name: "Bo" })).json;
  assert.equal(made.link, `https://board.example/here/#device=${made.code}`);
  const { site } = (await ask(board, "POST", "/device/passkey/challenge", device, { for: "add" })).json;
  assert.equal(site, "board.example");
});

test("lets in who says its passphrase, for itself alone", async () => {
  const folder = await mkdtemp(join(tmpdir(), "skillboard-"));
  const file = join(folder, "passphrase");
  await writeFile(file, "correct horse\n");
  const closed = await Server.start({ memory: true,
    arguments: ["--public-url", "https://board.example/shut", "--passphrase-file", file] });
  const shut = { port: closed.port, basePath: "/shut" };
  const set = (await ask(shut, "POST", "/door", {}, { passphrase: "correct horse" })).fields
    .filter(([name]) => name === "set-cookie").map(([, value]) => value);
  assert.equal(set.length, 2);
  for (const each of set) assert.match(each, /^__Secure-skillboard-\w+\.shut=.*; Path=\/shut\/;/);
  assert.equal((await ask(shut, "GET", "/talks")).status, 401);
  const Cookie = set.map(each => each.split(";")[0]).join("; ");
  assert.equal((await ask(shut, "GET", "/talks", { Cookie })).status, 200);
  await closed.remove();
  await rm(folder, { recursive: true });
});

test("means its own paths in a WebSocket, and the same write as by HTTP", async () => {
  const { tag } = await look(board);
  const device = { Cookie: `__Secure-skillboard-device.here=${tokenOf("Cy")}` };
  const socket = await WebSocketClient.open(server, `/here/changes?since=${encodeURIComponent(tag)}`, device);
  assert.equal(socket.status, 101, socket.body);
  const body = { presenter: "Cy", summary: "" };
  socket.say({ id: "1", method: "PUT", path: "/talks/Knots", headers: { "Idempotency-Key": "k" }, body });
  const told = await socket.find(({ id }) => id === "1");
  assert.deepEqual([told.status, told.location], [201, "/talks/Knots"]);
  const again = await ask(board, "PUT", "/talks/Knots", { "Idempotency-Key": "k", ...device }, body);
  assert.deepEqual([again.status, locationOf(again), versionOf(again)], [201, "/here/talks/Knots", told.version]);
  socket.say({ id: "2", method: "PUT", path: "/here/talks/Knots", body });
  assert.ok((await socket.find(({ problem }) => problem)).problem.detail.includes("/talks/"));
  assert.equal((await look(board)).talks.find(({ title }) => title === "Knots").presenter, "Cy");
  socket.destroy();
});

test("is followed by skillboard tail", async () => {
  const { tag } = await look(board);
  const program = spawn(binary, ["tail", `${server.url}/here/`, "--since", tag.slice(1, -1)]);
  const lines = createInterface({ input: program.stdout })[Symbol.asyncIterator]();
  assert.equal((await propose(board, "Followed", { presenter: "Dee" })).status, 201);
  assert.equal(JSON.parse((await lines.next()).value).steps[0].title, "Followed");
  const ended = once(program, "exit");
  program.kill("SIGKILL");
  await ended;
});
