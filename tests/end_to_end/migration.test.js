// @ts-check
// A board that a former version served is served by this one.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, readdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { comment, look } from "../support/board.js";
import { give, refused, start, versionIn } from "../support/data_commands.js";
import { FaultyDisk } from "../support/faulty_disk.js";
import { undo } from "../support/history.js";
import { claim, namesOf } from "../support/names.js";
import { randomNumbers } from "../support/random.js";
import { Server } from "../support/server.js";

const sqlite = promisify(execFile);

/** @type {Server} */
let server;
beforeEach(async () => {
  server = await Server.start();
  await server.stop();
});
afterEach(() => server.remove());

const data = () => ["--data", server.dataFile];
const copies = async () => (await readdir(server.folder)).filter(name => name.includes(".format-"));

/** Puts a board of a former format in the place of the one that is there. */
async function putFormat(format) {
  await rm(server.dataFile);
  const file = fileURLToPath(new URL(`../storage/formats/format_${format}.sql`, import.meta.url));
  await sqlite("sqlite3", [server.dataFile, `.read ${file}`, "PRAGMA journal_mode = WAL"]);
}

for (const [format, version] of [[1, 12], [2, 20]]) {
  test(`a board of format ${format} is served, and its history can be undone`, async () => {
    await putFormat(format);
    await server.start();
    const { tag, talks } = await look(server);
    assert.equal(tag.split("-")[1], `${version}"`);
    assert.equal(talks[0].summary, "One wheel, two pedals");
    assert.equal((await undo(server, 8)).status, 201);
    assert.equal((await look(server)).talks[0].summary, "One wheel");
    assert.equal((await undo(server, 11)).status, 409, "the title is another talk's now");
    await claim(server, "Unicycling", "Ana");

    await server.stop();
    assert.deepEqual(await copies(), [`board.db.format-${format}`]);
    assert.equal(versionIn(await give("verify", ...data())), version + 2);
    await server.start();
    assert.deepEqual(await namesOf(server, "Ana"), ["Ana"]);
  });
}

test("a server that is killed while it migrates leaves a board that the next one serves", async () => {
  const random = randomNumbers(11);
  for (let round = 0; round < 8; ++round) {
    await putFormat(2);
    await Promise.all((await copies()).map(name => rm(`${server.folder}/${name}`)));
    const starting = server.start().catch(() => {});
    await sleep(random() * 90);
    await server.kill();
    await starting;
    await server.start();
    assert.equal((await look(server)).talks.length, 3);
    assert.deepEqual(await copies(), ["board.db.format-2"]);
    await server.stop();
    assert.equal(versionIn(await give("verify", ...data())), 20);
  }
});

test("where there is no room for the copy, the start is refused", async context => {
  const disk = await FaultyDisk.make("full");
  context.after(() => disk.remove());
  await putFormat(2);
  const before = await readFile(server.dataFile);
  const full = await start(["serve", "--listen", "127.0.0.1:0", ...data()], disk.server).ended;
  assert.equal(full.code, 1);
  assert.match(full.complaints, /cannot be written \(a copy of it that is to be kept, .*\)\. Make room/);
  assert.ok(before.equals(await readFile(server.dataFile)));
  assert.deepEqual(await copies(), []);
});

test("a backup of a former format is restored as one of today, and looking at it says that", async () => {
  await putFormat(2);
  for (const command of [["verify"], ["export"], ["backup", `${server.folder}/backup.db`]]) {
    assert.match(await refused(...command, ...data()), /older version.* Start a server on it once.* by restoring it/);
  }
  await give("restore", server.dataFile, "--data", `${server.folder}/restored.db`);
  assert.equal(versionIn(await give("verify", `${server.folder}/restored.db`)), 20);
  await server.start();
  assert.equal((await comment(server, "Unicycling", "Goes on.")).status, 201);
});
