// @ts-check
// `skillboard export` and `skillboard import`: a board goes to another machine and is the same there.
import assert from "node:assert/strict";
import { readFile, readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Wire, ask } from "../support/raw_http.js";
import { comment, look, propose, remove } from "../support/board.js";
import { filesIn, give, makeFolder, refused, start, versionIn } from "../support/data_commands.js";
import { FaultyDisk } from "../support/faulty_disk.js";
import { named, page, rename } from "../support/history.js";
import { MarkedWriter } from "../support/marked_writer.js";
import { Marks } from "../support/marks.js";
import { addDevice, claim, namesOf, vouch, wait } from "../support/names.js";
import { RandomWriter } from "../support/random_writer.js";
import { randomNumbers } from "../support/random.js";
import { Server } from "../support/server.js";

/** @type {Server} */
let server;
/** @type {string} */
let folder;
beforeEach(async context => {
  folder = await makeFolder(/** @type {any} */ (context));
  server = await Server.start({ arguments: ["--member-after", "0"] });
  await propose(server, "Knots", { presenter: "Ana", summary: "Two of them." });
  await comment(server, "Knots", "First.", { author: "Ben" });
});
afterEach(() => server.remove());

const data = () => ["--data", server.dataFile];
const imported = () => ["--data", join(folder, "imported.db")];
const linesOf = text => text.trimEnd().split("\n").map(line => JSON.parse(line));
const withoutIds = comments => comments.map(({ author, message }) => ({ author, message }));
const exportOf = async where => give("export", ...where);

/** Serves an imported board in the place of the one before. */
async function move(file) {
  await server.renew();
  await server.stop();
  await give("import", file, ...data());
  await server.start();
}

test("exported, imported and exported again, it is the same byte for byte", async () => {
  await claim(server, "Knots", "Cem", "Dan", "Eve");
  await addDevice(server, "Cem", "Cem's phone");
  const words = await wait(server, "Eve", "Eve's new one");
  assert.equal((await vouch(server, "Eve", words, "Cem")).status, 201);
  await rename(server, "Knots", "Better knots", named("Cem"));
  const writers = ["Ann", "Ben"].map((name, i) => new RandomWriter(server, name, randomNumbers(i + 3)));
  const eraser = new MarkedWriter("Mia", await Wire.open(server), new Marks(), randomNumbers(1));
  await Promise.all(writers.map(writer => writer.write(150)));
  await eraser.write(40); // by itself, since the others take back what anybody did
  for (const deed of ["purge", "undo", "rename", "bulk undo"]) {
    assert.ok(writers.some(({ done }) => done[deed] > 0), `nobody did: ${deed}`);
  }

  const first = join(folder, "first.jsonl");
  await give("export", first, ...data());
  await give("import", first, ...imported());
  const second = join(folder, "second.jsonl");
  await give("export", second, ...imported());

  assert.equal(await readFile(second, "utf8"), await readFile(first, "utf8"));
  assert.equal(await exportOf(data()), await readFile(first, "utf8"));
  assert.match(await give("verify", ...imported()), /is sound/);
  const [talks, history] = [(await look(server)).talks, await page(server, { limit: "200" })];
  await move(first);
  assert.deepEqual((await look(server)).talks, talks);
  assert.deepEqual((await page(server, { limit: "200" })).changes, history.changes);
});

test("a line is for each talk as it is, and then for each change", async () => {
  const [header, talk, ...changes] = linesOf(await exportOf(data()));
  assert.deepEqual([header.skillboard, header.format, header.version, header.talks], ["export", 1, 2, 1]);
  const { id, proposed, comments, ...rest } = talk.talk;
  assert.deepEqual(rest, { title: "Knots", presenter: "Ana", summary: "Two of them." });
  assert.deepEqual(withoutIds(comments), [{ author: "Ben", message: "First." }]);
  assert.deepEqual(changes.map(({ change }) => [change.version, change.steps[0].event, change.steps[0].talk]),
    [[1, "talk_proposed", id], [2, "comment_written", id]]);
  assert.equal(changes[0].change.time, proposed);
});

