// @ts-check
// A talk under another title: where it answers, and who else may have its former ones.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { Server } from "../support/server.js";
import { ask } from "../support/raw_http.js";
import { assertProblem, comment, look, propose, remove, talkPath } from "../support/board.js";
import { assertInTheWay, assertMade, change, rename, undo, versionOf, withoutVersions }
  from "../support/history.js";

/** @type {Server} */
let server;
before(async () => { server = await Server.start(); });
after(() => server.remove());

const get = (title, headers = {}) => ask(server, "GET", talkPath(title), headers);
const idOf = async title => (await get(title)).json.id;

/** What is to be so of titles, by the end of a test: see `assertTitles`. */
const claims = [];

/** Asserts where each title leads: to the talk of this id under this title now, or nowhere. */
async function assertTitles(titles) {
  claims.push(titles);
  for (const [title, talk] of Object.entries(titles)) {
    const response = await get(title);
    if (talk === null) {
      assert.equal(response.status, 404, title);
    } else if (talk.title === title) {
      assert.equal(response.status, 200, title);
      assert.deepEqual([response.json.id, response.json.title], [talk.id, title]);
    } else {
      assert.equal(response.status, 308, title);
      assert.equal(response.header("location"), talkPath(talk.title));
      assert.equal(response.header("cache-control"), "no-store");
    }
  }
}

// All of it is so after a restart.
afterEach(async () => {
  const last = claims.pop();
  claims.length = 0;
  if (!last) return;
  const before = await look(server);
  await server.kill();
  await server.start();
  await assertTitles(last);
  claims.length = 0;
  assert.deepEqual(await look(server), before);
});

test("a talk is renamed, and keeps all but its title", async () => {
  await propose(server, "Unicycling", { presenter: "Ada", summary: "One wheel." });
  await comment(server, "Unicycling", "Me too.");
  await propose(server, "After it");
  const before = (await look(server)).talks;

  const response = await rename(server, "Unicycling", "Riding a unicycle 🦄/2");

  assert.equal(response.status, 204);
  assert.equal(response.body.length, 0);
  assert.equal(response.header("location"), talkPath("Riding a unicycle 🦄/2"));
  const talks = (await look(server)).talks;
  assert.deepEqual(withoutVersions(talks), withoutVersions(before).map(talk =>
    ({ ...talk, title: talk.title === "Unicycling" ? "Riding a unicycle 🦄/2" : talk.title })));
  assert.equal(talks.find(({ title }) => /unicycle/.test(title)).version, versionOf(response));
  const id = await idOf("Riding a unicycle 🦄/2");
  await assertTitles({ Unicycling: { id, title: "Riding a unicycle 🦄/2" },
    "Riding a unicycle 🦄/2": { id, title: "Riding a unicycle 🦄/2" } });
});

test("GET and HEAD of a former title are sent on, whatever they know", async () => {
  await propose(server, "Before");
  const tag = (await get("Before")).header("etag") ?? "";
  await rename(server, "Before", "Behind");
  for (const method of ["GET", "HEAD"]) {
    for (const headers of [{}, { "If-None-Match": tag }, { "If-None-Match": "*" }]) {
      const response = await ask(server, method, "/talks/Before", headers);
      assert.equal(response.status, 308);
      assert.equal(response.header("location"), "/talks/Behind");
    }
  }
});

test("a write to a former title reaches the talk", async () => {
  await propose(server, "Reached");
  const id = await idOf("Reached");
  await rename(server, "Reached", "Reached there");

  const edited = await propose(server, "Reached", { summary: "By the former title." });
  const written = await comment(server, "Reached", "By the former title.");
  const path = `/talks/Reached/comments/${written.json.id}`;
  const corrected = await ask(server, "PUT", path, {}, { message: "Corrected." });

  assert.deepEqual([edited.status, written.status, corrected.status], [204, 201, 204]);
  const talk = (await get("Reached there")).json;
  assert.deepEqual([talk.id, talk.summary, talk.comments[0].message], [id, "By the former title.", "Corrected."]);
  assert.equal((await ask(server, "DELETE", path)).status, 204);
  const again = await rename(server, "Reached", "Reached elsewhere");
  assert.deepEqual([again.status, again.header("location")], [204, "/talks/Reached%20elsewhere"]);
  await assertTitles({ "Reached elsewhere": { id, title: "Reached elsewhere" },
    "Reached there": { id, title: "Reached elsewhere" }, Reached: { id, title: "Reached elsewhere" } });
  assert.equal((await remove(server, "Reached")).status, 204);
  await assertTitles({ "Reached elsewhere": null, "Reached there": null, Reached: null });
});

