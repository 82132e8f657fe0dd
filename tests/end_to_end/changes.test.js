// @ts-check
// What came after a tag: told at once, or as soon as there is something.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Server } from "../support/server.js";
import { Wire, ask, request } from "../support/raw_http.js";
import { comment, look, propose, remove, talkPath } from "../support/board.js";
import { change, changesSince, from, named, purge, rename, undo, versionOf } from "../support/history.js";

/** @type {Server} */
let server;
before(async () => {
  server = await Server.start({ arguments: ["--max-wait", "40"] });
  await propose(server, "There from the start");
});
after(() => server.remove());

const idOf = async title => (await ask(server, "GET", talkPath(title))).json.id;
const versionsOf = ({ changes }) => changes.map(({ version }) => version);

/** A tag of the same epoch as the board's, without quotes. */
async function tagOf(version) {
  const { tag } = await look(server);
  return tag.slice(1, -1).replace(/\d+$/, String(version));
}

const versionNow = async () => Number(/-(\d+)"$/.exec((await look(server)).tag)?.[1]);

test("what came after a tag is told in order, with the tag to go on with", async () => {
  const { tag } = await look(server);
  const first = versionOf(await propose(server, "One", { presenter: "Ada", summary: "First." }));
  const written = await comment(server, "One", "Second.", { author: "Bo" });

  const response = await changesSince(server, tag);

  const now = await look(server);
  assert.equal(response.status, 200);
  assert.equal(response.header("etag"), now.tag);
  assert.equal(response.header("cache-control"), "no-store");
  assert.equal(response.json.tag, now.tag.slice(1, -1));
  const [proposed, commented] = response.json.changes;
  const talk = now.talks.find(({ title }) => title === "One");
  assert.deepEqual([proposed.version, commented.version], [first, first + 1]);
  assert.deepEqual([proposed.by, commented.by], ["Ada", "Bo"]);
  assert.deepEqual(proposed.steps, [{ event: "talk_proposed", talk: talk.id, title: "One", presenter: "Ada",
    content: { ...talk, version: first, comments: [], place: first } }]);
  assert.deepEqual(commented.steps, [{ event: "comment_written", talk: talk.id, title: "One", presenter: "Ada",
    comment: written.json.id, content: { ...written.json, place: first + 1 } }]);
  assert.equal(proposed.undo, `changes/${first}/undo`);
  assert.ok(Math.abs(Date.now() - Date.parse(proposed.time)) < 60_000, proposed.time);
});

test("every event has the members that are written down", async () => {
  const since = await versionNow();
  await propose(server, "Told", { presenter: "Ada", summary: "Old." });
  const talk = await idOf("Told");
  await propose(server, "Told", { presenter: "Ada", summary: "New." });
  await rename(server, "Told", "Retold");
  const { id } = (await comment(server, "Retold", "Old.", { author: "Bo" })).json;
  await ask(server, "PUT", `/talks/Retold/comments/${id}`, {}, { message: "New." });
  await ask(server, "DELETE", `/talks/Retold/comments/${id}`);
  await undo(server, since + 6);
  await remove(server, "Retold");
  await undo(server, since + 8);

  const changes = await Promise.all(Array.from({ length: 9 }, (_, index) => change(server, since + 1 + index)));

  const now = { talk, title: "Retold", presenter: "Ada" };
  const is = (await ask(server, "GET", "/talks/Retold")).json;
  const wording = { comment: id, author: "Bo", message: "New." };
  const [, edited, renamed, , reworded, taken, back, removed, restored] =
    changes.map(({ steps }) => { assert.equal(steps.length, 1); return steps[0]; });
  assert.deepEqual(edited, { event: "talk_edited", ...now, summary: "New.",
    former: { presenter: "Ada", summary: "Old." } });
  assert.deepEqual(renamed, { event: "talk_renamed", ...now, former: { title: "Told" } });
  assert.deepEqual(reworded, { event: "comment_edited", ...now, ...wording, former: { message: "Old." } });
  assert.deepEqual(taken, { event: "comment_removed", ...now, ...wording });
  assert.deepEqual(back, { event: "comment_restored", ...now, comment: id,
    content: { ...is.comments[0], place: since + 4 } });
  assert.deepEqual(removed, { event: "talk_removed", ...now });
  assert.deepEqual({ ...restored, content: { ...restored.content, version: 0 } },
    { event: "talk_restored", ...now, content: { ...is, version: 0, place: since + 1,
      comments: [{ ...is.comments[0], place: since + 4 }] } });
  assert.deepEqual(changes.map(({ undoes }) => undoes?.[0] - since || 0), [0, 0, 0, 0, 0, 0, 6, 0, 8]);
});

test("a change is told with the title and presenter of when it was made, and of now once it is history", async () => {
  const { tag } = await look(server);
  const version = versionOf(await propose(server, "As it was", { presenter: "Ada" }));
  await propose(server, "As it was", { presenter: "Bo" });
  await rename(server, "As it was", "As it is");

  const [followed] = (await changesSince(server, tag)).json.changes;

  const { in_the_way, ...told } = await change(server, version);
  assert.deepEqual([told.steps[0].title, told.steps[0].presenter], ["As it is", "Bo"]);
  assert.deepEqual([followed.steps[0].title, followed.steps[0].presenter], ["As it was", "Ada"]);
  assert.deepEqual(followed.steps[0].content, told.steps[0].content);
});

test("when nothing is newer and nobody waits the answer is an empty list", async () => {
  const { tag } = await look(server);
  const response = await changesSince(server, tag);
  assert.equal(response.status, 200);
  assert.deepEqual(response.json, { tag: tag.slice(1, -1), changes: [] });
  assert.equal(response.header("etag"), tag);
  assert.equal(response.header("cache-control"), "no-store");
  assert.equal(response.header("preference-applied"), undefined);
});

/** Parks a poll for what comes after the tag at hand. */
async function parkForChanges(seconds, target = "") {
  const { tag } = await look(server);
  const wire = await Wire.open(server);
  wire.send(request("GET", target || `/changes?since=${encodeURIComponent(tag)}`, { Prefer: `wait=${seconds}` }));
  await look(server);
  assert.equal(wire.unread.length, 0, "it did not wait");
  return wire;
}

test("a parked poll is answered by a change with exactly that change", async () => {
  const wire = await parkForChanges(30);
  const version = versionOf(await propose(server, "News"));

  const response = await wire.response();

  assert.equal(response.status, 200);
  assert.equal(response.header("preference-applied"), "wait=30");
  assert.equal(response.header("cache-control"), "no-store");
  assert.equal(response.header("etag"), (await look(server)).tag);
  assert.deepEqual(versionsOf(response.json), [version]);
  const told = await change(server, version);
  assert.deepEqual(response.json.changes[0], told);
  wire.destroy();
});

test("every kind of change wakes a parked poll, and it gets that one", async () => {
  await propose(server, "Waking");
  const { id } = (await comment(server, "Waking", "Old.", { author: "Bo", ...from("Bo") })).json;
  const path = `/talks/Waking/comments/${id}`;
  let last = 0;
  const deeds = [
    () => propose(server, "Waking", { presenter: "Ada", summary: "Other." }),
    () => undo(server, last),
    () => undo(server, last),
    () => ask(server, "PUT", path, named("Bo"), { message: "New." }),
    () => purge(server, last, "Bo"),
    () => ask(server, "DELETE", path, named("Bo")),
    () => purge(server, last, "Bo"),
    () => rename(server, "Waking", "Awake"),
    () => remove(server, "Awake"),
    () => undo(server, last),
  ];
  for (const deed of deeds) {
    const wire = await parkForChanges(30);
    last = versionOf(await deed());
    assert.deepEqual(versionsOf((await wire.response()).json), [last], String(deed));
    wire.destroy();
  }
});

test("without a change the poll ends with 304 after the seconds asked for", async () => {
  const { tag } = await look(server);
  const start = performance.now();
  const response = await changesSince(server, tag, { Prefer: "wait=1" });

  const seconds = (performance.now() - start) / 1000;
  assert.equal(response.status, 304);
  assert.equal(response.header("etag"), tag);
  assert.equal(response.header("preference-applied"), "wait=1");
  assert.ok(seconds >= 0.99 && seconds < 5, `after ${seconds} s`);
});

test("more than the longest wait counts as the longest, which the answer says", async () => {
  const wire = await parkForChanges(4_000);
  await propose(server, "For the patient");
  assert.equal((await wire.response()).header("preference-applied"), "wait=40");
  wire.destroy();
});

test("polls for the list and for changes wait side by side", async () => {
  const { tag } = await look(server);
  const forChanges = await parkForChanges(20);
  const forTheList = await Wire.open(server);
  forTheList.send(request("GET", "/talks", { "If-None-Match": tag, Prefer: "wait=20" }));
  await look(server);
  await propose(server, "For both");

  const [list, changes] = [await forTheList.response(), await forChanges.response()];
  assert.ok(Array.isArray(list.json));
  assert.equal(changes.json.changes.length, 1);
  assert.equal(list.header("etag"), changes.header("etag"));
  for (const wire of [forChanges, forTheList]) wire.destroy();
});

test("a tag is understood in every form that it comes in", async () => {
  const { tag } = await look(server);
  const bare = tag.slice(1, -1);
  for (const form of [tag, bare, `W/${tag}`, `"${bare}-gzip"`, `W/"${bare}-gzip"`, `"${bare};gzip"`, `"${bare}-br"`]) {
    assert.deepEqual((await changesSince(server, form)).json.changes, [], form);
  }
  const before = await tagOf(await versionNow() - 2);
  for (const form of [before, `"${before}"`, `W/"${before}"`, `"${before}-gzip"`]) {
    assert.equal((await changesSince(server, form)).json.changes?.length, 2, form);
  }
});

test("a tag of another epoch, nonsense or one from the future gets the whole board", async () => {
  const [now, { tag, talks }] = [await versionNow(), await look(server)];
  for (const since of ["other-1", "", "x", '"', tag.slice(1, -1).replace(/-.*/, ""), `${await tagOf(now)}x`,
    await tagOf(now + 1), await tagOf("18446744073709551616"), await tagOf("-1"), "\u00fc", `${now}`]) {
    const response = await changesSince(server, since, { Prefer: "wait=30" });
    assert.equal(response.status, 200, since);
    assert.deepEqual(Object.keys(response.json), ["tag", "board"], since);
    assert.equal(response.json.tag, tag.slice(1, -1));
    assert.equal(response.header("cache-control"), "no-store");
    assert.deepEqual(response.json.board.talks.map(withoutPlaces), talks, since);
    assertInOrderOfPlace(response.json.board.talks);
  }
});

const withoutPlaces = ({ place, ...talk }) =>
  ({ ...talk, comments: talk.comments.map(({ place, ...comment }) => comment) });

function assertInOrderOfPlace(talks) {
  for (const list of [talks, ...talks.map(({ comments }) => comments)]) {
    const places = list.map(({ place }) => place);
    assert.ok(places.every(Number.isInteger), String(places));
    assert.deepEqual(places, [...places].sort((a, b) => a - b));
  }
}

test("HEAD waits for changes as GET does", async () => {
  const { tag } = await look(server);
  const wire = await Wire.open(server);
  wire.send(request("HEAD", `/changes?since=${tag.slice(1, -1)}`, { Prefer: "wait=30" }));
  await look(server);
  await propose(server, "For a HEAD");
  const response = await wire.response({ head: true });
  assert.equal(response.status, 200);
  assert.ok(Number(response.header("content-length")) > 2);
  assert.equal(wire.unread.length, 0);
  wire.destroy();
});
