// @ts-check
// Follows the changes of a board, as docs/http-interface.md says.
import assert from "node:assert/strict";
import { FollowedBoard } from "./followed_board.js";
import { listenByPolls } from "./listening.js";

const versionOf = tag => Number(/-(\d+)"?$/.exec(tag)?.[1]);

/** Listens again and again, whatever happens to its connections and to the server. */
export class Follower {
  board = new FollowedBoard();
  /** The versions of the changes it was told, in that order, and where it began. */
  versions = [];
  began = 0;
  /** How often a connection ended that it would have kept. */
  cuts = 0;
  #server;
  #tag;
  #listen;
  /** @type {{destroy: () => void} | undefined} */
  #line;
  #caughtUp = () => {};
  #goal = Infinity;
  #done;

  /**
   * @param {{port: number}} server
   * @param {string} [tag] to begin with, with `talks`, those of that tag, with places
   * @param {import("./listening.js").Listen} [listen] by which transport
   */
  constructor(server, tag = "none", talks = [], listen = listenByPolls) {
    this.#server = server;
    this.#tag = tag;
    this.#listen = listen;
    this.began = versionOf(tag) || 0;
    this.board.startOver(talks);
    this.#done = this.#follow();
    this.#done.catch(() => {}); // `reach` tells
  }

  /** Resolves when it has been told of the change of this version. */
  async reach(version) {
    this.#goal = version;
    if (!(versionOf(this.#tag) >= version)) {
      await Promise.race([this.#done, new Promise(resolve => { this.#caughtUp = () => resolve(undefined); })]);
    }
    this.#goal = -1;
    this.#line?.destroy();
    await this.#done;
  }

  /** Fails unless it was told of each change once and in order, up to the board as it is now, which it has. */
  assertHas({ tag, talks }, told) {
    const { began, versions, board } = this;
    assert.deepEqual(versions, Array.from({ length: versionOf(tag) - began }, (_, i) => began + 1 + i), told);
    assert.deepEqual(board.talks, talks.map(({ version, ...talk }) => talk), told);
  }

  async #follow() {
    while (this.#goal !== -1) {
      await this.#followOneLine();
      if (this.#goal === -1) return;
      this.cuts += 1;
      await new Promise(resolve => setTimeout(resolve, 5)); // the server may be gone for a while
    }
  }

  async #followOneLine() {
    const begun = line => {
      this.#line = line;
      if (this.#goal === -1) line.destroy();
    };
    const line = this.#listen(this.#server, this.#tag, begun);
    for (let told = await next(line); told && this.#goal !== -1; told = await next(line)) {
      this.#take(told);
      if (versionOf(this.#tag) >= this.#goal) this.#caughtUp();
    }
    this.#line?.destroy();
  }

  #take({ tag, changes, board }) {
    if (board) {
      this.board.startOver(board);
      this.versions = [];
      this.began = versionOf(tag);
    } else {
      for (const change of changes) this.board.apply(change);
      this.versions.push(...changes.map(({ version }) => version));
    }
    this.#tag = tag;
  }
}

/** What a line tells next; null when it has ended, or is broken. */
async function next(line) {
  try {
    const { done, value } = await line.next();
    return done ? null : value;
  } catch (error) {
    if (error instanceof assert.AssertionError) throw error;
    return null;
  }
}