test("the address of a comment that was made by a former title leads to it", async () => {
  await propose(server, "Addressed");
  await rename(server, "Addressed", "Addressed anew");
  const response = await comment(server, "Addressed", "Where am I?");
  assert.equal((await ask(server, "DELETE", response.header("location"))).status, 204);
  assert.deepEqual((await get("Addressed anew")).json.comments, []);
});

test("a talk that is renamed to a former title of another one has it", async () => {
  await propose(server, "Left");
  const first = await idOf("Left");
  await rename(server, "Left", "Left behind");
  await propose(server, "Newcomer");
  const second = await idOf("Newcomer");

  assert.equal((await rename(server, "Newcomer", "Left")).status, 204);

  await assertTitles({ Left: { id: second, title: "Left" }, "Left behind": { id: first, title: "Left behind" },
    Newcomer: { id: second, title: "Left" } });
});

test("PUT with If-None-Match: * proposes a new talk under a former title", async () => {
  await propose(server, "Only once");
  const first = await idOf("Only once");
  await rename(server, "Only once", "Once more");

  const taken = await propose(server, "Once more", { "If-None-Match": "*" });
  const response = await propose(server, "Only once", { summary: "New.", "If-None-Match": "*" });

  assertProblem(taken, 412);
  assert.equal(response.status, 201);
  assert.equal(response.header("location"), "/talks/Only%20once");
  const second = await idOf("Only once");
  assert.notEqual(second, first);
  await assertTitles({ "Only once": { id: second, title: "Only once" },
    "Once more": { id: first, title: "Once more" } });
});

test("when the talk that took a former title goes, the title leads back", async () => {
  await propose(server, "Borrowed");
  const id = await idOf("Borrowed");
  await rename(server, "Borrowed", "Owner");
  await propose(server, "Borrowed", { "If-None-Match": "*" });
  await remove(server, "Borrowed");
  await assertTitles({ Borrowed: { id, title: "Owner" }, Owner: { id, title: "Owner" } });
});

test("a chain of titles leads to the last one, from each of them", async () => {
  await propose(server, "Link 0");
  const id = await idOf("Link 0");
  for (let i = 1; i <= 10; ++i) await rename(server, `Link ${i - 1}`, `Link ${i}`);
  await assertTitles(Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`Link ${i}`, { id, title: "Link 10" }])));
});

test("a title that two talks had leads to the one that had it last", async () => {
  await propose(server, "Shared");
  const first = await idOf("Shared");
  await rename(server, "Shared", "Shared by the first");
  await propose(server, "Shared", { "If-None-Match": "*" });
  const second = await idOf("Shared");
  await rename(server, "Shared", "Shared by the second");
  await assertTitles({ Shared: { id: second, title: "Shared by the second" },
    "Shared by the first": { id: first, title: "Shared by the first" } });
});

test("two talks swap their titles through a third one", async () => {
  await propose(server, "Heads");
  await propose(server, "Tails");
  const [heads, tails] = [await idOf("Heads"), await idOf("Tails")];
  assert.equal((await rename(server, "Heads", "In the air")).status, 204);
  assert.equal((await rename(server, "Tails", "Heads")).status, 204);
  assert.equal((await rename(server, "In the air", "Tails")).status, 204);
  await assertTitles({ Heads: { id: tails, title: "Heads" }, Tails: { id: heads, title: "Tails" },
    "In the air": { id: heads, title: "Tails" } });
});

test("a talk can have a former title of its own again", async () => {
  await propose(server, "There");
  const id = await idOf("There");
  await rename(server, "There", "Back");
  assert.equal((await rename(server, "Back", "There")).status, 204);
  await assertTitles({ There: { id, title: "There" }, Back: { id, title: "There" } });
});

