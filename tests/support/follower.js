// @ts-check
// Follows the changes of a board, as docs/http-interface.md says.
import assert from "node:assert/strict";
import { FollowedBoard } from "./followed_board.js";
import { Wire, request } from "./raw_http.js";

const versionOf = tag => Number(/-(\d+)$/.exec(tag)?.[1]);

/** Asks for what is new, again and again, whatever happens to its connections and to the server. */
export class Follower {
  board = new FollowedBoard();
  /** The versions of the changes it was told, in that order, and where it began. */
  versions = [];
  began = 0;
  cuts = 0;
  #server;
  #tag;
  #random;
  #wire;
  #caughtUp = () => {};
  #goal = Infinity;

  /**
   * @param {{port: number}} server @param {() => number} random of its accidents
   * @param {string} [tag] to begin with, with `talks`, those of that tag, with places
   */
  constructor(server, random, tag = "none", talks = []) {
    this.#server = server;
    this.#random = random;
    this.#tag = tag;
    this.began = versionOf(tag) || 0;
    this.board.startOver(talks);
    this.#done = this.#follow();
    this.#done.catch(() => {}); // `reach` tells
  }

  #done;

  /** Resolves when it has been told of the change of this version. */
  async reach(version) {
    this.#goal = version;
    if (versionOf(this.#tag) < version) {
      await Promise.race([this.#done, new Promise(resolve => { this.#caughtUp = () => resolve(undefined); })]);
    }
    this.#goal = -1;
    this.#wire?.destroy();
    await this.#done;
  }

  async #follow() {
    while (this.#goal !== -1) {
      const response = await this.#ask();
      if (response?.status === 200) this.#take(response.json);
      else if (response) assert.equal(response.status, 304, response.text);
      if (versionOf(this.#tag) >= this.#goal) this.#caughtUp();
    }
  }

  #take({ tag, changes, board }) {
    if (board) {
      this.board.startOver(board.talks);
      this.versions = [];
      this.began = versionOf(tag);
    } else {
      for (const change of changes) this.board.apply(change);
      this.versions.push(...changes.map(({ version }) => version));
    }
    this.#tag = tag;
  }

  /** One answer, or null when the connection did not last as long. */
  async #ask() {
    try {
      this.#wire ??= await Wire.open(this.#server);
      this.#wire.send(request("GET", `/changes?since=${this.#tag}`, { Prefer: "wait=10" }));
      if (this.#random() < 0.2) await this.#cut(this.#wire);
      return await this.#wire.response();
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error;
      this.#wire?.destroy();
      this.#wire = undefined;
      await new Promise(resolve => setTimeout(resolve, 5)); // the server may be gone for a while
      return null;
    }
  }

  /** Goes away as soon as the first bytes of an answer have come. @param {Wire} wire */
  async #cut(wire) {
    await wire.started();
    this.cuts += 1;
    wire.destroy();
    throw new Error("cut");
  }
}
