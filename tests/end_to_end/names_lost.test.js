// @ts-check
// Who has lost all devices of a name gets it back when two members know them by two words; and those
// to whom it belongs have the last word.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Server } from "../support/server.js";
import { ask } from "../support/raw_http.js";
import { assertProblem, comment, look, propose } from "../support/board.js";
import { assertTooMany } from "../support/crowd.js";
import { change, from, page, undo, versionOf } from "../support/history.js";
import { addDevice, as, assertRefused, claim, handleOf, joinBy, makeCode, namesOf, signOut, tellDevice, vouch, wait }
  from "../support/names.js";

/** @type {Server} */
let server;
beforeEach(async () => {
  server = await Server.start({ memory: true, arguments: ["--member-after", "0"] });
  await propose(server, "There");
  await claim(server, "There", "Ada", "Bo", "Cy", "Dee");
});
afterEach(() => server.remove());

const say = (author, device) => comment(server, "There", "Hello.", { author, ...from(device) });

function assertVouched(response, joined) {
  assert.equal(response.status, 201, response.text);
  assert.deepEqual(response.json, { joined, needed: joined ? 0 : 1 });
}

/** Two members vouch for a device. @returns {Promise<number>} the version of its joining */
async function letIn(device, members = ["Bo", "Cy"]) {
  const words = await wait(server, "Ada", device);
  assertVouched(await vouch(server, "Ada", words, members[0]), false);
  const response = await vouch(server, "Ada", words, members[1]);
  assertVouched(response, true);
  return versionOf(response);
}

test("a device that waits has two words, the same ones as long as it waits", async () => {
  const words = await wait(server, "ADA", "New");
  assert.match(words, /^[a-z]+ [a-z]+$/);
  assert.equal(await wait(server, "Ada", "New"), words);
  const { waiting, names } = await tellDevice(server, "New");
  assert.deepEqual([waiting.name, waiting.words, names], ["Ada", words, []]);
  assert.ok(Date.parse(waiting.until) > Date.now());
  assert.equal((await tellDevice(server, "Other")).waiting, null);
  for (const path of ["/changes", "/talks"]) assert.ok(!(await ask(server, "GET", path)).text.includes(words));

  assert.equal((await ask(server, "DELETE", "/device/wait", from("New"))).status, 204);
  assert.equal((await tellDevice(server, "New")).waiting, null);
  assertRefused(await vouch(server, "Ada", words, "Bo"), 404, "nobody-waits");
});

test("it waits for a name that somebody else has, and says from where", async () => {
  const ask1 = (name, headers) => ask(server, "POST", "/device/wait", headers, { name });
  assertRefused(await ask1("Nobody's", from("New")), 409, "name-free", "name");
  assertRefused(await ask1("Guest", from("New")), 409, "name-free", "name");
  assertRefused(await ask1("ada", from("Ada")), 409, "name-yours", "name");
  assertProblem(await ask1("Ada", {}), 400);
  assertProblem(await ask1("Ada", from("New", { Origin: "http://evil.test" })), 403);
});

test("two members who are told the words let it in, and everybody sees that", async () => {
  const words = await wait(server, "Ada", "New");
  const device = await handleOf(server, "New");
  const first = await vouch(server, "Ada", words, "Bo");
  assertVouched(first, false);
  assert.deepEqual(await namesOf(server, "New"), []);
  assertRefused(await say("Ada", "New"), 409, "name-taken");
  const second = await vouch(server, "Ada", words, "Cy");
  assertVouched(second, true);

  const { names, waiting } = await tellDevice(server, "New");
  assert.deepEqual([names.map(({ name }) => name), waiting], [["Ada"], null]);
  const listed = (await tellDevice(server, "Ada")).names[0].devices.find(each => each.device === device);
  assert.deepEqual([listed.how, listed.vouched_by], ["vouched", ["Bo", "Cy"]]);
  assert.equal((await say("Ada", "New")).status, 201);
  const [, joined, vouched] = (await page(server)).changes;
  assert.deepEqual([joined.version, vouched.version], [versionOf(second), versionOf(first)]);
  assert.deepEqual([joined.by, vouched.by], ["Cy", "Bo"]);
  assert.deepEqual(joined.names, [{ event: "device_joined", name: "Ada", device, how: "vouched",
    vouched_by: ["Bo", "Cy"] }]);
  assert.deepEqual([vouched.names[0].event, vouched.names[0].name, vouched.names[0].device],
    ["name_vouched", "Ada", device]);
});