test("the title of another talk is refused, with what took it", async () => {
  await propose(server, "Mine");
  const taken = versionOf(await propose(server, "Taken"));
  const before = await look(server);
  const problem = assertInTheWay(await rename(server, "Mine", "Taken"), taken);
  assert.deepEqual([problem.type, problem.field], ["/problems/title-taken", "title"]);
  assert.deepEqual(await look(server), before);
});

test("renaming to the title it has changes nothing", async () => {
  await propose(server, "The same");
  const { tag } = await look(server);
  const response = await rename(server, "The same", "The same");
  assert.deepEqual([response.status, response.header("location")], [204, undefined]);
  assert.equal((await look(server)).tag, tag);
});

test("a title that no talk can have is refused", async () => {
  await propose(server, "Titled");
  const before = await look(server);
  for (const title of ["", " ", ".", "..", "x".repeat(201), "a\u0000b", "a\nb", "\u007f1"]) {
    assert.equal(assertProblem(await rename(server, "Titled", title), 422).field, "title", JSON.stringify(title));
  }
  for (const body of [{}, { title: 1 }, { title: null }, { title: ["x"] }, []]) {
    assertProblem(await ask(server, "PATCH", "/talks/Titled", {}, body), 400);
  }
  assertProblem(await rename(server, "Not there", "Whatever"), 404);
  assert.deepEqual(await look(server), before);
});

test("PATCH is taken as JSON and as a merge patch, and as nothing else", async () => {
  await propose(server, "Type 0");
  const types = ["application/json", "application/merge-patch+json", "application/merge-patch+json; charset=utf-8"];
  for (const [index, type] of types.entries()) {
    const response = await rename(server, `Type ${index}`, `Type ${index + 1}`, { "Content-Type": type });
    assert.equal(response.status, 204, type);
  }
  for (const type of ["text/plain", "application/json-patch+json", "application/merge-patch"]) {
    assertProblem(await rename(server, "Type 3", "Type 4", { "Content-Type": type }), 415);
  }
  assertProblem(await ask(server, "PUT", "/talks/Type%203", { "Content-Type": "application/merge-patch+json" },
    { presenter: "A", summary: "B" }), 415);
});

test("If-Match renames only the talk that was seen", async () => {
  await propose(server, "Seen");
  const tag = (await get("Seen")).header("etag") ?? "";
  await comment(server, "Seen", "It changes.");
  assertProblem(await rename(server, "Seen", "Unseen", { "If-Match": tag }), 412);
  const now = (await get("Seen")).header("etag") ?? "";
  assert.equal((await rename(server, "Seen", "Unseen", { "If-Match": now })).status, 204);
});

test("a renaming that is undone leaves no former title", async () => {
  await propose(server, "Undone");
  const id = await idOf("Undone");
  const first = versionOf(await rename(server, "Undone", "Done"));
  const second = versionOf(await rename(server, "Done", "Overdone"));
  assertInTheWay(await undo(server, first), second);

  const made = assertMade(await undo(server, second));
  assert.deepEqual(made.steps.map(({ event, title, former }) => [event, title, former?.title]),
    [["talk_renamed", "Done", "Overdone"]]);
  await assertTitles({ Done: { id, title: "Done" }, Undone: { id, title: "Done" }, Overdone: null });

  assertMade(await undo(server, first));
  assert.equal((await change(server, second)).steps[0].title, "Overdone");
  await assertTitles({ Undone: { id, title: "Undone" }, Done: null, Overdone: null });
});

test("a removed talk that is restored answers to its former titles again", async () => {
  await propose(server, "Once");
  const id = await idOf("Once");
  await rename(server, "Once", "Then");
  const removal = versionOf(await remove(server, "Then"));
  await assertTitles({ Once: null, Then: null });
  assertMade(await undo(server, removal));
  await assertTitles({ Once: { id, title: "Then" }, Then: { id, title: "Then" } });
});

test("a talk has at most a hundred former titles", async () => {
  await propose(server, "Number 0");
  for (let i = 1; i <= 100; ++i) {
    assert.equal((await rename(server, `Number ${i - 1}`, `Number ${i}`)).status, 204);
  }
  assertProblem(await rename(server, "Number 100", "Number 101"), 422);
});
