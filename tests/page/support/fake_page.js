// @ts-check
// A page that follows a board without a browser; the test answers what it asks.
import { liveBoard } from "../../../public/js/live_board.js";
import { createOneTab } from "../../../public/js/one_tab.js";
import { FakeClock, FakeFetch, event, settle, streamTo, talk } from "./fakes.js";

export const signOfLife = ":\n\n";

/** Of the version of a board on which each change proposes a talk with its version as its id. */
const proposal = version => ({ version, time: "", by: "Bo", steps: [
  { event: "talk_proposed", talk: String(version), content: talk(String(version), { place: version }) }] });
/** As a stream tells it. */
export const told = (version, epoch = "e") => event(`${epoch}-${version}`, proposal(version));
/** As a poll is answered. */
export const changes = (...versions) => ({ tag: `e-${versions.at(-1)}`, changes: versions.map(proposal) });

export const isStream = call => call.headers.get("Accept") === "text/event-stream";
export const waits = call => call.headers.has("Prefer");
export const kind = call => isStream(call) ? "stream" : waits(call) ? "long poll" : "poll";

export class FakePage {
  clock = new FakeClock();
  server = new FakeFetch();
  pokes = new EventTarget();
  tabs = createOneTab({ clock: this.clock });
  /** All that it showed. @type {import("../../../public/js/live_board.js").LiveState[]} */
  states = [];
  /** Until when it is busy with what came last. @type {Promise<void>} */
  busy = Promise.resolve();
  #end = new AbortController();
  #finished = Promise.resolve();

  /** One that has read the board of the first version. */
  static async open() {
    const page = new FakePage();
    page.tabs.enter();
    page.#finished = page.#follow();
    await settle();
    await page.answer(200, { tag: "e-1", board: { talks: [talk("1", { place: 1 })] } });
    return page;
  }

  async #follow() {
    for await (const state of liveBoard({ fetch: /** @type {any} */ (this.server.fetch), clock: this.clock,
      random: () => 0.5, pokes: this.pokes, tabs: this.tabs, signal: this.#end.signal })) {
      this.states.push(state);
      await this.busy;
    }
  }

  /** Answers what it asked last. */
  async answer(...args) {
    this.server.last.answer(...args);
    await settle();
  }
  nothingNew() { return this.answer(304); }

  /** Answers what it asked last with a stream. */
  async stream(...pieces) {
    const opened = streamTo(this.server.last);
    for (const piece of [signOfLife, ...pieces]) opened.write(piece);
    await settle();
    return opened;
  }

  /** Gives signs of life for so long. */
  async breathe(stream, time) {
    for (let passed = 0; passed < time; passed += 15000) {
      await this.clock.advance(15000);
      stream.write(signOfLife);
      await settle();
    }
  }

  async poke() {
    this.pokes.dispatchEvent(new Event("poke"));
    await settle();
  }

  get last() { return this.server.last; }
  /** What it asked, in that order. */
  get kinds() { return this.server.calls.map(kind); }
  /** The versions that it was told of. */
  get happened() {
    return [...new Set(this.states.map(({ turn }) => turn))].flatMap(turn => turn?.happened ?? [])
      .map(({ version }) => version);
  }
  /** The ids of the talks that it shows. */
  get shown() { return this.states.at(-1)?.turn?.board.talks.map(({ id }) => id) ?? []; }
  /** What it says of the connection now, and what it ever said of it. */
  get connection() { return this.states.at(-1)?.connection.state; }
  get connections() { return [...new Set(this.states.map(({ connection }) => connection.state))]; }

  async end() {
    this.#end.abort();
    await this.#finished;
  }
}
