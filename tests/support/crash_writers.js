// @ts-check
// Writers who go on until their server dies, and what they can claim afterwards.
import assert from "node:assert/strict";
import { look } from "./board.js";
import { CrashWriter } from "./crash_writer.js";
import { dataFiles } from "./traces.js";

export class CrashWriters {
  #server;
  /** @type {CrashWriter[]} of all lives */
  #writers = [];
  /** @type {CrashWriter[]} of the last one */
  #latest = [];

  /** @param {import("./server.js").Server} server */
  constructor(server) { this.#server = server; }

  /** Lets `count` writers write until the server is gone. Resolves when the last one knows. */
  async writeUntilGone(count) {
    this.#latest = Array.from({ length: count }, (_, index) =>
      new CrashWriter(this.#server, `W${this.#writers.length + index}`));
    this.#writers.push(...this.#latest);
    await Promise.all(this.#latest.map(writer => writer.writeUntilGone()));
  }

  /** Tries again, with the same key each, what got no answer: now everything is done, and once. */
  async retry() {
    await Promise.all(this.#latest.map(writer => writer.retry()));
    for (const writer of this.#latest) await writer.checkTitles();
  }

  /** Whether each has the name that it was given; those of the last life alone, or all. */
  async checkNames(all = false) {
    for (const writer of all ? this.#writers : this.#latest) await writer.checkName();
  }

  /** Whether the board is what was acknowledged, nothing more often, and as many changes as it says. */
  async check() {
    const { tag, talks } = await look(this.#server);
    const version = Number(/-(\d+)"$/.exec(tag)?.[1]);
    const byTitle = new Map(talks.map(talk => [talk.title, talk]));
    const texts = await textsInFiles(this.#server);
    for (const writer of this.#writers) writer.check(byTitle, texts);

    const versions = this.#writers.flatMap(writer => writer.versions);
    const pending = this.#writers.filter(writer => writer.pending).length;
    assert.equal(new Set(versions).size, versions.length, "two changes were given one version");
    // Each write makes one.
    assert.ok(versions.length <= version && version <= versions.length + pending,
      `${tag} after ${versions.length} writes and perhaps ${pending} more`);
    assert.ok(versions.every(each => each <= version), `a version is ahead of ${tag}`);
    return versions.length;
  }

  /** Whether every talk answers to all titles it had. */
  async checkTitles() {
    for (const writer of this.#writers) await writer.checkTitles();
  }
}

/** The messages whose bytes are in the files, be they in use or left over. */
async function textsInFiles(server) {
  const all = [...(await dataFiles(server)).values()].flatMap(bytes =>
    [...bytes.toString("latin1").matchAll(/(?:kept|erased)<W\d+ \d+>/g)].map(([text]) => text));
  return new Set(all);
}
