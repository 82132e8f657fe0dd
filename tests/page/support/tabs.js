// @ts-check
// Many tabs of one browser before one board, and what the server sees of them.
import { until } from "../../support/board.js";
import { Person } from "./browser.js";
import { Doorway, leadSocketTo, leadTo, waitsForNews } from "./doorway.js";

/** A way to a board that knows which sockets, streams and polls are parked there, and what was asked. */
export class Watched {
  /** Those who wait, by the address of their connection. */
  #parked = new Set();
  /** The targets of all that was asked, in that order. @type {string[]} */
  asked = [];
  /** How many streams were asked for. */
  streams = 0;
  #doorway;

  /** @param {any} server @param {{sockets?: boolean}} [options]  whether it lets WebSockets through */
  static async open(server, { sockets = true } = {}) {
    const watched = new Watched();
    const [lead, leadSocket] = [leadTo(server), leadSocketTo(server)];
    watched.#doorway = await Doorway.open((request, response) => {
      watched.asked.push(request.url ?? "");
      if (waitsForNews(request.headers)) {
        if (!request.headers.prefer) watched.streams += 1;
        watched.#park(response);
      }
      lead(request, response);
    }, sockets ? (request, socket, head) => {
      watched.#park(socket);
      leadSocket(request, socket, head);
    } : undefined);
    return watched;
  }

  #park(line) {
    this.#parked.add(line);
    line.once("close", () => this.#parked.delete(line));
  }

  get url() { return this.#doorway.url; }
  get parked() { return this.#parked.size; }

  /** Waits until so many are parked. @param {number} count */
  parks(count) { return until(async () => this.parked === count, `${count} parked, rather than ${this.parked}`); }

  close() { this.#doorway.close(); }
}

/** The tabs of one browser. */
export class Tabs {
  /** @type {Person[]} */
  all = [];
  /** Which of them parked one last. @type {Person | null} */
  poller = null;

  /** @param {any} context @param {Watched} board */
  constructor(context, board) {
    this.context = context;
    this.board = board;
  }

  /** @param {any} browser @param {Watched} board @param {any} [options] */
  static async open(browser, board, options = {}) {
    const context = await browser.newContext({ viewport: { width: 800, height: 600 }, ...options });
    context.setDefaultTimeout(40000);
    return new Tabs(context, board);
  }

  /** @returns {Promise<Person>} in a new tab, on a live page */
  async add(path = "/", state = "connected") {
    const tab = new Person(await this.context.newPage(), /** @type {any} */ (this.board), "");
    tab.page.on("request", request => { if (waitsForNews(request.headers())) this.poller = tab; });
    tab.page.on("websocket", () => { this.poller = tab; });
    this.all.push(tab);
    await tab.visit(path, state);
    return tab;
  }

  get faults() { return this.all.flatMap(({ faults }) => faults); }

  /** @param {Person} tab  which is no longer one of them */
  forget(tab) { this.all = this.all.filter(each => each !== tab); }

  /** Waits until another tab than this one polls, and so many are parked. @param {Person} last */
  async follow(last, parked = 1) {
    await until(async () => this.poller !== last && this.board.parked === parked, "another tab polls");
  }

  close() { return this.context.close(); }
}
