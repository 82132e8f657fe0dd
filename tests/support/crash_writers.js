// @ts-check
// Writers who go on until their server dies, and what they can claim afterwards.
import assert from "node:assert/strict";
import { ask } from "./raw_http.js";
import { comment, look, propose } from "./board.js";

/** How often to crash: a longer run by SKILLBOARD_CRASH_ROUNDS. */
export const rounds = Number(process.env.SKILLBOARD_CRASH_ROUNDS ?? 50);
/** Where the moments of the crashes come from: the same again by SKILLBOARD_CRASH_SEED. */
export const seed = Number(process.env.SKILLBOARD_CRASH_SEED ?? Date.now() % 1_000_000);

/** A generator of numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function randomNumbers(from) {
  let state = from;
  return () => {
    state = (state + 0x6D2B79F5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Several writers of comments under one new talk after the other. */
export class CrashWriters {
  #server;
  #talks = 0;
  #written = 0;
  /** @type {Map<string, {title: string, version: number | null}>} by message; null: no answer yet */
  #attempts = new Map();

  /** @param {import("./server.js").Server} server */
  constructor(server) { this.#server = server; }

  /** Lets `count` writers write until the server is gone. Resolves when the last one knows. */
  async writeUntilGone(count) {
    const title = `Talk ${++this.#talks}`;
    const response = await propose(this.#server, title).catch(() => null);
    if (response === null) return; // gone already
    assert.equal(response.status, 201);
    await Promise.all(Array.from({ length: count }, () => this.#writeUntilGone(title)));
  }

  /** Tries again, with the same key each, what got no answer: now everything is done, and once. */
  async retry() {
    for (const [message, attempt] of this.#attempts) {
      if (attempt.version === null) await this.#write(message, attempt);
    }
  }

  /** Whether the board has all that was acknowledged, nothing twice, and as many changes as it says. */
  async check() {
    const { tag, talks } = await look(this.#server);
    const version = Number(/-(\d+)"$/.exec(tag)?.[1]);
    const there = talks.flatMap(talk => talk.comments.map(({ message }) => message));
    const known = new Set(there);
    for (const [message, attempt] of this.#attempts) {
      if (attempt.version === null) continue;
      assert.ok(known.has(message), `lost "${message}", acknowledged as version ${attempt.version}`);
      assert.ok(attempt.version <= version, `version ${attempt.version} is ahead of ${tag}`);
    }
    assert.equal(known.size, there.length, "something is there twice");
    // Each change here is a talk or a comment that stays.
    assert.equal(version, talks.length + there.length, "versions do not continue");
    const versions = [...this.#attempts.values()].map(attempt => attempt.version).filter(Boolean);
    assert.equal(new Set(versions).size, versions.length, "two changes were given one version");
    return versions.length;
  }

  /** @param {string} title */
  async #writeUntilGone(title) {
    for (;;) {
      const message = `Message ${++this.#written}`;
      const attempt = { title, version: null };
      this.#attempts.set(message, attempt);
      try {
        await this.#write(message, attempt);
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error;
        return;
      }
    }
  }

  /** @param {string} message @param {{title: string, version: number | null}} attempt */
  async #write(message, attempt) {
    const response = await comment(this.#server, attempt.title, message, { "Idempotency-Key": message });
    assert.equal(response.status, 201, response.text);
    attempt.version = Number(response.header("board-version"));
  }
}
