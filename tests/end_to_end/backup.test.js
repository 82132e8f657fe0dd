// @ts-check
// `skillboard backup` and `skillboard restore`: with a board that is served, and with one that is not.
import assert from "node:assert/strict";
import { readFile, readdir, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { ask } from "../support/raw_http.js";
import { comment, look, propose, remove, talkPath, until } from "../support/board.js";
import { filesIn, give, makeFolder, refused, start, versionIn } from "../support/data_commands.js";
import { FaultyDisk } from "../support/faulty_disk.js";
import { changesSince, named, page } from "../support/history.js";
import { claim, namesOf } from "../support/names.js";
import { RandomWriter } from "../support/random_writer.js";
import { randomNumbers } from "../support/random.js";
import { Server } from "../support/server.js";

/** @type {Server} */
let server;
beforeEach(async () => {
  server = await Server.start();
  await propose(server, "Knots");
  await comment(server, "Knots", "First.");
});
afterEach(() => server.remove());

const data = () => ["--data", server.dataFile];
const messages = talks => talks.flatMap(talk => talk.comments.map(({ message }) => message));

/** Serves another file for as long as it takes. */
async function serving(context, prepare, use) {
  const other = await Server.start();
  context.after(() => other.remove());
  await other.stop();
  await prepare(other.dataFile);
  await other.start();
  await use(other);
}

const restoring = (context, backup, use) =>
  serving(context, file => give("restore", backup, "--replace", "--data", file), use);

/** All changes as they are told, the oldest first. */
async function history(of) {
  const changes = [];
  for (let before = undefined; ;) {
    const { changes: some } = await page(of, { limit: "200", ...(before && { before }) });
    if (some.length === 0) return changes.reverse();
    changes.push(...some);
    before = some.at(-1).version;
  }
}

/** What a purge leaves of a change: when it was, and of each step what it was about. */
const outline = ({ version, time, steps }, later) => ({ version, time,
  steps: steps.map(({ event, talk, comment }, i) => ({ talk,
    ...(later.steps[i].event !== "purged" && { event, comment }) })) });

test("backups taken while members write are each the board of one moment", async context => {
  const folder = await makeFolder(context);
  const signal = { stopped: false };
  const writers = ["Ann", "Ben", "Cem"].map((name, i) => new RandomWriter(server, name, randomNumbers(i + 7)));
  const writing = writers.map(writer => writer.writeUntil(signal));
  const backups = [];
  const versionNow = async () => Number(/-(\d+)"$/.exec((await look(server)).tag)?.[1]);
  for (let i = 0; i < 6; ++i) {
    const next = await versionNow() + 10;
    await until(async () => await versionNow() >= next, "members write");
    const file = join(folder, `${i}.db`);
    backups.push({ file, version: versionIn(await give("backup", file, ...data())) });
  }
  signal.stopped = true;
  await Promise.all(writing);

  const whole = await history(server);
  for (const { file, version } of backups) {
    assert.equal(versionIn(await give("verify", file)), version);
    await restoring(context, file, async restored => {
      const part = await history(restored);
      assert.equal(part.length, version);
      const later = whole.slice(0, version);
      assert.deepEqual(part.map((change, i) => outline(change, later[i])),
        later.map(change => outline(change, change)));
    });
  }
  const versions = backups.map(({ version }) => version);
  assert.deepEqual(versions, [...versions].sort((a, b) => a - b));
  assert.ok(versions[5] >= versions[0] + 50, `hardly anything was written: ${versions}`);
});

test("a restored board has another epoch, and who comes with an old tag is told all of it", async context => {
  const backup = join(await makeFolder(context), "backup.db");
  await give("backup", backup, ...data());
  await comment(server, "Knots", "Lost.");
  const before = await look(server);

  await server.stop();
  await give("restore", backup, "--replace", ...data());
  await server.start();
  await comment(server, "Knots", "Instead.");

  const after = await look(server);
  assert.notEqual(after.tag, before.tag);
  assert.equal(after.tag.split("-")[1], before.tag.split("-")[1], "the same version, of something else");
  assert.deepEqual(messages(after.talks), ["First.", "Instead."]);
  const poll = await ask(server, "GET", "/talks", { "If-None-Match": before.tag, Prefer: "wait=30" });
  assert.equal(poll.status, 200);
  assert.ok((await changesSince(server, before.tag.slice(1, -1))).json.board, "the changes start over");
});

test("devices stay signed in, and a retry of what the backup has is not done twice", async context => {
  await claim(server, "Knots", "Ana");
  const retry = () => ask(server, "POST", `${talkPath("Knots")}/comments`, named("Ana", { "Idempotency-Key": "k1" }),
    { author: "Ana", message: "Once." });
  const first = await retry();
  const backup = join(await makeFolder(context), "backup.db");
  await give("backup", backup, ...data());
  const lost = () => ask(server, "POST", `${talkPath("Knots")}/comments`, named("Ana", { "Idempotency-Key": "k2" }),
    { author: "Ana", message: "Again." });
  await lost();

  await server.stop();
  await give("restore", backup, "--replace", ...data());
  await server.start();

  assert.deepEqual(await namesOf(server, "Ana"), ["Ana"]);
  assert.deepEqual((await retry()).json, first.json);
  assert.equal((await lost()).status, 201);
  assert.deepEqual(messages((await look(server)).talks), ["First.", "I am Ana.", "Once.", "Again."]);
});

test("a file that is there is not overwritten unless that is asked for", async context => {
  const folder = await makeFolder(context);
  const backup = join(folder, "backup.db");
  await writeFile(backup, "mine");
  assert.match(await refused("backup", backup, ...data()), /is there already\..* --replace\./);
  assert.equal(await readFile(backup, "utf8"), "mine");

  await give(...data(), "backup", backup, "--replace");
  assert.match(await give("verify", backup), /is sound/);
  assert.equal((await stat(backup)).mode & 0o777, 0o600);
  assert.deepEqual(await readdir(folder), ["backup.db"]);
});

test("nothing is restored under a server that runs, or over a board that is there", async context => {
  const backup = join(await makeFolder(context), "backup.db");
  await give("backup", backup, ...data());
  await comment(server, "Knots", "Second.");
  assert.match(await refused("restore", backup, "--replace", ...data()), /is in use by another program/);

  await server.stop();
  assert.match(await refused("restore", backup, ...data()), /is there already\..* --replace\./);
  await server.start();
  assert.deepEqual(messages((await look(server)).talks), ["First.", "Second."]);
});

test("the former board is kept with what its log has", async context => {
  const backup = join(await makeFolder(context), "backup.db");
  await give("backup", backup, ...data());
  await comment(server, "Knots", "In the log.");
  await server.kill();

  const said = await give("restore", backup, "--replace", ...data());
  const former = /is now (.*)\.\n/.exec(said)?.[1] ?? "";
  assert.match(former, /board\.db\.former-\d{8}T\d{9}Z$/);
  assert.equal(versionIn(await give("verify", former)), 3);
  await server.start();
  assert.equal((await look(server)).tag.split("-")[1], '2"');
});

test("a damaged board is kept as it is when a backup takes its place", async context => {
  const backup = join(await makeFolder(context), "backup.db");
  await give("backup", backup, ...data());
  await server.stop();
  await server.start();
  await comment(server, "Knots", "In the log.");
  await server.kill();
  const log = await readFile(`${server.dataFile}-wal`);
  const damaged = (await readFile(server.dataFile)).fill(0xAA, 100);
  await writeFile(server.dataFile, damaged);

  const former = /is now (.*)\.\n/.exec(await give("restore", backup, "--replace", ...data()))?.[1] ?? "";
  assert.ok(damaged.equals(await readFile(former)));
  assert.ok(log.equals(await readFile(`${former}-wal`)));
  await server.start();
  assert.deepEqual(messages((await look(server)).talks), ["First."]);
});

for (const end of ["stop", "kill"]) {
  test(`nothing beside a board is made or changed by looking at it, after a ${end}`, async context => {
    const folder = await makeFolder(context);
    await server[end]();
    const before = await filesIn(server.folder);
    assert.equal(versionIn(await give("verify", ...data())), 2);
    assert.equal(versionIn(await give("backup", join(folder, "backup.db"), ...data())), 2);
    assert.deepEqual(await filesIn(server.folder), before);
  });
}

test("a backup that is damaged is not restored", async context => {
  const backup = join(await makeFolder(context), "backup.db");
  await give("backup", backup, ...data());
  const bytes = await readFile(backup);
  bytes[bytes.indexOf("First.")] ^= 1;
  await writeFile(backup, bytes);
  await server.stop();
  const before = await filesIn(server.folder);

  assert.match(await refused("restore", backup, "--replace", ...data()),
    /backup\.db is damaged \(changes, version 2: its checksum is wrong\)/);
  assert.deepEqual(await filesIn(server.folder), before);
});

test("on a full disk a backup is refused and leaves nothing behind", async context => {
  const disk = await FaultyDisk.make("full");
  context.after(() => disk.remove());
  const folder = await makeFolder(context);
  const { code, complaints } = await start(["backup", join(folder, "backup.db"), ...data()], disk.server).ended;
  assert.equal(code, 1);
  assert.match(complaints, /backup\.db cannot be written .*See that there is room on its disk/);
  assert.deepEqual(await readdir(folder), []);

  await server.stop();
  await give("backup", join(folder, "backup.db"), ...data());
  const before = await filesIn(server.folder);
  const full = await start(["restore", join(folder, "backup.db"), "--replace", ...data()], disk.server).ended;
  assert.equal(full.code, 1);
  assert.match(full.complaints, /board\.db cannot be written/);
  assert.deepEqual(await filesIn(server.folder), before);
});

test("a restore that is killed leaves the former board or the new one, and can be done again", async context => {
  const backup = join(await makeFolder(context), "backup.db");
  await give("backup", backup, ...data());
  await comment(server, "Knots", "Second.");
  await server.kill();
  const random = randomNumbers(3);
  for (let round = 0; round < 12; ++round) {
    const restore = start(["restore", backup, "--replace", ...data()]);
    await sleep(random() * 120);
    restore.kill();
    await restore.ended;
    assert.ok([2, 3].includes(versionIn(await give("verify", ...data()))));
  }
  await give("restore", backup, "--replace", ...data());
  assert.equal(versionIn(await give("verify", ...data())), 2);
  assert.ok(!(await readdir(dirname(server.dataFile))).includes("board.db.part"));
});

test("a backup has nothing of what was purged", async context => {
  const backup = join(await makeFolder(context), "backup.db");
  await comment(server, "Knots", "A secret.", named("Ana", { author: "Ana" }));
  const { id } = (await look(server)).talks[0].comments[1];
  const removed = await ask(server, "DELETE", `${talkPath("Knots")}/comments/${id}`, named("Ana"));
  const version = removed.header("board-version");
  const purged = await ask(server, "POST", `/changes/${version}/purge`, named("Ana"));
  assert.equal(purged.status, 201, purged.text);
  await remove(server, "Knots");

  await give("backup", backup, ...data());
  assert.ok(!(await readFile(backup)).includes("A secret."));
});
