// @ts-check
// A closed board: who does not know the passphrase neither reads nor writes.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Server } from "../support/server.js";
import { ask } from "../support/raw_http.js";
import { assertProblem, comment, look, propose, talkPath } from "../support/board.js";

const phrase = "correct horse";
let folder, file;
/** @type {Server} */
let server;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "skillboard-"));
  file = join(folder, "passphrase");
  await writeFile(file, `${phrase}\n`);
  server = await Server.start({ arguments: ["--passphrase-file", file] });
});
after(async () => {
  await server.remove();
  await rm(folder, { recursive: true });
});

const knock = (passphrase, headers = {}, at = server) => ask(at, "POST", "/door", headers, { passphrase });

/** The cookies that an answer sets, as a browser would send them. */
const cookies = response => response.fields.filter(([name]) => name === "set-cookie")
  .map(([, value]) => value.split(";")[0]).join("; ");

const admitted = async (at = server) => {
  const answer = await knock(phrase, {}, at);
  assert.equal(answer.status, 204, answer.text);
  return { Cookie: cookies(answer) };
};

test("nobody reads or writes who has not said the passphrase", async () => {
  for (const [method, path, body] of [["GET", "/talks"], ["HEAD", "/talks"], ["GET", "/changes"],
    ["GET", "/changes?since=x"], ["GET", "/talks/There"], ["GET", "/device"], ["POST", "/device/code", { name: "A" }],
    ["PUT", "/talks/There", { presenter: "A", summary: "" }], ["DELETE", "/talks/There"],
    ["POST", "/talks/There/comments", { author: "A", message: "B" }], ["POST", "/changes/1/undo"]]) {
    const answer = await ask(server, /** @type {string} */ (method), /** @type {string} */ (path), {}, body);
    assert.equal(answer.status, 401, `${method} ${path}`);
    assert.match(answer.header("www-authenticate") ?? "", /^Passphrase realm=/);
  }
  assert.deepEqual((await ask(server, "GET", "/door")).json, { closed: true, admitted: false });
});

test("the page itself is there, to ask for it", async () => {
  assert.equal((await ask(server, "GET", "/")).status, 200);
});

test("who has said it reads and writes", async () => {
  const headers = await admitted();
  assert.equal((await propose(server, "There", headers)).status, 201);
  assert.equal((await comment(server, "There", "Hello.", headers)).status, 201);
  const list = await ask(server, "GET", "/talks", headers);
  assert.deepEqual(list.json.map(({ title }) => title), ["There"]);
  const known = { ...headers, "If-None-Match": list.header("etag") ?? "" };
  const poll = await ask(server, "GET", "/talks", { ...known, Prefer: "wait=1" });
  assert.equal(poll.status, 304);
  assert.deepEqual((await ask(server, "GET", "/door", headers)).json, { closed: true, admitted: true });
});

test("the cookies are for this host alone and no script", async () => {
  const set = (await knock(phrase)).fields.filter(([name]) => name === "set-cookie");
  assert.equal(set.length, 2);
  for (const [, cookie] of set) {
    assert.match(cookie,
      /^skillboard-(device|admission)=[\w-]{43,52}; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Lax$/);
  }
});

test("an admission is no good on another device, cut or altered", async () => {
  const { Cookie } = await admitted();
  const [device, admission] = Cookie.split("; ");
  const other = cookies(await ask(server, "GET", "/"));
  const altered = admission.slice(0, -1) + (admission.endsWith("0") ? "1" : "0");
  for (const stolen of [admission, `${other}; ${admission}`, `${device}; ${altered}`, device,
    `${device}; ${admission.slice(0, -1)}`, `${device}; skillboard-admission=`, `${Cookie}; ${admission}`]) {
    assert.equal((await ask(server, "GET", "/talks", { Cookie: stolen })).status, 401, stolen);
  }
});

test("a wrong passphrase is refused, however near", async () => {
  for (const wrong of ["", "correct", "Correct horse", "correct horse ".repeat(2), "x".repeat(60_000),
    "\u0000correct horse"]) {
    const problem = assertProblem(await knock(wrong), 403);
    assert.equal(problem.type, "/problems/wrong-passphrase");
  }
  assert.equal((await knock(` ${phrase}\n`)).status, 204, "white space around it does not matter");
  assertProblem(await ask(server, "POST", "/door", {}, {}), 400);
});

test("an admission outlives a restart, and ends when the phrase is another", async () => {
  const headers = await admitted();
  await server.kill();
  await server.start();
  assert.equal((await ask(server, "GET", "/talks", headers)).status, 200);

  await server.stop();
  await writeFile(file, "another phrase");
  await server.start();
  assert.equal((await ask(server, "GET", "/talks", headers)).status, 401);
  await server.stop();
  await writeFile(file, phrase);
  await server.start();
  assert.equal((await ask(server, "GET", "/talks", headers)).status, 200);
});

test("guesses are limited, and the board goes on meanwhile", async () => {
  const usual = await Server.start({ memory: true, usualLimits: true, arguments: ["--passphrase-file", file] });
  try {
    const headers = await admitted(usual);
    const answers = [];
    for (let i = 0; i < 12; i += 1) answers.push(await knock(`guess ${i}`, {}, usual));
    assert.deepEqual(answers.map(({ status }) => status), [...Array(9).fill(403), 429, 429, 429]);
    assert.ok(Number(answers.at(-1)?.header("retry-after")) > 0);
    assert.equal((await knock(phrase, {}, usual)).status, 429, "not even the right one");
    assert.equal((await propose(usual, "Meanwhile", headers)).status, 201);
    assert.deepEqual((await ask(usual, "GET", talkPath("Meanwhile"), headers)).json.title, "Meanwhile");
  } finally {
    await usual.remove();
  }
});

test("a page of another site cannot knock", async () => {
  assertProblem(await knock(phrase, { "Sec-Fetch-Site": "cross-site" }), 403);
});

test("an open board has no door", async () => {
  const open = await Server.start({ memory: true });
  try {
    assert.deepEqual((await ask(open, "GET", "/door")).json, { closed: false, admitted: true });
    assertProblem(await knock(phrase, {}, open), 404);
    await look(open);
  } finally {
    await open.remove();
  }
});

test("a file that has no passphrase keeps the server from starting, with a sentence", async () => {
  for (const [content, sentence] of [["short", /fewer than 8 characters/], ["$argon2i$v=19$m=1", /Argon2id/]]) {
    const bad = join(folder, "bad");
    await writeFile(bad, /** @type {string} */ (content));
    await assert.rejects(Server.start({ memory: true, arguments: ["--passphrase-file", bad] }), sentence);
  }
  await assert.rejects(Server.start({ memory: true, arguments: ["--passphrase-file", join(folder, "none")] }));
});
