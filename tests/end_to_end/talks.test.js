// @ts-check
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Server } from "../support/server.js";
import { ask } from "../support/raw_http.js";
import { assertProblem, comment, look, propose, remove, talkPath } from "../support/board.js";

/** @type {Server} */
let server;
before(async () => { server = await Server.start(); });
after(() => server.remove());

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const versionOf = response => Number(response.header("board-version"));

test("the list is an array of JSON with a tag, and is not to be stored", async () => {
  const response = await ask(server, "GET", "/talks");

  assert.equal(response.status, 200);
  assert.equal(response.reason, "OK");
  assert.match(response.header("etag") ?? "", /^"[0-9A-Za-z]+-\d+"$/);
  assert.equal(response.header("cache-control"), "no-store");
  assert.match(response.header("content-type") ?? "", /^application\/json(; *charset=utf-8)?$/i);
  assert.ok(Array.isArray(response.json));
});

test("a proposal makes a talk with all its members", async () => {
  const response = await propose(server, "Unicycles", { presenter: "Jamal", summary: "On one wheel." });
  const talk = (await ask(server, "GET", "/talks/Unicycles")).json;

  assert.equal(response.status, 201);
  assert.equal(response.reason, "Created");
  assert.equal(response.header("location"), "/talks/Unicycles");
  assert.deepEqual(Object.keys(talk).sort(),
    ["comments", "id", "presenter", "proposed", "summary", "title", "version"]);
  assert.equal(talk.title, "Unicycles");
  assert.equal(talk.presenter, "Jamal");
  assert.equal(talk.summary, "On one wheel.");
  assert.match(talk.proposed, instant);
  assert.equal(talk.version, versionOf(response));
  assert.deepEqual(talk.comments, []);
});

test("an edit keeps the comments, the id and the place in the list", async () => {
  await propose(server, "Edited");
  await comment(server, "Edited", "Good.");
  await propose(server, "After it");
  const before = await look(server);

  const response = await propose(server, "Edited", { presenter: "Mary", summary: "Other words." });

  const { talks } = await look(server);
  const [was, is] = [before.talks, talks].map(list => list.find(talk => talk.title === "Edited"));
  assert.equal(response.status, 204);
  assert.equal(response.body.length, 0);
  assert.deepEqual([is.presenter, is.summary], ["Mary", "Other words."]);
  assert.deepEqual([is.id, is.comments, is.proposed], [was.id, was.comments, was.proposed]);
  assert.deepEqual(talks.map(talk => talk.title), before.talks.map(talk => talk.title));
});

test("a comment is answered with itself and its address", async () => {
  await propose(server, "Discussed");

  const response = await comment(server, "Discussed", "Will you take\nquestions?", { author: "Ben" });

  const [listed] = (await ask(server, "GET", "/talks/Discussed")).json.comments;
  assert.equal(response.status, 201);
  assert.deepEqual(response.json, listed);
  assert.deepEqual(Object.keys(listed).sort(), ["author", "id", "message", "written"]);
  assert.deepEqual([listed.author, listed.message], ["Ben", "Will you take\nquestions?"]);
  assert.match(listed.written, instant);
  assert.equal(response.header("location"), `/talks/Discussed/comments/${listed.id}`);
});

test("a comment can be edited and removed at its address", async () => {
  await propose(server, "Corrected");
  const { id, author, written } = (await comment(server, "Corrected", "Frist!")).json;
  const path = `/talks/Corrected/comments/${id}`;

  const edited = await ask(server, "PUT", path, {}, { message: "First!" });
  const [correct] = (await ask(server, "GET", "/talks/Corrected")).json.comments;
  const removed = await ask(server, "DELETE", path);

  assert.equal(edited.status, 204);
  assert.deepEqual(correct, { id, author, written, message: "First!" });
  assert.equal(removed.status, 204);
  assert.deepEqual((await ask(server, "GET", "/talks/Corrected")).json.comments, []);
});

test("what is not there is a problem with 404", async () => {
  await propose(server, "Without comments");
  const absent = [
    ["GET", "/talks/Nobody's", undefined],
    ["POST", "/talks/Nobody's/comments", { author: "A", message: "B" }],
    ["PUT", "/talks/Nobody's/comments/c1", { message: "B" }],
    ["PUT", "/talks/Without%20comments/comments/c1", { message: "B" }],
  ];
  for (const [method, path, body] of absent) {
    assertProblem(await ask(server, method, path, {}, body), 404);
  }
});

test("removing what is not there succeeds and changes nothing", async () => {
  await propose(server, "Removed");
  const first = await remove(server, "Removed");
  const { tag } = await look(server);

  const second = await remove(server, "Removed");

  assert.deepEqual([first.status, second.status], [204, 204]);
  assert.equal((await look(server)).tag, tag);
});

test("ids are not reused by a talk of the same title", async () => {
  await propose(server, "Again");
  const { id } = (await ask(server, "GET", "/talks/Again")).json;
  await remove(server, "Again");
  await propose(server, "Again");

  assert.notEqual((await ask(server, "GET", "/talks/Again")).json.id, id);
});

test("every answer to a write carries the version that contains it", async () => {
  const answers = [await propose(server, "Counted"), await comment(server, "Counted", "One."),
    await propose(server, "Counted", { summary: "Other." }), await remove(server, "Counted")];

  const versions = answers.map(versionOf);
  assert.deepEqual(versions, versions.map((_, index) => versions[0] + index));
  assert.ok((await look(server)).tag.endsWith(`-${versions.at(-1)}"`));
});

test("a write that changes nothing makes no version", async () => {
  await propose(server, "Same", { summary: "The same." });
  const { tag } = await look(server);

  const response = await propose(server, "Same", { summary: "The same." });

  assert.equal(response.status, 204);
  assert.equal((await look(server)).tag, tag);
  assert.ok(tag.endsWith(`-${versionOf(response)}"`));
});

test("unknown members are ignored and never stored", async () => {
  const members = { presenter: "A", summary: "B", title: "Other", comments: [1], admin: true };
  const response = await ask(server, "PUT", talkPath("Extra"), {}, members);
  const written = await ask(server, "POST", "/talks/Extra/comments", {},
    { author: "A", message: "B", id: "mine", extra: { deep: [] } });

  const talk = (await ask(server, "GET", "/talks/Extra")).json;
  assert.equal(response.status, 201);
  assert.deepEqual([talk.title, talk.admin], ["Extra", undefined]);
  assert.deepEqual(talk.comments, [written.json]);
  assert.notEqual(written.json.id, "mine");
  assert.equal(written.json.extra, undefined);
});

test("a talk's tag changes with the talk, and only then", async () => {
  await propose(server, "Tagged");
  await propose(server, "Beside it");
  const tagOf = async () => (await ask(server, "GET", "/talks/Tagged")).header("etag");
  const first = await tagOf();

  await comment(server, "Beside it", "Elsewhere.");
  const second = await tagOf();
  await comment(server, "Tagged", "Here.");
  const third = await tagOf();

  assert.match(first ?? "", /^"[^"]+"$/);
  assert.equal(second, first);
  assert.notEqual(third, first);
});