test("who is signed in stays so, under another epoch", async () => {
  await claim(server, "Knots", "Ana");
  const { tag } = await look(server);
  const file = join(folder, "board.jsonl");
  await give("export", file, ...data());
  assert.equal((await stat(file)).mode & 0o777, 0o600);

  await move(file);

  assert.deepEqual(await namesOf(server, "Ana"), ["Ana"]);
  assert.notEqual((await look(server)).tag, tag);
});

test("a board is imported where none is, or one on which nothing has happened", async () => {
  const file = join(folder, "board.jsonl");
  await give("export", file, ...data());
  assert.match(await refused("import", file, ...data()), /is in use by another program/);
  await server.stop();
  const before = await filesIn(server.folder);
  assert.match(await refused("import", file, ...data()), /board\.db has a board already\..*--data/);
  assert.deepEqual(await filesIn(server.folder), before);

  const other = await Server.start();
  await other.stop();
  await give("import", file, "--data", other.dataFile);
  assert.equal(versionIn(await give("verify", "--data", other.dataFile)), 2);
  await other.remove();
});

const broken = [
  ["of a newer format", 0, line => line.replace('"format":1', '"format":2'), /line 1: a newer version .* format 2/],
  ["without its last change", 3, () => "", /line 4: the file ends before change 2 of 2/],
  ["with a change that is none", 2, line => line.replace("talk_proposed", "invented"), /line 3: it is not change 1 /],
  ["with a talk that was edited", 1, line => line.replace("First.", "Last."), /line 2: it is not the talk that the ch/],
  ["with a change that was edited", 3, line => line.replace("First.", "Last."), /line 2: it is not the talk that the/],
  ["with the changes in another order", 2, (line, lines) => lines[3], /line 3: it is not change 1 of 2/],
  ["with more behind it", 3, line => `${line}\n{}`, /line 5: there is more after the last change/],
  ["with a key that is none", 0, line => line.replace(/_key":"[0-9a-f]/, '_key":"x'), /line 1: it is not the header/],
];
for (const [what, at, edit, reason] of /** @type {any[]} */ (broken)) {
  test(`an export ${what} is refused with the line`, async () => {
    const lines = (await exportOf(data())).trimEnd().split("\n");
    lines[at] = edit(lines[at], lines);
    const file = join(folder, "edited.jsonl");
    await writeFile(file, lines.filter(line => line !== "").join("\n"));
    const before = await readdir(folder);
    assert.match(await refused("import", file, ...imported()), reason);
    assert.deepEqual(await readdir(folder), before);
  });
}

test("an export whose past was edited is refused with the line of what does not go with it", async () => {
  await propose(server, "Knots", { presenter: "Ana", summary: "Three of them." });
  await remove(server, "Knots");
  const text = await give("export", ...data());
  const file = join(folder, "edited.jsonl");
  for (const [from, to, line] of /** @type {any[]} */ ([
    ['"summary":"Two of them.","talk"', '"summary":"One of them.","talk"', 4],
    ['"event":"comment_written"', '"event":"comment_removed"', 3],
    ['"before":[1,2]', '"before":[1,1]', 4],
  ])) {
    assert.ok(text.includes(from), from);
    await writeFile(file, text.replace(from, to));
    assert.match(await refused("import", file, ...imported()), new RegExp(`line ${line}: it `));
  }
});

const book = talks => JSON.stringify(Object.fromEntries(talks.map(talk => [talk.title, talk])), null, 1);
const bookTalk = (title, ...messages) => ({ title, presenter: "Jon", summary: `About ${title}`,
  comments: messages.map(message => ({ author: "Ada", message })) });

test("the talks that the server of the book saved are talks that everybody may edit", async () => {
  const file = join(folder, "talks.json");
  await writeFile(file, book([bookTalk("Unituning", "Nice", "Very"), bookTalk("Été: a % title")]));
  await move(file);
  const { tag, talks } = await look(server);
  assert.equal(tag.split("-")[1], '4"');
  assert.deepEqual(talks.map(({ title, presenter, summary, owned, comments }) =>
    ({ title, presenter, summary, owned, comments: withoutIds(comments) })),
  [bookTalk("Unituning", "Nice", "Very"), bookTalk("Été: a % title")].map(talk => ({ ...talk, owned: undefined })));
  const edited = await propose(server, "Unituning", { presenter: "Anybody", summary: "" });
  assert.equal(edited.status, 204);
});

