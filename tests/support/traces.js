// @ts-check
// What the files of a board have in their bytes, be it in use or left over.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

/** The files that SQLite keeps, by name; those that are there. */
export async function dataFiles(server) {
  const names = ["", "-wal", "-shm", "-journal"].map(suffix => server.dataFile + suffix);
  const files = new Map();
  for (const name of names) {
    const bytes = await readFile(name).catch(() => null);
    if (bytes) files.set(name.slice(server.dataFile.length) || "the data file", bytes);
  }
  assert.ok(files.has("the data file"), "no data file to look into");
  return files;
}

/** Where in the files a text stands: their names. */
export async function tracesOf(server, text) {
  return [...await dataFiles(server)].filter(([, bytes]) => bytes.includes(text)).map(([name]) => name);
}

/**
 * Asserts that a text is nowhere, and another one is: a look that finds nothing at all proves
 * nothing.
 */
export async function assertErased(server, text, kept, when = "") {
  assert.deepEqual(await tracesOf(server, text), [], `"${text}" ${when}`);
  assert.notDeepEqual(await tracesOf(server, kept), [], `"${kept}", which is to be kept ${when}`);
}

/** The same while the server runs, after it has stopped, and after it has started anew. */
export async function assertErasedForGood(server, text, kept) {
  await assertErased(server, text, kept, "while the server runs");
  await server.stop();
  await assertErased(server, text, kept, "after it has stopped");
  await server.start();
  await assertErased(server, text, kept, "after it has started anew");
}