test("one alone does not: not twice, not from two devices, not by two names on one of them", async () => {
  await addDevice(server, "Bo", "Bo's phone");
  await addDevice(server, "Cy", "Bo");
  const words = await wait(server, "Ada", "New");
  assertVouched(await vouch(server, "Ada", words, "Bo"), false);
  for (const [name, device] of [["Bo", "Bo"], ["Bo", "Bo's phone"], ["bo", "Bo's phone"], ["Cy", "Bo"]]) {
    assertRefused(await vouch(server, "Ada", words, name, device), 409, "vouched-already");
  }
  assert.deepEqual(await namesOf(server, "New"), []);
  assertVouched(await vouch(server, "Ada", words, "Dee"), true);
});

test("one who vouches for two devices lets neither in", async () => {
  const words = [await wait(server, "Ada", "New"), await wait(server, "Ada", "Newer")];
  assert.notEqual(words[0], words[1]);
  for (const each of words) assertVouched(await vouch(server, "Ada", each, "Bo"), false);
  assertVouched(await vouch(server, "Ada", words[1], "Cy"), true);
  assert.deepEqual([await namesOf(server, "New"), await namesOf(server, "Newer")], [[], ["Ada"]]);
});

test("who has no name, an open one, or that of others, vouches for nobody", async () => {
  const words = await wait(server, "Ada", "New");
  const path = "/names/Ada/vouch";
  for (const headers of [{}, from("Bo"), from("Eve"), as("Eve"), as("Guest", "Bo"), as("Anon", "Eve"),
    { "Board-Name": "Script" }]) {
    assertRefused(await ask(server, "POST", path, headers, { words }), 403, "members-only");
  }
  for (const headers of [as("Bo", "Eve"), { "Board-Name": "Bo" }, as("Ada", "New")]) {
    assertRefused(await ask(server, "POST", path, headers, { words }), 409, "name-taken");
  }
  assertProblem(await ask(server, "POST", path, as("Bo", "Bo", { Origin: "http://evil.test" }), { words }), 403);
  assert.deepEqual(await namesOf(server, "Eve"), []);
});

test("nobody vouches for a device of their own, nor those of the name for it", async () => {
  assertRefused(await vouch(server, "Ada", await wait(server, "Ada", "Bo"), "Bo"), 403, "members-only");
  await addDevice(server, "Bo", "Bo's phone");
  assertRefused(await vouch(server, "Ada", await wait(server, "Ada", "Bo's phone"), "Bo"), 403, "members-only");
  assertRefused(await vouch(server, "Ada", await wait(server, "Ada", "New"), "Ada"), 403, "members-only");
});

test("words are understood as they are said, and others are not", async () => {
  const words = await wait(server, "Ada", "New");
  const others = await wait(server, "Dee", "Other");
  const [one, two] = words.split(" ");
  for (const wrong of ["", "x", one, two, `${two} ${one}`, `${words} ${words}`, others, `${words}s`]) {
    const response = await vouch(server, "Ada", wrong, "Bo");
    if (wrong === "" && response.status === 400) continue;
    assertRefused(response, 404, "nobody-waits");
  }
  assertRefused(await vouch(server, "Dee", words, "Bo"), 404, "nobody-waits");
  assertRefused(await vouch(server, "Nobody's", words, "Bo"), 404, "no-such-name");
  assertVouched(await vouch(server, "ADA", `  ${one.toUpperCase()} - ${two}. `, "Bo"), false);
  assertVouched(await vouch(server, "Ada", `${one}${two}`, "Cy"), true);
});

