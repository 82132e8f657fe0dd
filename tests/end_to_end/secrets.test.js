// @ts-check
// What the files and the log of a board give away: no secret, and the log no word of anybody's.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Server } from "../support/server.js";
import { ask } from "../support/raw_http.js";
import { assertProblem, comment, propose } from "../support/board.js";
import { from } from "../support/history.js";
import { joinBy, makeCode, vouch, wait } from "../support/names.js";
import { assertErased, tracesOf } from "../support/traces.js";

const phrase = "correct-horse-battery";
let folder;
/** @type {Server} */
let server;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "skillboard-"));
  const file = join(folder, "passphrase");
  await writeFile(file, `${phrase}\n`);
  server = await Server.start({ arguments: ["--member-after", "0", "--log-level", "debug"] });
});
after(async () => {
  await server.remove();
  await rm(folder, { recursive: true });
});

const tokenOf = name => from(name).Cookie.split("=")[1];

/** All that is secret, or a person's own, once everything was done that has to do with it. */
async function makeSecrets() {
  await propose(server, "Secret-title", { presenter: "Ada-name", ...from("Ada-name") });
  for (const name of ["Bo-name", "Cy-name"]) {
    await comment(server, "Secret-title", "kept-message", { author: name, ...from(name) });
  }
  const { code } = (await makeCode(server, "Ada-name")).json;
  assert.equal((await joinBy(server, code, "Phone")).status, 201);
  const { code: unused } = (await makeCode(server, "Bo-name")).json;
  const words = await wait(server, "Ada-name", "Lost");
  for (const member of ["Bo-name", "Cy-name"]) {
    assert.equal((await vouch(server, "Ada-name", words, member)).status, 201);
  }
  return { codes: [code, unused], words, tokens: ["Ada-name", "Bo-name", "Cy-name", "Phone", "Lost"].map(tokenOf) };
}

test("no token, code or pair of words is in any byte of the files", async () => {
  const { codes, words, tokens } = await makeSecrets();
  for (const secret of [...tokens, ...tokens.map(token => Buffer.from(token, "base64url")), ...codes, words]) {
    await assertErased(server, secret, "kept-message");
  }
  await server.stop();
  for (const token of tokens) assert.deepEqual(await tracesOf(server, token), []);
  await server.start();
});

test("the log has no word of what people send, whatever becomes of it", async () => {
  const odd = "oddity-4711";
  for (const [method, target, body] of [["PUT", `/talks/${odd}`, { presenter: odd, summary: odd }],
    ["POST", `/talks/${odd}/comments`, { author: odd, message: `${odd}\r\n[error] forged` }],
    ["PATCH", `/talks/${odd}`, { title: `${odd}\n` }], ["GET", `/talks/none-${odd}`],
    ["DELETE", `/talks/${odd}`], ["POST", "/device/join", { code: odd }]]) {
    const headers = { ...from(odd), "User-Agent": odd, "X-Forwarded-For": odd, Referer: `http://${odd}/` };
    await ask(server, /** @type {string} */ (method), /** @type {string} */ (target), headers, body);
  }
  assertProblem(await ask(server, "GET", "/talks", { Host: `${odd}.test` }), 421);
  await server.stop();
  assert.match(server.log, /warning a caller on this machine sends X-Forwarded-For/, "it does log");
  for (const text of [odd, "forged", "Secret-title", "kept-message", "-name", tokenOf(odd), tokenOf("Ada-name")]) {
    assert.equal(server.log.includes(text), false, text);
  }
  await server.start();
});

test("nor do they have the passphrase of a closed board, or what admits to it", async () => {
  const closed = await Server.start({ arguments: ["--passphrase-file", join(folder, "passphrase"),
    "--log-level", "debug"] });
  try {
    const answer = await ask(closed, "POST", "/door", {}, { passphrase: phrase });
    const cookies = answer.fields.filter(([name]) => name === "set-cookie").map(([, value]) => value.split(";")[0]);
    assert.equal(cookies.length, 2);
    await propose(closed, "kept-title", { Cookie: cookies.join("; ") });
    await ask(closed, "POST", "/door", {}, { passphrase: `${phrase}?` });
    for (const secret of [phrase, ...cookies.map(cookie => cookie.split("=")[1])]) {
      await assertErased(closed, secret, "kept-title");
      assert.equal(closed.log.includes(secret), false);
    }
  } finally {
    await closed.remove();
  }
});
