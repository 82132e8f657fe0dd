// @ts-check
// Server-Sent Events as a script reads them (WHATWG HTML, section 9.2.6).
import { request } from "node:http";
import { request as requestSecurely } from "node:https";

/** How long a test waits for an event that ought to come; far longer than it ever takes. */
const patience = 40_000;

/** @typedef {{id: string, name: string, data: any}} ServerEvent */

export class EventStream {
  /** How many comments came, which tell that the stream lives. */
  comments = 0;
  /** Whether the server ended it, rather than the connection breaking. */
  complete = false;
  #answer;
  #asked;
  /** @type {ServerEvent[]} */
  #events = [];
  #ended = false;
  #late = false;
  #rest = "";
  #ring = () => {};

  /**
   * Resolves once the answer has begun; `status` and `headers` are its.
   * @param {{port: number, secure?: boolean}} server @param {string} path
   * @param {Record<string, string>} [headers]
   */
  static async open(server, path, headers = {}) {
    const stream = new EventStream();
    const ask = server.secure ? requestSecurely : request;
    stream.#asked = ask({ host: "127.0.0.1", port: server.port, path, agent: false, rejectUnauthorized: false,
      headers: { Host: "localhost", Accept: "text/event-stream", ...headers } });
    const answered = new Promise((resolve, reject) => {
      stream.#asked.once("response", resolve);
      stream.#asked.once("error", reject);
    });
    stream.#asked.end();
    stream.#answer = /** @type {import("node:http").IncomingMessage} */ (await answered);
    stream.#answer.setEncoding("utf8");
    stream.#answer.on("data", text => stream.#read(text));
    stream.#answer.on("end", () => { stream.complete = true; });
    stream.#answer.on("error", () => {});
    stream.#answer.on("close", () => stream.#end());
    return stream;
  }

  get status() { return this.#answer?.statusCode; }
  get headers() { return this.#answer?.headers ?? {}; }

  /** The next event, or null when there will be none. @returns {Promise<ServerEvent | null>} */
  async next() {
    const timer = setTimeout(() => this.#fail(), patience);
    await this.#until(() => this.#events.length > 0);
    clearTimeout(timer);
    if (this.#late) throw new Error(`no event within ${patience / 1000} s`);
    return this.#events.shift() ?? null;
  }

  /** Waits for so many comments. @param {number} count */
  async alive(count) { await this.#until(() => this.comments >= count); }

  destroy() { this.#asked.destroy(); }

  async #until(condition) {
    while (!condition() && !this.#ended) await new Promise(resolve => { this.#ring = () => resolve(null); });
  }

  #fail() {
    this.#late = true;
    this.#end();
  }

  #end() {
    this.#ended = true;
    this.#ring();
  }

  #read(text) {
    const blocks = (this.#rest + text).split("\n\n");
    this.#rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const fields = block.split("\n").map(line => /^([^:]*):? ?(.*)$/s.exec(line) ?? []);
      const value = name => fields.find(([, field]) => field === name)?.[2] ?? "";
      if (fields.every(([, field]) => field === "")) this.comments += 1;
      else this.#events.push({ id: value("id"), name: value("event"), data: JSON.parse(value("data")) });
    }
    this.#ring();
  }
}
