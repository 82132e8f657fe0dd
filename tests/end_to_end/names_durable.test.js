// @ts-check
// Names, their devices and what belongs to them are what they were after the process was killed.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Server } from "../support/server.js";
import { ask } from "../support/raw_http.js";
import { comment, look, propose, talkPath } from "../support/board.js";
import { assertMade, from, page, undo, versionOf } from "../support/history.js";
import { addDevice, as, assertRefused, claim, handleOf, joinBy, makeCode, namesOf, signOut, tellDevice, vouch, wait }
  from "../support/names.js";

/** @type {Server} */
let server;
before(async () => {
  server = await Server.start({ arguments: ["--member-after", "0"] });
  await propose(server, "There");
  await claim(server, "There", "Ada", "Bo", "Cy");
});
after(() => server.remove());

const say = (author, device) => comment(server, "There", "Hello.", { author, ...from(device) });

async function dieAndRise() {
  await server.kill();
  await server.start();
}

const devices = ["Ada", "Bo", "Cy", "Phone", "Gone", "Vouched", "Stranger"];

/** All that is told of devices, but for when they were seen, which is kept in memory. */
async function tellAll() {
  const all = await Promise.all(devices.map(device => tellDevice(server, device)));
  return all.map(({ names, ...told }) => ({ ...told, names: names.map(({ devices, ...name }) =>
    ({ ...name, devices: devices.map(({ seen, ...each }) => each) })) }));
}

test("who has which name, from which devices and how, is as it was; and what has happened to it", async () => {
  await addDevice(server, "Ada", "Phone");
  await addDevice(server, "Ada", "Gone");
  await signOut(server, "Ada", await handleOf(server, "Gone"));
  const words = await wait(server, "Ada", "Vouched");
  for (const member of ["Bo", "Cy"]) assert.equal((await vouch(server, "Ada", words, member)).status, 201);
  await say("Second name", "Phone");
  const [told, history, board] = [await tellAll(), await page(server, { limit: "200" }), await look(server)];

  for (let life = 0; life < 3; ++life) {
    await dieAndRise();
    assert.deepEqual(await tellAll(), told);
    assert.deepEqual(await page(server, { limit: "200" }), history);
    assert.deepEqual(await look(server), board);
  }

  for (const device of ["Ada", "Phone", "Vouched"]) assert.equal((await say("ada", device)).status, 201);
  for (const device of ["Gone", "Stranger"]) assertRefused(await say("Ada", device), 409, "name-taken");
  assertRefused(await say("Adа", "Stranger"), 422, "name-mixes-scripts");
  assertRefused(await signOut(server, "Ada", await handleOf(server, "Ada"), "Vouched"), 403, "too-new");
  assert.deepEqual(await namesOf(server, "Phone"), ["Ada", "Second name"]);
});

test("what looks like a name that was claimed in an earlier life is taken too", async () => {
  await say("Linda Hill", "Linda");
  await dieAndRise();
  assertRefused(await say("Linda Hi11", "Stranger"), 409, "name-looks-alike");
});

test("what belongs to somebody, was brought back, and is asked for, is so after a kill", async () => {
  await propose(server, "Hers", { presenter: "Ada", ...from("Ada") });
  const removal = versionOf(await ask(server, "DELETE", talkPath("Hers"), as("Bo")));
  assertMade(await undo(server, removal, from("Ada")));
  await dieAndRise();
  assertRefused(await propose(server, "Hers", { presenter: "Bo", ...from("Bo") }), 403, "not-yours");
  assertRefused(await ask(server, "DELETE", talkPath("Hers"), from("Stranger")), 403, "members-only");
  assert.equal((await ask(server, "DELETE", talkPath("Hers"), as("Bo"))).status, 202);
  await dieAndRise();
  assert.equal((await ask(server, "GET", talkPath("Hers"))).json.removal_asked, "Bo");
  assert.equal((await ask(server, "DELETE", talkPath("Hers"), as("Bo"))).status, 202);
  assert.equal((await ask(server, "DELETE", talkPath("Hers"), as("Cy"))).status, 204);
});

test("a vouch counts after a kill, and once", async () => {
  const words = await wait(server, "Bo", "Bo's phone");
  assert.deepEqual((await vouch(server, "Bo", words, "Ada")).json, { joined: false, needed: 1 });
  await dieAndRise();
  assertRefused(await vouch(server, "Bo", words, "Cy"), 404, "nobody-waits");
  const anew = await wait(server, "Bo", "Bo's phone");
  assertRefused(await vouch(server, "Bo", anew, "Ada"), 409, "vouched-already");
  assert.deepEqual((await vouch(server, "Bo", anew, "Cy")).json, { joined: true, needed: 0 });
});

test("a code does not outlive its server, and one that was used is not good again", async () => {
  const codes = [(await makeCode(server, "Cy")).json.code, (await makeCode(server, "Ada")).json.code];
  assert.equal((await joinBy(server, codes[0], "Cy's phone")).status, 201);
  await dieAndRise();
  for (const code of codes) assertRefused(await joinBy(server, code, "Stranger"), 404, "no-such-code");
  assert.deepEqual(await namesOf(server, "Cy's phone"), ["Cy"]);
});

test("a claim is retried with its key after a kill, and stays one", async () => {
  const key = { "Idempotency-Key": "claimed once" };
  const first = await comment(server, "There", "Mine.", { author: "Once", ...from("Once", key) });
  await dieAndRise();
  const second = await comment(server, "There", "Mine.", { author: "Once", ...from("Once", key) });
  assert.deepEqual([second.status, second.json.id], [201, first.json.id]);
  const claims = (await page(server, { by: "Once" })).changes;
  assert.equal(claims.length, 1);
  assert.equal(claims[0].names[0].event, "name_claimed");
});

test("the answer to a retry says whose it is, also after a kill", async () => {
  const headers = from("Ada", { "Idempotency-Key": "own" });
  const write = () => comment(server, "There", "Mine.", { author: "Ada", ...headers });
  const first = await write();
  assert.equal(first.json.owned, true);
  assert.deepEqual((await write()).json, first.json);
  await dieAndRise();
  assert.deepEqual((await write()).json, first.json);
});

test("with --memory, who had a name is forgotten with it", async context => {
  const other = await Server.start({ memory: true });
  context.after(() => other.remove());
  await propose(other, "There");
  await claim(other, "There", "Ada");
  const handle = await handleOf(other, "Ada");
  await other.kill();
  await other.start();
  assert.notEqual(await handleOf(other, "Ada"), handle, "another key, so no board knows a device by another one's");
  await propose(other, "There");
  assert.equal((await comment(other, "There", "Hello.", { author: "Ada", ...from("Eve") })).status, 201);
});
