// @ts-check
// What changes make of a board is what the server has.
import assert from "node:assert/strict";
import { describe, it, test } from "node:test";
import { systemClock } from "../../public/js/clock.js";
import { follow } from "../../public/js/following.js";
import { liveBoard } from "../../public/js/live_board.js";
import { epochOf, versionOf } from "../../public/js/tags.js";
import { look } from "../support/board.js";
import { changesSince } from "../support/history.js";
import { randomNumbers } from "../support/random.js";
import { RandomWriter } from "../support/random_writer.js";
import { Server } from "../support/server.js";
import { comment, talk } from "./support/fakes.js";

const seed = Number(process.env.SKILLBOARD_FOLLOW_SEED ?? 1);

describe("following a change", () => {
  const talks = [talk("1", { comments: [comment("a"), comment("c")] }), talk("3", { owned: true })];
  const after = (...steps) => follow(talks, [{ version: 7, time: "", by: "Bo", steps }]);
  const ids = list => list.map(({ id }) => id);

  it("leaves alone what it does not touch, and names what it does by its version", () => {
    const next = after({ event: "comment_written", talk: "1", comment: "d", content: comment("d") });
    assert.equal(next[1], talks[1]);
    assert.equal(next[0].comments[0], talks[0].comments[0]);
    assert.deepEqual(next[0], { ...talks[0], version: 7, comments: [...talks[0].comments, comment("d")] });
    assert.deepEqual(ids(talks[0].comments), ["a", "c"], "nor the board before");
  });

  it("puts what is brought back into its place", () => {
    const next = after({ event: "talk_restored", talk: "2", content: talk("2") },
      { event: "comment_restored", talk: "1", comment: "b", content: comment("b") },
      { event: "talk_restored", talk: "0", content: talk("0") });
    assert.deepEqual(ids(next), ["0", "1", "2", "3"]);
    assert.deepEqual(ids(next[1].comments), ["a", "b", "c"]);
  });

  it("makes an edited talk somebody's or nobody's", () => {
    const edit = { event: "talk_edited", presenter: "Cy", summary: "!" };
    const [first, second] = after({ ...edit, talk: "1", owned: true }, { ...edit, talk: "3" });
    assert.equal(first.owned, true);
    assert.ok(!("owned" in second));
  });

  it("keeps who asks for a removal", () => {
    const [first, second] = after({ event: "removal_asked", talk: "1", comment: "c" },
      { event: "removal_asked", talk: "3" });
    assert.deepEqual([first.comments[1].removal_asked, second.removal_asked], ["Bo", "Bo"]);
  });

  it("takes out what is erased, and leaves that of which only a former text is", () => {
    assert.equal(after({ event: "purged", talk: "1", part: "summary" })[0], talks[0]);
    assert.equal(after({ event: "purged", talk: "1", comment: "a", part: "message" })[0], talks[0]);
    assert.deepEqual(ids(after({ event: "purged", talk: "1", comment: "a", part: "everything" })[0].comments), ["c"]);
    assert.deepEqual(ids(after({ event: "purged", talk: "1", part: "everything" })), ["3"]);
  });

  it("passes over what is about something that is gone", () => {
    assert.equal(after({ event: "comment_edited", talk: "1", comment: "x", message: "!" })[0], talks[0]);
    assert.equal(after({ event: "talk_edited", talk: "x", summary: "!" }), talks);
    assert.equal(after({ event: "talk_removed", talk: "x" }), talks);
  });

  it("refuses what it does not know", () => {
    assert.throws(() => after({ event: "talk_set_to_music", talk: "1" }));
    assert.throws(() => after({ event: "comment_set_to_music", talk: "1", comment: "a" }));
  });
});

test("tags say which board and which version", () => {
  assert.deepEqual([epochOf("ab-c-12"), versionOf("ab-c-12")], ["ab-c", 12]);
  assert.deepEqual([epochOf(""), versionOf("")], ["", NaN]);
});

/** A page's board of a real server, as far as it has come. */
class Reader {
  board = null;
  wholeBoards = 0;
  #end = new AbortController();
  #goal = 0;
  #reached = () => {};

  /** @param {Server} server */
  constructor(server) {
    const fetchThere = (path, init) => fetch(`${server.url}/${path}`, init);
    this.done = this.#read(liveBoard({ fetch: /** @type {any} */ (fetchThere), clock: systemClock,
      random: Math.random, signal: this.#end.signal, pokes: new EventTarget(), wait: 10 }));
  }

  async #read(live) {
    for await (const { turn } of live) {
      if (!turn) continue;
      if (!turn.happened && turn.board !== this.board) this.wholeBoards += 1;
      this.board = turn.board;
      if (versionOf(this.board.tag) >= this.#goal) this.#reached();
    }
  }

  /** Waits until it has got there. */
  async reach(version) {
    this.#goal = version;
    if (versionOf(this.board?.tag ?? "") < version || !this.board) {
      await new Promise(resolve => { this.#reached = () => resolve(undefined); });
    }
  }

  async end() {
    this.#end.abort();
    await this.done;
  }
}

const withoutPlaces = talks => talks.map(({ place, comments, ...rest }) => ({ ...rest,
  comments: comments.map(({ place: _, ...comment }) => comment) }));
const withoutVersions = talks => talks.map(({ version, ...rest }) => rest);

/** What one has who comes back with a board of some time ago. */
async function catchUp(server, { talks, tag }) {
  for (;;) {
    const { tag: next, changes } = (await changesSince(server, tag)).json;
    if (!changes.length) return talks;
    [talks, tag] = [follow(talks, changes), next];
  }
}

test("following leads to what the server has, whatever happens there", async context => {
  context.diagnostic(`SKILLBOARD_FOLLOW_SEED=${seed}`);
  // Members from the start: they ask for the removal of what its author has brought back.
  const server = await Server.start({ memory: true, arguments: ["--member-after", "0"] });
  context.after(() => server.remove());
  const writers = [1, 2, 3].map(index => new RandomWriter(server, `Writer ${index}`, randomNumbers(seed + index)));
  const reader = new Reader(server);
  context.after(() => reader.end());
  await reader.reach(0);
  const early = [];

  for (let step = 0; step < 400; ++step) {
    const before = reader.board;
    if (step % 50 === 0) early.push(before);
    await writers[step % 3].write(1);
    const { tag, talks } = await look(server);
    await reader.reach(versionOf(tag.slice(1, -1)));

    const told = `step ${step}, seed ${seed}`;
    assert.deepEqual(withoutPlaces(reader.board.talks), talks, told);
    for (const old of before.talks) {
      const now = reader.board.talks.find(({ id }) => id === old.id);
      if (now?.version === old.version) assert.equal(now, old, `${told}: nothing touched this talk`);
    }
  }
  assert.equal(reader.wholeBoards, 1, "it was read once");
  const { talks } = reader.board;
  for (const board of early) {
    // Of what was erased meanwhile nobody is told how it came to its version.
    assert.deepEqual(withoutVersions(await catchUp(server, board)), withoutVersions(talks), `${board.tag}, ${seed}`);
  }
  const kinds = new Set(writers.flatMap(({ done }) => Object.keys(done)));
  assert.equal(kinds.size, 9, `not everything was done: ${[...kinds]}`);
});
