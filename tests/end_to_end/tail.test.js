// @ts-check
// `skillboard tail`, and the other ways to listen that docs/listening.md shows.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { connect } from "node:net";
import { createInterface } from "node:readline";
import { after, afterEach, before, test } from "node:test";
import { createServer as createSecureServer } from "node:tls";
import { Server } from "../support/server.js";
import { comment, look, propose, until } from "../support/board.js";
import { makeCertificate } from "../support/certificate.js";
import { makeFolder } from "../support/data_commands.js";
import { example } from "../support/examples.js";
import { changesSince } from "../support/history.js";

/** @type {Server} */
let server;
/** @type {import("node:child_process").ChildProcess[]} */
let running = [];
before(async () => {
  server = await Server.start();
  await propose(server, "Knots");
});
after(() => server.remove());
afterEach(() => {
  for (const each of running.splice(0)) each.kill("SIGKILL");
});

const url = (path = "/") => `http://127.0.0.1:${server.port}${path}`;
const tagNow = async () => (await look(server)).tag.slice(1, -1);

/** A program whose lines are read one by one. */
function run(command, parameters, options = {}) {
  const program = spawn(command, parameters, { stdio: ["ignore", "pipe", "pipe"], ...options });
  running.push(program);
  const lines = createInterface({ input: /** @type {any} */ (program.stdout) })[Symbol.asyncIterator]();
  const told = { program, complaints: "", next: async () => (await lines.next()).value, ended: once(program, "exit") };
  program.stderr?.on("data", text => { told.complaints += text; });
  return told;
}

const binary = process.env.SKILLBOARD_BINARY ?? "build/asan/skillboard";
const tail = (...parameters) => run(binary, ["tail", ...parameters]);

/** Follows, and has begun to. */
async function following(...parameters) {
  const told = tail(url(), "--since", await tagNow(), ...parameters);
  await comment(server, "Knots", "begin");
  const first = JSON.parse(await told.next());
  assert.equal(first.steps[0].content.message, "begin");
  return Object.assign(told, { first });
}

test("each change is a line, with its tag before the rest", async () => {
  const told = await following();
  for (const message of ["one", "two\nlines"]) await comment(server, "Knots", message);
  const { changes } = (await changesSince(server, told.first.tag)).json;
  for (const change of changes) {
    const tag = told.first.tag.replace(/\d+$/, change.version);
    assert.deepEqual(JSON.parse(await told.next()), { tag, ...change });
  }
});

test("without a tag it begins now", async () => {
  const told = tail(url());
  const said = [];
  const saying = setInterval(() => said.push(comment(server, "Knots", `${said.length}`)), 100);
  const line = JSON.parse(await told.next());
  clearInterval(saying);
  await Promise.all(said);
  assert.equal(line.steps[0].event, "comment_written");
});

test("a server that is killed and comes back is followed on, each change once", async () => {
  const told = await following();
  const heard = [];
  for (let life = 0; life < 3; ++life) {
    await comment(server, "Knots", `before ${life}`);
    heard.push(JSON.parse(await told.next()).version);
    await server.kill();
    await server.start();
    await comment(server, "Knots", `after ${life}`);
    heard.push(JSON.parse(await told.next()).version);
  }
  assert.deepEqual(heard, heard.map((_, index) => told.first.version + 1 + index));
  assert.match(told.complaints, /trying again/);
});

test("one who was away too long, or comes from another board, starts over", async () => {
  const told = tail(url(), "--since", "other-1");
  const line = JSON.parse(await told.next());
  assert.equal(line.tag, await tagNow());
  assert.equal(line.board.talks[0].title, "Knots");
});

test("one talk is followed alone", async () => {
  await propose(server, "Tides");
  const talk = (await look(server)).talks.find(({ title }) => title === "Knots").id;
  const told = await following("--talk", talk);
  await comment(server, "Tides", "elsewhere");
  await comment(server, "Knots", "here");
  assert.equal(JSON.parse(await told.next()).steps[0].content.message, "here");
});

test("what cannot be followed ends it, and it says why", async () => {
  const other = createServer((_, response) => response.end("Hello")).listen(0, "127.0.0.1");
  await once(other, "listening");
  const port = /** @type {any} */ (other.address()).port;
  for (const [parameters, why] of /** @type {[string[], RegExp][]} */ ([
    [["board.example"], /is not the address of a board/],
    [["ftp://board.example/"], /is not the address of a board/],
    [[url("/none/")], /There is no Skillboard/],
    [[`http://127.0.0.1:${port}/`], /There is no Skillboard/],
    [[url(), "--since", "x", "--talk", "nobody"], /There is no such talk/],
  ])) {
    const told = tail(...parameters);
    assert.equal((await told.ended)[0], 1, parameters.join(" "));
    assert.match(told.complaints, why);
  }
  other.close();
});

test("over TLS it hears one whose certificate is trusted and for its host, and nobody else", async context => {
  const folder = await makeFolder(/** @type {any} */ (context));
  const { certificate, key } = await makeCertificate(folder);
  const door = createSecureServer({ cert: await readFile(certificate), key: await readFile(key) }, near => {
    const far = connect(server.port, "127.0.0.1");
    near.on("error", () => far.destroy()).pipe(far).on("error", () => near.destroy()).pipe(near);
  }).listen(0);
  await once(door, "listening");
  context.after(() => door.close());
  const { port } = /** @type {any} */ (door.address());
  const trusting = { env: { ...process.env, SSL_CERT_FILE: certificate } };
  const since = ["--since", await tagNow()];
  const told = run(binary, ["tail", `https://localhost:${port}/`, ...since], trusting);
  await comment(server, "Knots", "safely");
  assert.equal(JSON.parse(await told.next()).steps[0].content.message, "safely");

  const others = [run(binary, ["tail", `https://localhost:${port}/`, ...since]),
    run(binary, ["tail", `https://127.0.0.2:${port}/`, ...since], trusting)];
  for (const other of others) {
    await until(async () => /certificate verify failed/.test(other.complaints), "it is not trusted");
    other.program.kill("SIGTERM");
    assert.equal(await other.next(), undefined);
  }
});

test("it ends well when it is told to, and when nobody reads it", async () => {
  const stopped = await following();
  stopped.program.kill("SIGTERM");
  assert.deepEqual(await stopped.ended, [0, null]);
  const unread = await following();
  unread.program.stdout?.destroy();
  await until(async () => {
    await comment(server, "Knots", "to nobody");
    return unread.program.exitCode !== null;
  }, "it ends");
  assert.equal(unread.program.exitCode, 0);
});

test("curl is told as docs/listening.md has it", async () => {
  const told = run("sh", ["-c", `exec ${await example("curl", url(""))}`]);
  assert.match(await told.next(), /^id: /);
  assert.equal(await told.next(), "event: board");
  assert.match(await told.next(), /^data: \{"talks":/);
});

test("the example for Node does what it says", async () => {
  const told = run("node", ["--input-type=module", "-e", await example("node", url(""))]);
  const saying = setInterval(() => comment(server, "Knots", "Hello"), 100);
  assert.equal(await told.next(), "comment_written Knots");
  clearInterval(saying);
});
