// @ts-check
// A server that dies again and again at moments nobody chose, while it is written to.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { Server } from "./server.js";
import { CrashWriters } from "./crash_writers.js";
import { randomNumbers } from "./random.js";

/** How often: a longer run by SKILLBOARD_CRASH_ROUNDS. */
const rounds = Number(process.env.SKILLBOARD_CRASH_ROUNDS ?? 25);
/** Where the moments come from: the same ones again by SKILLBOARD_CRASH_SEED. */
const seed = Number(process.env.SKILLBOARD_CRASH_SEED ?? 1);

const writers = 4;
const longestLife = 150; // milliseconds of being written to

/** Kills the server while it starts, at any moment of that. */
async function killWhileStarting(server, random) {
  const start = server.start().catch(() => {});
  await sleep(random() * 60);
  await server.kill();
  await start;
}

/**
 * Fails when anything acknowledged is lost (be it written, removed, brought back, renamed or purged, a
 * name or a device of it), anything is there twice, or versions do not continue.
 * @param {import("node:test").TestContext} context
 * @param {ConstructorParameters<typeof Server>[0]} options of the server
 * @param {(random: () => number) => Promise<void>} prepare what to do before each life but the first
 */
export async function crashAgainAndAgain(context, options, prepare = async () => {}) {
  context.diagnostic(`SKILLBOARD_CRASH_SEED=${seed}`);
  const random = randomNumbers(seed);
  const server = await Server.start(options);
  context.after(() => server.remove());
  const history = new CrashWriters(server);

  let acknowledged = 0;
  for (let round = 0; round < rounds; ++round) {
    const writing = history.writeUntilGone(writers);
    await sleep(random() * longestLife);
    await server.kill();
    await writing;
    await prepare(random);
    if (random() < 0.25) await killWhileStarting(server, random);

    await server.start();
    await history.check();
    await history.checkNames();
    await history.retry();
    acknowledged = await history.check();
    await history.checkNames();
  }
  await history.checkTitles();
  await history.checkNames(true);
  context.diagnostic(`${rounds} crashes, ${acknowledged} acknowledged writes`);
  assert.ok(acknowledged > rounds, "hardly anything was written");
}
