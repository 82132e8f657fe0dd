// @ts-check
// Who has written under a name has it; nobody else writes under it, nor under one that looks like it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Server } from "../support/server.js";
import { ask } from "../support/raw_http.js";
import { assertProblem, comment, look, propose, talkPath } from "../support/board.js";
import { change, from, page, rename, undo, undoAllBy, versionOf } from "../support/history.js";
import { as, assertRefused, claim, handleOf, namesOf, tellDevice } from "../support/names.js";

/** @type {Server} */
let server;
before(async () => {
  server = await Server.start({ memory: true });
  await propose(server, "There");
  await claim(server, "There", "Paul Simon", "René", "Zoë 2");
});
after(() => server.remove());

const say = (author, headers = {}) => comment(server, "There", "Hello.", { author, ...headers });
const suggest = (presenter, headers = {}) =>
  propose(server, `By ${Math.random()}`, { presenter, summary: "", ...headers });
const act = (name, headers = {}) => ask(server, "DELETE", talkPath("None"),
  { "Board-Name": encodeURIComponent(name), ...headers });
const versionNow = async () => (await page(server)).changes[0].version;

/** Asserts that nobody but its owner can use a name, with this refusal, in any way. */
async function assertNobodys(name, status, type) {
  const before = await look(server);
  for (const headers of [{}, from("Eve"), from("Mallory")]) {
    assertRefused(await say(name, headers), status, type);
    assertRefused(await suggest(name, headers), status, type);
    assertRefused(await act(name, headers), status, type, "");
    assertRefused(await say("Some Other Name", { "Board-Name": encodeURIComponent(name), ...headers }), status, type);
    // Under a name of one's own, for somebody else.
    assertRefused(await say(name, { "Board-Name": "Eve", ...headers }), status, type, "author");
    assertRefused(await suggest(name, { "Board-Name": "Eve", ...headers }), status, type, "presenter");
  }
  assert.deepEqual(await look(server), before);
  assert.deepEqual((await namesOf(server, "Mallory")), []);
}