test("who was vouched for does not sign out those who were there before, in no way", async () => {
  await addDevice(server, "Ada", "Phone");
  await letIn("New");
  const older = [await handleOf(server, "Ada"), await handleOf(server, "Phone")];
  const joined = (await page(server)).changes.find(each => each.names?.[0].device === older[1]).version;
  for (const handle of older) assertRefused(await signOut(server, "Ada", handle, "New"), 403, "too-new");
  assertRefused(await undo(server, joined, from("New")), 403, "too-new");
  assert.equal((await say("Ada", "Phone")).status, 201);
  assert.equal((await signOut(server, "Ada", await handleOf(server, "New"), "New")).status, 204, "itself it may");
});

test("nor by a device that it brings in itself", async () => {
  await letIn("New");
  const { code } = (await makeCode(server, "Ada", "New")).json;
  assert.equal((await joinBy(server, code, "Accomplice")).status, 201);
  assertRefused(await signOut(server, "Ada", await handleOf(server, "Ada"), "Accomplice"), 403, "too-new");
  assert.equal((await say("Ada", "Ada")).status, 201);
});

test("a device of the name undoes the joining, or signs the new one out; strangers do neither", async () => {
  for (const takeBack of [async version => assert.equal((await undo(server, version, from("Ada"))).status, 201),
    async () => assert.equal((await signOut(server, "Ada", await handleOf(server, "New"))).status, 204)]) {
    const version = await letIn("New");
    assert.equal((await change(server, version)).undo, `changes/${version}/undo`);
    for (const headers of [{}, from("Eve"), as("Bo"), as("Cy")]) {
      assertRefused(await undo(server, version, headers), 403, "not-yours");
    }
    assertRefused(await signOut(server, "Ada", await handleOf(server, "New"), "Bo"), 403, "not-yours");
    assert.equal((await say("Ada", "New")).status, 201);

    await takeBack(version);

    assertRefused(await say("Ada", "New"), 409, "name-taken");
    assert.deepEqual(await namesOf(server, "New"), []);
    assert.equal((await say("Ada", "Ada")).status, 201);
  }
});

test("who was signed out again needs two members again", async () => {
  await letIn("New");
  await signOut(server, "Ada", await handleOf(server, "New"));
  assertVouched(await vouch(server, "Ada", await wait(server, "Ada", "New"), "Dee"), false);
  assert.deepEqual(await namesOf(server, "New"), []);
});

test("strangers who wait do not keep out who has lost a name", async () => {
  for (let i = 0; i < 20; ++i) {
    await ask(server, "POST", "/device/wait", from(`Stranger ${i}`), { name: "Ada" });
  }
  assert.equal((await ask(server, "POST", "/device/wait", from("New"), { name: "Ada" })).status, 201);
});

test("what a device said before it was signed out does not count", async () => {
  await addDevice(server, "Bo", "Stolen");
  const words = await wait(server, "Ada", "New");
  assertVouched(await vouch(server, "Ada", words, "Bo", "Stolen"), false);
  await signOut(server, "Bo", await handleOf(server, "Stolen"));
  assertVouched(await vouch(server, "Ada", words, "Cy"), false);
});

test("a name that is not a day old vouches for nobody", async context => {
  const usual = await Server.start({ memory: true });
  context.after(() => usual.remove());
  await propose(usual, "There");
  await claim(usual, "There", "Ada", "Bo", "Cy");
  const words = await wait(usual, "Ada", "New");
  for (const member of ["Bo", "Cy"]) assertRefused(await vouch(usual, "Ada", words, member), 403, "members-only");
});

test("guesses at words are few, and no look at one name is a look at all", async context => {
  const usual = await Server.start({ memory: true, usualLimits: true, arguments: ["--member-after", "0"] });
  context.after(() => usual.remove());
  await propose(usual, "There");
  await claim(usual, "There", "Ada", "Bo");
  const words = await wait(usual, "Ada", "New");
  const { tag } = await look(usual);
  const answers = [];
  for (let i = 0; i < 30; ++i) answers.push(await vouch(usual, "Ada", `banana ${i}`, "Bo"));
  const refused = answers.filter(({ status }) => status !== 404);
  refused.forEach(assertTooMany);
  assert.ok(refused.length >= 18, `${refused.length} of 30 were refused`);
  assertTooMany(await vouch(usual, "Ada", words, "Bo"));
  assert.equal((await look(usual)).tag, tag);
});
