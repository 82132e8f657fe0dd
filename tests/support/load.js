// @ts-check
// Reads and writes that do not cease, for as long as a test restarts or upgrades the server.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { Wire, ask, request } from "./raw_http.js";
import { poll, propose } from "./board.js";

/**
 * Asks again and again, over one connection for as long as the server keeps it. Whatever keeps a request from being
 * answered makes it fail.
 * @param {{port?: number, path?: string}} server
 * @param {() => boolean} done @param {(round: number) => Buffer} make
 * @param {(answer: import("./raw_http.js").Response) => void} take
 */
async function keepAsking(server, done, make, take) {
  let wire;
  for (let round = 0; !done(); ++round) {
    wire ??= await Wire.open(server);
    const answer = await wire.send(make(round)).response();
    take(answer);
    if (answer.header("connection") === "close") {
      wire.destroy();
      wire = undefined;
    }
  }
  wire?.destroy();
}

export class Load {
  reads = 0;
  polls = 0;
  /** The versions that were acknowledged. @type {Set<number>} */
  written = new Set();
  #server;
  #over = false;
  /** Rejects as soon as anything was not answered as it should be. */
  #ended;

  /** @param {{port: number}} server */
  constructor(server) {
    this.#server = server;
    this.#ended = Promise.all([
      ...Array.from({ length: 4 }, () => this.#keepReading()),
      ...Array.from({ length: 2 }, (_, writer) => this.#keepWriting(writer)),
      ...Array.from({ length: 2 }, () => this.#keepCalling()),
      ...Array.from({ length: 4 }, () => this.#keepPolling()),
    ]);
    this.#ended.catch(() => {}); // whoever waits for anything is told
  }

  /** Begins on a board that has a talk. @param {{port: number}} server */
  static async start(server) {
    assert.ok((await propose(server, "Under load")).status < 300);
    return new Load(server);
  }

  /** What else is waited for, as long as nothing fails. @template T @param {Promise<T>} what */
  async meanwhile(what) {
    return /** @type {T} */ (await Promise.race([what, this.#ended.then(() => what)]));
  }

  /** Waits until so much more was read and written. */
  async goesOn({ reads = 4, writes = 2 } = {}) {
    const [readBefore, writtenBefore] = [this.reads, this.written.size];
    const isEnough = () => this.reads >= readBefore + reads && this.written.size >= writtenBefore + writes;
    while (!isEnough()) await this.meanwhile(sleep(2));
  }

  /** Ends it, and fails when anything has. */
  async end() {
    this.#over = true;
    await propose(this.#server, "Over"); // so that nobody waits any more
    await this.#ended;
  }

  #done = () => this.#over;

  #keepReading() {
    return keepAsking(this.#server, this.#done, () => request("GET", "/talks"), answer => {
      assert.equal(answer.status, 200);
      this.reads += 1;
    });
  }

  #keepWriting(writer) {
    const write = round =>
      request("PUT", `/talks/Writer%20${writer}`, {}, { presenter: "Ada", summary: `Round ${round}` });
    return keepAsking(this.#server, this.#done, write, answer => {
      assert.ok([201, 204].includes(answer.status), `${answer.status} ${answer.text}`);
      this.written.add(Number(answer.header("board-version")));
    });
  }

  /** Each time on a connection of its own, so that some call when nobody is there to accept. */
  async #keepCalling() {
    while (!this.#over) {
      assert.equal((await ask(this.#server, "GET", "/talks/Under%20load")).status, 200);
      await sleep(5);
    }
  }

  /** As the page does where it can do no better. */
  #keepPolling() {
    let tag = '"none-0"';
    return keepAsking(this.#server, this.#done, () => poll(tag, 20), answer => {
      assert.ok([200, 304].includes(answer.status), answer.text);
      tag = answer.header("etag") ?? "";
      this.polls += 1;
    });
  }
}