test("the first who writes under a name has it, and it says since when and by which device", async () => {
  const before = Date.now();
  const version = versionOf(await say("Grace Hopper", from("Grace", { "User-Agent":
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0" })));

  const { device, names } = await tellDevice(server, "Grace");

  const [{ name, since, devices, passkeys }, ...others] = names;
  assert.deepEqual([name, others, passkeys], ["Grace Hopper", [], []]);
  assert.ok(Math.abs(Date.parse(since) - before) < 10_000, since);
  assert.equal(devices.length, 1);
  assert.deepEqual([devices[0].device, devices[0].how, devices[0].joined], [device, "claimed", since]);
  assert.match(devices[0].label, /Firefox.*Linux/);
  const made = await change(server, version);
  assert.equal(made.device, device);
  assert.deepEqual(made.names, [{ event: "name_claimed", name: "Grace Hopper", device }]);
  const next = await change(server, versionOf(await say("Grace Hopper", from("Grace"))));
  assert.deepEqual([next.device, next.names], [device, undefined]);
});

for (const spelling of ["Paul Simon", "paul simon", "PAUL SIMON", " Paul  Simon ", "Paul\u00a0Simon", "Paul\u2003Simon",
  "Ｐａｕｌ Ｓｉｍｏｎ", "Paul\u200b Simon", "P\u200daul Simon", "Paul\u00ad Simon", "Paul Simon\ufeff",
  "Pau\u2060l Simon", "𝐏aul Simon", "Ⓟaul Simon", "Paul Simon"]) {
  test(`nobody else writes as ${JSON.stringify(spelling)}`, () => assertNobodys(spelling, 409, "name-taken"));
}

test("a letter and its accent are the same in one character and in two", async () => {
  await assertNobodys("Rene\u0301", 409, "name-taken");
  await assertNobodys("ZOE\u0308 2", 409, "name-taken");
});

for (const [spelling, from] of [["Pau1 Simon", "a digit"], ["PauI Simon", "a capital I"], ["Paul Sirnon", "r and n"]]) {
  test(`a name that looks like another one, with ${from} in it, is nobody's`, () =>
    assertNobodys(spelling, 409, "name-looks-alike"));
}

for (const spelling of ["Pаul Simon", "Paul Sіmon", "Аda Lovelace", "Gracе", "Οscar Wilde", "Раul"]) {
  test(`scripts are not mixed in ${JSON.stringify(spelling)}`, async () => {
    const response = await say(spelling, from("Eve"));
    assertRefused(response, 422, "name-mixes-scripts");
    assertRefused(await say(spelling), 422, "name-mixes-scripts");
    assertRefused(await act(spelling, from("Eve")), 422, "name-mixes-scripts", "");
    assertRefused(await suggest(spelling, as("Eve")), 422, "name-mixes-scripts", "presenter");
    assertRefused(await say(spelling, as("Eve")), 422, "name-mixes-scripts", "author");
  });
}

test("names of one script, or of several that go together, are as good as any", async () => {
  for (const name of ["Иван Петров", "山田 太郎 Taro", "محمد", "Ολγα", "김철수", "D’Arcy-Núñez 3", "🦄", "Νίκος"]) {
    assert.equal((await say(name, from(name))).status, 201, name);
    assert.deepEqual(await namesOf(server, name), [name]);
  }
});

test("its owner may write it in any way, and has one name", async () => {
  for (const spelling of ["paul simon", "ＰＡＵＬ SIMON", "Paul  Simon"]) {
    assert.equal((await say(spelling, from("Paul Simon"))).status, 201, spelling);
    assert.equal((await act(spelling, from("Paul Simon"))).status, 204, spelling);
  }
  assert.deepEqual(await namesOf(server, "Paul Simon"), ["Paul Simon"]);
});

test("what belongs to a name says so", async () => {
  const [own, nobodys] = [await say("Paul Simon", from("Paul Simon")), await say("Who knows")];
  assert.deepEqual([own.json.owned, nobodys.json.owned], [true, undefined]);
});

test("a write that is refused claims nothing", async () => {
  for (const write of [() => comment(server, "None", "Hello.", { author: "Nearly", ...from("Nearly") }),
    () => comment(server, "There", " ", { author: "Nearly", ...from("Nearly") }),
    () => rename(server, "None", "Other", as("Nearly")), () => undo(server, 99_999, as("Nearly")),
    () => say("Nearly", from("Nearly", { Origin: "http://evil.test" }))]) {
    const { status } = await write();
    assert.ok(status >= 400, String(status));
    assert.deepEqual(await namesOf(server, "Nearly"), []);
  }
  assert.equal((await say("Nearly", from("Somebody quicker"))).status, 201);
});

test("of many devices that claim one name at once, one gets it", async () => {
  const labels = Array.from({ length: 20 }, (_, index) => `Racer ${index}`);
  const spellings = ["Won Once", "won once", "WON  ONCE", "Ｗon Once"];
  const answers = await Promise.all(labels.map((label, index) => say(spellings[index % 4], from(label))));
  const won = answers.filter(({ status }) => status === 201);
  assert.equal(won.length, 1);
  for (const each of answers.filter(each => each !== won[0])) assertRefused(each, 409, "name-taken");
  const holders = await Promise.all(labels.map(label => namesOf(server, label)));
  assert.equal(holders.flat().length, 1);
});

test("without a cookie any free name can be used, and is still free", async () => {
  const before = await versionNow();
  assert.equal((await say("Script")).status, 201);
  assert.equal((await suggest("Script")).status, 201);
  assert.deepEqual((await page(server)).changes.slice(0, 2).map(({ device, names }) => [device, names]),
    [[null, undefined], [null, undefined]]);
  assert.equal((await say("Script", from("Later"))).status, 201);
  assert.deepEqual(await namesOf(server, "Later"), ["Script"]);
  assertRefused(await say("Script"), 409, "name-taken");
  assert.equal(await versionNow(), before + 3);
});

test("a cookie of another form is none: it neither has nor claims a name", async () => {
  for (const Cookie of ["skillboard-device=", "skillboard-device=x", `${from("Paul Simon").Cookie}x`,
    from("Paul Simon").Cookie.toUpperCase(), `${from("Eve").Cookie}; ${from("Paul Simon").Cookie}`]) {
    assertRefused(await say("Paul Simon", { Cookie }), 409, "name-taken");
    assert.equal((await say("Unclaimed", { Cookie })).status, 201);
  }
  assert.equal((await say("Unclaimed", from("First of all"))).status, 201);
  assert.deepEqual(await namesOf(server, "First of all"), ["Unclaimed"]);
});

test("names that belong to nobody are open to all, however they are written", async () => {
  for (const name of ["Anon", "anonymous", "ANÔNIMO", "Guest", " guest ", "Ｇuest", "Invité", "Gast", "Somebody"]) {
    for (const headers of [from("Ada"), from("Bo"), {}]) {
      const response = await say(name, headers);
      assert.equal(response.status, 201, name);
      assert.equal(response.json.owned, undefined);
      const edit = await ask(server, "PUT", response.header("location"), from("Cy"), { message: "Edited." });
      assert.equal(edit.status, 204, edit.text);
    }
  }
  for (const device of ["Ada", "Bo", "Cy"]) assert.deepEqual(await namesOf(server, device), []);
});

test("which these are can be said", async context => {
  const other = await Server.start({ memory: true, arguments: ["--open-names", "Klasse 7b, Teacher"] });
  context.after(() => other.remove());
  await propose(other, "There");
  for (const device of ["Ada", "Bo"]) {
    for (const author of ["klasse 7B", "Teacher"]) {
      assert.equal((await comment(other, "There", "Hello.", { author, ...from(device) })).status, 201);
    }
  }
  assert.equal((await comment(other, "There", "Hello.", { author: "Guest", ...from("Ada") })).status, 201);
  const taken = await comment(other, "There", "Hello.", { author: "Guest", ...from("Bo") });
  assertRefused(taken, 409, "name-taken");
});

test("a retry with a key of somebody else's is a request of its own", async () => {
  const key = { "Idempotency-Key": "the same key" };
  assert.equal((await say("Paul Simon", from("Paul Simon", key))).status, 201);
  const { tag } = await look(server);
  for (const headers of [{}, from("Eve")]) {
    const { status } = await say("Paul Simon", { ...headers, ...key });
    assert.ok([409, 422].includes(status), String(status));
  }
  assert.equal((await look(server)).tag, tag);
});

test("history is asked for by device, and undone by it whatever the names were", async () => {
  const since = await versionNow();
  const device = await handleOf(server, "Troll");
  const before = (await look(server)).talks.map(({ version, ...talk }) => talk);
  const made = [];
  for (const author of ["Troll A", "Troll B", "Guest"]) made.push(versionOf(await say(author, from("Troll"))));
  await say("Paul Simon", from("Paul Simon"));
  made.push(versionOf(await suggest("Troll B", from("Troll"))));

  const { changes } = await page(server, { device });
  assert.deepEqual(changes.map(({ version }) => version), made.reverse());
  assert.ok(changes.every(each => each.device === device));
  assert.deepEqual((await page(server, { device: "nobody" })).changes, []);
  assert.equal((await undoAllBy(server, "Guest", since)).json.undoes.length, 1);
  const undone = await ask(server, "POST", "/changes/undo", from("Keeper"), { device, since });
  assert.equal(undone.status, 201, undone.text);
  assert.equal(undone.json.undoes.length, 3);
  const talks = (await look(server)).talks.map(({ version, ...talk }) => talk);
  const last = talks[0].comments.pop();
  assert.equal(last.author, "Paul Simon");
  assert.deepEqual(talks, before);
  for (const body of [{ device: "", since }, { device: 1, since }, { device }, { device: null, since }]) {
    assertProblem(await ask(server, "POST", "/changes/undo", {}, body), 400);
  }
});

test("a challenge is for adding a passkey or for joining by one, and for nothing else", async () => {
  const challenge = purpose => ask(server, "POST", "/device/passkey/challenge", from("Grace"), { for: purpose });
  for (const purpose of ["add", "join"]) assert.equal((await challenge(purpose)).status, 200);
  for (const purpose of ["Add", "", "joining"]) assertProblem(await challenge(purpose), 400);
});
