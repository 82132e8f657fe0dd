// @ts-check
// What belongs to a name is worded by its devices alone. Anybody removes it; when its author has
// brought it back, that takes two members.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Server } from "../support/server.js";
import { ask } from "../support/raw_http.js";
import { comment, look, propose, remove, talkPath } from "../support/board.js";
import { assertMade, change, from, page, purge, rename, undo, undoAllBy, versionOf } from "../support/history.js";
import { addDevice, as, assertRefused, claim, signOut, handleOf } from "../support/names.js";

/** @type {Server} */
let server;
let path = "";
beforeEach(async () => {
  server = await Server.start({ memory: true, arguments: ["--member-after", "0"] });
  await propose(server, "Hers", { presenter: "Ada", ...from("Ada") });
  path = (await comment(server, "Hers", "Her words.", { author: "Ada", ...from("Ada") })).header("location") ?? "";
  await claim(server, "Hers", "Bo", "Cy", "Dee");
});
afterEach(() => server.remove());

const removeBy = (member, what = path, device = member) => ask(server, "DELETE", what, as(member, device));
const titles = async () => (await look(server)).talks.map(({ title }) => title);
const hers = async () => (await ask(server, "GET", talkPath("Hers"))).json;
const words = async () => (await hers()).comments.map(({ message }) => message);
const isThere = async () => (await words()).includes("Her words.");

/** Somebody removes it, and its author brings it back. @returns {Promise<number>} the version of that */
async function bringBack(what = path, device = "Ada") {
  const removal = versionOf(await removeBy("Bo", what));
  return assertMade(await undo(server, removal, as("Ada", device))).version;
}

/** Asserts that it takes one more member, of whom `by` is the first. */
async function assertAsked(response, by) {
  assert.equal(response.status, 202, response.text);
  assert.deepEqual(response.json, { needed: 1 });
  assert.ok(await isThere());
  assert.equal((await hers()).comments.find(({ message }) => message === "Her words.").removal_asked, by);
}

test("nobody else words it or renames it: not with another name, not without one, not with hers", async () => {
  const before = await look(server);
  for (const headers of [{}, as("Bo"), from("Eve"), as("Anon", "Eve"), as("Guest", "Bo")]) {
    assertRefused(await ask(server, "PUT", path, headers, { message: "Other words." }), 403, "not-yours");
    assertRefused(await rename(server, "Hers", "His", headers), 403, "not-yours");
    assertRefused(await propose(server, "Hers", { presenter: "Eve", summary: "Other.", ...headers }), 403, "not-yours");
    assertRefused(await propose(server, "Hers", { presenter: "Anon", ...headers }), 403, "not-yours");
  }
  for (const device of ["Bo", "Eve"]) {
    assertRefused(await ask(server, "PUT", path, as("Ada", device), { message: "Other." }), 409, "name-taken", "");
    assertRefused(await rename(server, "Hers", "His", as("ADA", device)), 409, "name-taken", "");
    assertRefused(await propose(server, "Hers", { presenter: "Ada", summary: "Other.", ...from(device) }), 409,
      "name-taken");
  }
  assert.deepEqual(await look(server), before);
});

test("each of her devices does, under whichever of her names", async () => {
  await addDevice(server, "Ada", "Phone");
  for (const headers of [from("Ada"), from("Phone"), as("Ada", "Phone"), as("Other name", "Phone")]) {
    const message = `Anew ${Math.random()}`;
    assert.equal((await ask(server, "PUT", path, headers, { message })).status, 204);
    assert.equal((await words())[0], message);
  }
  assert.equal((await rename(server, "Hers", "Ours", from("Phone"))).status, 204);
  await signOut(server, "Ada", await handleOf(server, "Phone"));
  assertRefused(await ask(server, "PUT", path, from("Phone"), { message: "Late." }), 403, "not-yours");
});

test("what was made without a cookie anybody may word, and it is theirs then", async () => {
  await propose(server, "Nobody's", { presenter: "Script" });
  const at = (await comment(server, "Nobody's", "1.", { author: "Script" })).header("location");
  for (const headers of [{}, as("Bo"), from("Eve")]) {
    assert.equal((await ask(server, "PUT", at, headers, { message: `${Math.random()}` })).status, 204);
    const edit = await propose(server, "Nobody's", { presenter: "Script 2", summary: `${Math.random()}` });
    assert.equal(edit.status, 204);
  }
  assert.equal((await propose(server, "Nobody's", { presenter: "Bo", ...from("Bo") })).status, 204);
  assertRefused(await propose(server, "Nobody's", { presenter: "Cy", ...from("Cy") }), 403, "not-yours");
  assertRefused(await rename(server, "Nobody's", "Cy's", from("Cy")), 403, "not-yours");
});

test("nobody purges what is hers", async () => {
  const removal = versionOf(await removeBy("Bo"));
  for (const other of ["Bo", "Eve", ""]) assertRefused(await purge(server, removal, other), 403, "not-yours");
  assertRefused(await purge(server, removal, "Bo", as("Ada", "Bo")), 409, "name-taken");
  assertMade(await purge(server, removal, "Ada"));
});

test("anybody removes it, and who is not its author brings it back without a difference", async () => {
  for (const headers of [{}, from("Eve"), as("Bo")]) {
    const removal = versionOf(await ask(server, "DELETE", path, headers));
    assert.equal(await isThere(), false);
    assertMade(await undo(server, removal, as("Cy")));
    assert.ok(await isThere());
  }
  const { version } = assertMade(await undo(server, versionOf(await removeBy("Bo")), as("Cy")));
  assertMade(await undo(server, version, from("Eve")));
});

