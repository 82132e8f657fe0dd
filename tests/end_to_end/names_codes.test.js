// @ts-check
// One name on several devices: a code that one of them shows brings in the next one.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Server } from "../support/server.js";
import { ask } from "../support/raw_http.js";
import { assertProblem, comment, look, propose } from "../support/board.js";
import { assertTooMany } from "../support/crowd.js";
import { change, from, page, undo, versionOf } from "../support/history.js";
import { addDevice, as, assertRefused, claim, handleOf, joinBy, makeCode, namesOf, signOut, tellDevice }
  from "../support/names.js";

/** @type {Server} */
let server;
before(async () => {
  server = await Server.start({ memory: true });
  await propose(server, "There");
  await claim(server, "There", "Ada", "Bo", "Élodie Ñ/x");
});
after(() => server.remove());

const say = (author, device) => comment(server, "There", "Hello.", { author, ...from(device) });
const codeOf = async name => (await makeCode(server, name)).json.code;
const devicesOf = async name => (await tellDevice(server, name)).names.find(each => each.name === name).devices;

test("a code is short, has its time, a link and a picture of that", async () => {
  const response = await makeCode(server, "Ada");
  assert.equal(response.status, 201);
  assert.equal(response.header("cache-control"), "no-store");
  const { code, expires, link, qr } = response.json;
  assert.match(code, /^[0-9A-HJKMNP-TV-Z]{8}$/);
  const minutes = (Date.parse(expires) - Date.now()) / 60_000;
  assert.ok(minutes > 1 && minutes < 61, expires);
  assert.equal(link, `http://localhost/#device=${code}`);
  assert.ok(qr.size >= 21 && qr.size < 60, String(qr.size));
  assert.match(qr.path, /^[\w ,.\-]+$/);
});

test("a code brings in one more device, which may do what the others may", async () => {
  const { json: { id } } = await say("Ada", "Ada");
  const response = await addDevice(server, "ada", "Ada's phone", "Ada");
  assert.deepEqual(response.json, { name: "Ada" });

  const handle = await handleOf(server, "Ada's phone");
  const told = await change(server, versionOf(response));
  assert.deepEqual(told.names, [{ event: "device_joined", name: "Ada", device: handle, how: "code" }]);
  assert.deepEqual([told.by, told.device, told.steps], ["Ada", handle, []]);
  assert.equal((await say("Ada", "Ada's phone")).status, 201);
  const edit = await ask(server, "PUT", `/talks/There/comments/${id}`, from("Ada's phone"), { message: "Anew." });
  assert.equal(edit.status, 204);
  const both = await devicesOf("Ada");
  assert.deepEqual(both.map(({ device, how }) => [device, how]),
    [[await handleOf(server, "Ada"), "claimed"], [handle, "code"]]);
  assert.deepEqual((await tellDevice(server, "Ada's phone")).names, (await tellDevice(server, "Ada")).names);
});

test("a code is good for one device once, and the latest one counts", async () => {
  const used = await codeOf("Ada");
  const joined = await joinBy(server, used, "Once");
  assert.equal(joined.status, 201);
  assert.ok((await change(server, versionOf(joined))).undo);
  for (const device of ["Twice", "Ada"]) {
    assertRefused(await joinBy(server, used, device), 404, "no-such-code", "code");
  }
  assert.equal((await joinBy(server, used, "Once")).json.name, "Ada", "it may not have heard the answer");
  await signOut(server, "Ada", await handleOf(server, "Once"));
  assertRefused(await joinBy(server, used, "Once"), 404, "no-such-code", "code");
  assert.equal((await change(server, versionOf(joined))).undo, undefined, "it is out already");
  const [replaced, latest] = [await codeOf("Ada"), await codeOf("Ada")];
  const others = await codeOf("Bo");
  assertRefused(await joinBy(server, replaced, "Replaced"), 404, "no-such-code");
  assert.equal((await joinBy(server, latest, "Latest")).json.name, "Ada");
  assert.equal((await joinBy(server, others, "Bo's phone")).json.name, "Bo");
  assert.deepEqual([await namesOf(server, "Twice"), await namesOf(server, "Replaced")], [[], []]);
});

test("of many who use one code at once, one is let in", async () => {
  const code = await codeOf("Ada");
  const racers = Array.from({ length: 10 }, (_, index) => `Racer ${index}`);
  const answers = await Promise.all(racers.map(racer => joinBy(server, code, racer)));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, ...Array(9).fill(404)]);
});

test("a code can be typed as people do", async () => {
  const spellings = [code => code.toLowerCase(), code => `${code.slice(0, 4)}-${code.slice(4)}`,
    code => [...code].join(" "), code => ` ${code} `, code => code.replaceAll("0", "o").replaceAll("1", "l"),
    code => code.replaceAll("0", "O").replaceAll("1", "I")];
  for (const [index, spell] of spellings.entries()) {
    const code = spell(await codeOf("Bo"));
    const response = await joinBy(server, code, `Typed ${index}`);
    assert.equal(response.status, 201, code);
    await signOut(server, "Bo", await handleOf(server, `Typed ${index}`));
  }
});

