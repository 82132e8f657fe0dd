// @ts-check
// A page that follows a board without a browser; the test answers what it asks.
import { liveBoard } from "../../../public/js/live_board.js";
import { createOneTab } from "../../../public/js/one_tab.js";
import { FakeClock, FakeFetch, FakeSocket, event, settle, streamTo, talk } from "./fakes.js";

export const signOfLife = ":\n\n";

/** Of the version of a board on which each change proposes a talk with its version as its id. */
const proposal = version => ({ version, time: "", by: "Bo", steps: [
  { event: "talk_proposed", talk: String(version), content: talk(String(version), { place: version }) }] });
/** As a stream tells it. */
export const told = (version, epoch = "e") => event(`${epoch}-${version}`, proposal(version));
/** As a poll is answered. */
export const changes = (...versions) => ({ tag: `e-${versions.at(-1)}`, changes: versions.map(proposal) });

export const isSocket = call => call instanceof FakeSocket;
export const isStream = call => call.headers.get("Accept") === "text/event-stream";
export const waits = call => call.headers.has("Prefer");
export const kind = call =>
  isSocket(call) ? "socket" : isStream(call) ? "stream" : waits(call) ? "long poll" : "poll";

const tagOf = ({ url }) => /since=([^&]*)/.exec(url)?.[1] ?? "";

export class FakePage {
  /** @type {FakeClock} */
  clock;
  /** @type {import("../../../public/js/one_tab.js").OneTab} */
  tabs;
  server = new FakeFetch();
  pokes = new EventTarget();
  /** All that it showed. @type {import("../../../public/js/live_board.js").LiveState[]} */
  states = [];
  /** Until when it is busy with what came last. @type {Promise<void>} */
  busy = Promise.resolve();
  #end = new AbortController();
  #finished = Promise.resolve();
  /** @type {any} */
  #options = {};

  /** The transports that it had, and none as an empty name. @type {string[]} */
  transports = [];

  /** One that has read the board of the first version. `options` are of the feed; `sockets`: that it has any. */
  static async open({ sockets = false, clock = new FakeClock(), ...options } = {}) {
    const page = new FakePage();
    [page.clock, page.tabs] = [clock, createOneTab({ clock })];
    page.#options = { ...options, ...(sockets && { openSocket: path => {
      const socket = new FakeSocket(path);
      page.server.calls.push(/** @type {any} */ (socket));
      return socket;
    } }) };
    page.tabs.enter();
    page.#finished = page.#follow();
    await settle();
    await page.answer(200, { tag: "e-1", board: { talks: [talk("1", { place: 1 })] } });
    return page;
  }

  async #follow() {
    for await (const state of liveBoard({ fetch: /** @type {any} */ (this.server.fetch), clock: this.clock,
      random: () => 0.5, pokes: this.pokes, tabs: this.tabs, signal: this.#end.signal,
      turned: name => this.transports.push(name), ...this.#options })) {
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

  /** Opens the socket that it asked for last, which brings what came since. */
  async socket(...messages) {
    const { last } = this;
    last.tell({ tag: tagOf(last), changes: [] }, ...messages);
    await settle();
    return last;
  }

  /** The socket that it asked for last is closed. */
  async shut(code = 1006) {
    this.last.shut(code);
    await settle();
  }

  /** Gives signs of life for so long. */
  async breathe(line, time) {
    for (let passed = 0; passed < time; passed += 15000) {
      await this.clock.advance(Math.min(15000, time - passed));
      if (isSocket(line)) line.tell({ alive: 15 }); else line.write(signOfLife);
      await settle();
    }
  }

  async poke() {
    this.pokes.dispatchEvent(new Event("poke"));
    await settle();
  }

  /** @returns {any} */
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
