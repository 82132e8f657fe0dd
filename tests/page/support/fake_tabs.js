// @ts-check
// Tabs of one browser without a browser, and the board that they show.
import { liveBoard } from "../../../public/js/live_board.js";
import { createOneTab } from "../../../public/js/one_tab.js";
import { FakeClock, FakeFetch, event, settle, streamTo, talk } from "./fakes.js";

const signOfLife = ":\n\n";

/** A board of talks alone, of which one is proposed with each version. */
export class FakeBoard {
  /** @param {FakeClock} clock */
  constructor(clock) { this.clock = clock; }

  version = 1;
  epoch = "e";
  server = new FakeFetch();
  /** The streams that were begun, and how far each has come.
   *  @type {Map<any, {epoch: string, version: number, stream: any}>} */
  #streams = new Map();

  /** Answers all that can be answered now. */
  async answer() {
    for (let open; (open = this.server.open.filter(call => this.#answer(call))).length;) await settle();
  }

  #answer(call) {
    const [, epoch, since] = /since=(?:(.*)-(\d+))?$/.exec(call.url) ?? [];
    const from = Number(since);
    if (call.headers.get("Accept") === "text/event-stream") return this.#tell(call, epoch, from);
    if (this.down) call.fail();
    else if (epoch !== this.epoch) call.answer(200, { tag: this.tag, board: { talks: this.talks } });
    else if (from === this.version && call.headers.has("Prefer")) return false;
    else call.answer(200, { tag: this.tag, changes: this.#changesSince(from) });
    return true;
  }
  down = false;

  #changesSince(version) {
    return this.talks.slice(version).map(content => ({ version: content.place, time: "", by: "Bo",
      steps: [{ event: "talk_proposed", talk: content.id, content }] }));
  }

  /** Goes on with a stream, in pieces that end anywhere. Whether there was anything to do. */
  #tell(call, since, from) {
    const begun = this.#streams.get(call);
    const stream = begun?.stream ?? (this.down ? call : streamTo(call));
    if (this.down) {
      stream.fail();
      return true;
    }
    const { epoch, version } = begun ?? { epoch: since, version: from };
    const told = epoch === this.epoch ? this.#changesSince(version).map(change =>
      event(`${epoch}-${change.version}`, change)) : [event(this.tag, { talks: this.talks }, "board")];
    if (begun && !told.length) return false;
    const text = told.join("") || signOfLife;
    const cut = text.length * 7 % 11;
    for (const piece of [text.slice(0, cut), text.slice(cut)]) stream.write(piece);
    if (!begun) this.#breathe(call, stream);
    this.#streams.set(call, { epoch: this.epoch, version: this.version, stream });
    return true;
  }

  /** Gives a sign of life from time to time. */
  #breathe(call, stream) {
    this.clock.setTimeout(() => {
      if (call.done || call.aborted) return;
      stream.write(signOfLife);
      this.#breathe(call, stream);
    }, 15000);
  }

  /** Cuts the streams that are open. */
  cut() {
    for (const [call, { stream }] of this.#streams) if (!call.done && !call.aborted) stream.fail();
  }

  get tag() { return `${this.epoch}-${this.version}`; }
  get talks() {
    return Array.from({ length: this.version }, (_, index) => talk(`${this.epoch}${index + 1}`, { place: index + 1,
      version: index + 1 }));
  }
  get parked() { return this.server.open.length; }
}

/** One of the tabs that show the board. */
export class FakeTab {
  /** All that it was told happened. @type {number[]} */
  happened = [];
  wholeBoards = 0;
  /** How many requests it made. */
  calls = 0;
  /** The channel that it has open. @type {any} */
  channel = null;
  board = null;
  state = "";
  #end = new AbortController();
  pokes = new EventTarget();

  constructor({ board, clock, locks, air, streams = false }) {
    this.tabs = createOneTab({ clock, locks, openChannel: () => this.channel = air.open(), name: "n" });
    this.tabs.enter(true);
    const counted = (...args) => {
      this.calls += 1;
      return board.server.fetch(...args);
    };
    this.done = this.#read(liveBoard({ fetch: /** @type {any} */ (counted), clock, random: () => 0.5,
      signal: this.#end.signal, pokes: this.pokes, streams, tabs: this.tabs }));
  }

  async #read(live) {
    let shown = null;
    for await (const { turn, connection } of live) {
      this.state = connection.state;
      if (!turn || turn === shown) continue;
      shown = turn;
      this.board = turn.board;
      if (turn.happened) this.happened.push(...turn.happened.map(({ version }) => version));
      else [this.happened, this.began] = [[], turn.board.talks.length];
      if (!turn.happened) this.wholeBoards += 1;
    }
  }
  began = 0;

  get leads() { return this.tabs.leads; }
  poke(looked = true) {
    this.pokes.dispatchEvent(new Event("poke"));
    if (looked) this.tabs.take();
  }

  async end() {
    this.#end.abort();
    await this.done;
    this.tabs.leave();
  }
}