test("what is no code is none", async () => {
  const code = await codeOf("Ada");
  for (const wrong of ["K7QM2XPR", "0", `${code}0`, code.slice(1), "********", "’".repeat(8), "x".repeat(3_000)]) {
    assertRefused(await joinBy(server, wrong, "Guesser"), 404, "no-such-code");
  }
  for (const body of [{}, { code: 1 }, { code: null }, [], { code: ["A"] }]) {
    assertProblem(await ask(server, "POST", "/device/join", from("Guesser"), body), 400);
  }
  assertProblem(await ask(server, "POST", "/device/join", {}, { code }), 400);
  assertProblem(await joinBy(server, code, "Guesser", { Origin: "http://evil.test" }), 403);
  assert.deepEqual(await namesOf(server, "Guesser"), []);
  assert.equal((await joinBy(server, code, "After all")).status, 201);
});

test("a joining is retried with its key", async () => {
  const [code, key] = [await codeOf("Ada"), { "Idempotency-Key": "join once" }];
  const first = await joinBy(server, code, "Patient", key);
  const second = await joinBy(server, code, "Patient", key);
  assert.deepEqual([second.status, second.json], [201, first.json]);
});

test("only a device of the name gets a code for it", async () => {
  for (const [name, headers] of [["Ada", from("Bo")], ["Ada", from("Eve")], ["Ada", {}], ["Nobody's", from("Ada")],
    ["Guest", from("Ada")], ["Ada", as("Ada", "Eve")]]) {
    assertRefused(await ask(server, "POST", "/device/code", headers, { name }), 403, "not-yours");
  }
});

test("a device that is signed out is so at once, and the name is another's to it", async () => {
  await addDevice(server, "Ada", "Lost phone");
  const code = await codeOf("Ada");
  const handle = await handleOf(server, "Lost phone");
  for (const stranger of ["Eve", "Bo"]) {
    assertRefused(await signOut(server, "Ada", handle, stranger), 403, "not-yours");
  }
  assert.equal((await signOut(server, "Ada", handle)).status, 204);

  assertRefused(await say("Ada", "Lost phone"), 409, "name-taken");
  assertRefused(await makeCode(server, "Ada", "Lost phone"), 403, "not-yours");
  assertRefused(await signOut(server, "Ada", await handleOf(server, "Ada"), "Lost phone"), 403, "not-yours");
  assert.deepEqual(await namesOf(server, "Lost phone"), []);
  assertRefused(await signOut(server, "Ada", handle), 404, "no-such-device");
  const [left] = (await page(server)).changes;
  assert.deepEqual(left.names, [{ event: "device_left", name: "Ada", device: handle }]);
  assert.equal((await joinBy(server, code, "New phone")).status, 201);
});

test("a code that a device made is of no use once it is signed out", async () => {
  await addDevice(server, "Ada", "Stolen phone");
  const { code } = (await makeCode(server, "Ada", "Stolen phone")).json;
  assert.equal((await signOut(server, "Ada", await handleOf(server, "Stolen phone"))).status, 204);
  assertRefused(await joinBy(server, code, "Thief"), 404, "no-such-code");
  assertRefused(await say("Ada", "Thief"), 409, "name-taken");
});

test("a name is asked for in the address by its letters, however it is written", async () => {
  await addDevice(server, "Élodie Ñ/x", "Tablet");
  const handle = await handleOf(server, "Tablet");
  assertRefused(await signOut(server, "Nobody at all", handle, "Tablet"), 404, "no-such-name");
  assert.equal((await signOut(server, "ÉLODIE ñ/X", handle, "Élodie Ñ/x")).status, 204);
});

test("the undo of a joining signs the device out, for the name's other devices alone", async () => {
  const version = versionOf(await addDevice(server, "Bo", "Guest's laptop"));
  assert.equal((await change(server, version)).undo, `changes/${version}/undo`);
  const { tag } = await look(server);
  for (const headers of [{}, from("Eve"), as("Ada")]) {
    assertRefused(await undo(server, version, headers), 403, "not-yours");
  }
  assertRefused(await undo(server, version, as("Bo", "Eve")), 409, "name-taken");
  assert.equal((await look(server)).tag, tag);
  const undone = await undo(server, version, from("Bo"));
  assert.equal(undone.status, 201);
  for (const device of ["Bo", "Guest's laptop"]) {
    assertRefused(await undo(server, undone.json.version, from(device)), 409, "not-undoable");
  }
  assert.deepEqual(await namesOf(server, "Guest's laptop"), []);
  assertRefused(await undo(server, version, from("Bo")), 404, "no-such-device");
});

test("a device that is in is not brought in again", async () => {
  const { tag } = await look(server);
  assert.equal((await joinBy(server, await codeOf("Bo"), "Bo")).status, 201);
  assert.equal((await look(server)).tag, tag);
  assert.equal((await devicesOf("Bo")).filter(({ how }) => how === "claimed").length, 1);
});

test("guesses at codes are few, wherever the cookie is from, and others go on", async context => {
  const usual = await Server.start({ memory: true, usualLimits: true });
  context.after(() => usual.remove());
  await propose(usual, "There");
  await claim(usual, "There", "Ada");
  const { code } = (await makeCode(usual, "Ada")).json;
  let refused = 0;
  for (let i = 0; i < 30; ++i) {
    const response = await joinBy(usual, "K7QM2XPR", `Guesser ${i}`);
    if (response.status === 404) continue;
    assertTooMany(response);
    refused += 1;
  }
  assert.ok(refused >= 18, `${refused} of 30 were refused`);
  assertTooMany(await joinBy(usual, code, "Guesser with luck"));
  assert.equal((await comment(usual, "There", "Hello.", { author: "Ada", ...from("Ada") })).status, 201);
});