const wrongBooks = [
  ["a title that is too long", [bookTalk("Fine"), bookTalk("x".repeat(201))], /The talk "x{40}…" is refused: .*title/],
  ["a comment without words", [bookTalk("Fine", " ")], /The comment " " of the talk "Fine" is refused/],
  ["no presenter", [{ ...bookTalk("Fine"), presenter: undefined }], /The talk "Fine" does not have this title, a pr/],
  ["no comments", [{ ...bookTalk("Fine"), comments: undefined }], /The talk "Fine" has no list of comments/],
];
for (const [what, talks, reason] of /** @type {any[]} */ (wrongBooks)) {
  test(`of a file of the book's server with ${what} nothing is imported`, async () => {
    const file = join(folder, "talks.json");
    await writeFile(file, book(talks));
    assert.match(await refused("import", file, ...imported()), reason);
    assert.deepEqual(await readdir(folder), ["talks.json"]);
  });
}

test("a file that is something else is refused", async () => {
  const file = join(folder, "else");
  for (const text of ["", "hello\n", "[]", '{"skillboard":"other"}']) {
    await writeFile(file, text);
    await refused("import", file, ...imported());
  }
  assert.match(await refused("import", join(folder, "none"), ...imported()), /none cannot be opened/);
  assert.deepEqual(await readdir(folder), ["else"]);
});

test("an export that cannot be written leaves nothing behind", async () => {
  const small = { launcher: ["sh", "-c", 'trap "" XFSZ; ulimit -f 1; exec "$@"', "sh"] };
  for (let i = 0; i < 8; ++i) await comment(server, "Knots", "x".repeat(500));
  const told = await start(["export", join(folder, "board.jsonl"), ...data()], small).ended;
  assert.equal(told.code, 1);
  assert.match(told.complaints, /board\.jsonl cannot be written \(File too large\)/);
  assert.deepEqual(await readdir(folder), []);
  const full = await start(["-c", '"$0" export --data "$1" > /dev/full', process.env.SKILLBOARD_BINARY ?? "",
    server.dataFile], { binary: "sh" }).ended;
  assert.equal(full.code, 1);
  assert.match(full.complaints, /standard output cannot be written/);
});

test("on a full disk nothing is imported, and nothing is left", async context => {
  const disk = await FaultyDisk.make("full");
  /** @type {any} */ (context).after(() => disk.remove());
  const file = join(folder, "board.jsonl");
  await give("export", file, ...data());
  const told = await start(["import", file, ...imported()], disk.server).ended;
  assert.equal(told.code, 1);
  assert.match(told.complaints, /cannot be written .*See that there is room/);
  assert.deepEqual(await readdir(folder), ["board.jsonl"]);
});

test("an import that is killed leaves no board or all of it", async () => {
  const file = join(folder, "board.jsonl");
  await give("export", file, ...data());
  const random = randomNumbers(5);
  for (let round = 0; round < 10; ++round) {
    const importing = start(["import", file, ...imported()]);
    await sleep(random() * 120);
    importing.kill();
    await importing.ended;
    if ((await readdir(folder)).includes("imported.db")) break;
  }
  if (!(await readdir(folder)).includes("imported.db")) await give("import", file, ...imported());
  assert.equal(versionIn(await give("verify", ...imported())), 2);
});

test("members who write are not held up by an export, which shows one moment", async () => {
  const signal = { stopped: false };
  const writing = new RandomWriter(server, "Ann", randomNumbers(9)).writeUntil(signal);
  for (let i = 0; i < 4; ++i) {
    const lines = linesOf(await exportOf(data()));
    assert.equal(lines.length, 1 + lines[0].talks + lines[0].version);
  }
  signal.stopped = true;
  await writing;
  assert.equal((await ask(server, "GET", "/talks")).status, 200);
});