test("what its author has brought back one member does not remove, twice neither; the second one does", async () => {
  await bringBack();
  const first = await removeBy("Bo");
  await assertAsked(first, "Bo");
  const told = await change(server, versionOf(first));
  assert.deepEqual([told.by, told.steps.map(({ event }) => event), told.undo], ["Bo", ["removal_asked"], undefined]);
  const { tag } = await look(server);
  await assertAsked(await removeBy("Bo"), "Bo");
  assert.equal((await look(server)).tag, tag, "asking again is nothing new");

  assert.equal((await removeBy("Cy")).status, 204);
  assert.equal(await isThere(), false);
});

test("the same for a talk", async () => {
  await bringBack(talkPath("Hers"));
  for (const member of ["Bo", "Bo"]) assert.equal((await removeBy(member, talkPath("Hers"))).status, 202);
  assert.equal((await hers()).removal_asked, "Bo");
  assert.equal((await removeBy("Cy", talkPath("Hers"))).status, 204);
  assert.deepEqual(await titles(), []);
});

test("its author removes it alone at any time, also when others have asked", async () => {
  await bringBack();
  await removeBy("Bo");
  assert.equal((await removeBy("Ada")).status, 204);
});

test("what was asked for is asked for anew when she brings it back again", async () => {
  await bringBack();
  await removeBy("Bo");
  const removal = versionOf(await removeBy("Cy"));
  assertMade(await undo(server, removal, from("Ada")));
  assert.equal((await hers()).comments[0].removal_asked, undefined);
  await assertAsked(await removeBy("Dee"), "Dee");
  assert.equal((await removeBy("Bo")).status, 204);
});

test("who holds two names is one member, on whichever device", async () => {
  await addDevice(server, "Cy", "Bo"); // Bo's device has both
  await addDevice(server, "Bo", "Bo's phone");
  await bringBack();
  await assertAsked(await removeBy("Bo"), "Bo");
  for (const [name, device] of [["Cy", "Bo"], ["Bo", "Bo's phone"], ["Bo", "Bo"]]) {
    await assertAsked(await removeBy(name, path, device), "Bo");
  }
  assert.equal((await removeBy("Dee")).status, 204);
});

test("who has no name, or acts under one that is not theirs, is no member", async () => {
  await bringBack();
  for (const headers of [{}, from("Eve"), as("Guest", "Bo"), as("Anon", "Bo"), from("Bo"),
    { "Board-Name": "Script" }]) {
    assertRefused(await ask(server, "DELETE", path, headers), 403, "members-only");
  }
  for (const headers of [as("Bo", "Eve"), as("Ada", "Bo"), { "Board-Name": "Bo" }]) {
    assertRefused(await ask(server, "DELETE", path, headers), 409, "name-taken");
  }
  assert.ok(await isThere());
});

test("a name that is claimed by the removal itself is none of a member", async () => {
  await bringBack();
  assertRefused(await removeBy("Brand new"), 403, "members-only");
});

test("undo is no way around that", async () => {
  const restored = await bringBack();
  const written = (await page(server)).changes.find(({ steps }) => steps[0]?.content?.message === "Her words.").version;
  for (const headers of [{}, as("Bo"), as("Cy"), from("Eve")]) {
    assertRefused(await undo(server, restored, headers), 403, "restored-by-author");
    for (const whose of [{ by: "Ada" }, { device: await handleOf(server, "Ada") }]) {
      const body = { ...whose, since: restored - 1 };
      assertRefused(await ask(server, "POST", "/changes/undo", headers, body), 409, "nothing-to-undo");
    }
  }
  const bulk = await undoAllBy(server, "Ada", 0, as("Bo"));
  assert.ok(bulk.status === 409 || bulk.json.left.includes(restored), bulk.text);
  assert.notEqual((await undo(server, written, as("Bo"))).status, 201);
  assert.ok(await isThere());
  assertMade(await undo(server, restored, from("Ada")));
});

test("nor is the undo of an undo", async () => {
  const at = (await comment(server, "Hers", "Kept?", { author: "Ada", ...from("Ada") })).header("location") ?? "";
  const removal = versionOf(await removeBy("Bo", at));
  const { version } = assertMade(await undo(server, removal, from("Ada")));
  assertRefused(await undo(server, removal, as("Bo")), 409, "changed-since");
  assertRefused(await undo(server, version, as("Bo")), 403, "restored-by-author");
});

test("nor is the undo of the edit that made it hers", async () => {
  await propose(server, "Adopted", { presenter: "Script" });
  const adoption = versionOf(await propose(server, "Adopted", { presenter: "Ada", ...from("Ada") }));
  await bringBack(talkPath("Adopted"));
  await undo(server, adoption, as("Bo"));
  assert.equal((await removeBy("Bo", talkPath("Adopted"))).status, 202);
});

test("it stays brought back under another name of hers", async () => {
  await comment(server, "Hers", "Also me.", { author: "Ada Two", ...from("Ada") });
  await bringBack(talkPath("Hers"));
  assert.equal((await propose(server, "Hers", { presenter: "Ada Two", ...from("Ada") })).status, 204);
  assert.equal((await removeBy("Bo", talkPath("Hers"))).status, 202);
});

test("a name is no member's before its day has passed", async context => {
  const usual = await Server.start({ memory: true });
  context.after(() => usual.remove());
  await propose(usual, "There", { presenter: "Ada", ...from("Ada") });
  await claim(usual, "There", "Bo", "Cy");
  const removal = versionOf(await remove(usual, "There"));
  assertMade(await undo(usual, removal, from("Ada")));
  for (const member of ["Bo", "Cy"]) {
    assertRefused(await ask(usual, "DELETE", talkPath("There"), as(member)), 403, "members-only");
  }
  assert.equal((await ask(usual, "DELETE", talkPath("There"), as("Ada"))).status, 204);
});
