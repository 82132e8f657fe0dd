// @ts-check
// A member who does whatever can be done to a board, at random, and minds no refusal.
import { ask } from "./raw_http.js";
import { comment, propose, remove, talkPath } from "./board.js";
import { from, named, purge, rename, undo, undoAllBy } from "./history.js";
import { anyBelow, anyOf } from "./random.js";

export class RandomWriter {
  /** How often each kind of deed was done. @type {Record<string, number>} */
  done = {};
  #server;
  #random;
  #name;
  #latest = 0;
  /** The changes of its own that took something away. @type {number[]} */
  #taken = [];

  /** @param {any} server @param {string} name @param {() => number} random */
  constructor(server, name, random) {
    this.#server = server;
    this.#name = name;
    this.#random = random;
  }

  /** Writes until told to stop. A server that is gone for a while is waited for. @param {{stopped: boolean}} signal */
  async writeUntil(signal) {
    while (!signal.stopped) await this.#write();
  }

  /** Tries to write so many times. @param {number} count */
  async write(count) {
    for (let i = 0; i < count; ++i) await this.#write();
  }

  async #write() {
    const [name, deed] = this.#choose();
    const response = await deed().catch(() => null);
    if (response === null) return new Promise(resolve => setTimeout(resolve, 5));
    if (response.status >= 500 && response.status !== 503) throw new Error(`${name}: ${response.text}`);
    const version = Number(response.header("board-version"));
    if (response.status >= 300 || !version) return;
    this.#latest = version;
    if (name.startsWith("remove") || name.startsWith("edit")) this.#taken.push(version);
    this.done[name] = (this.done[name] ?? 0) + 1;
  }

  #title() { return `Talk ${anyBelow(this.#random, 8)}`; }
  #text() { return `${this.#name} ${anyBelow(this.#random, 1e6)} `.repeat(1 + anyBelow(this.#random, 30)); }
  #past() { return Math.max(1, this.#latest - anyBelow(this.#random, 30)); }
  #takenLately() { return anyOf(this.#random, this.#taken.slice(-3)) ?? 1; }

  /** A comment that stands, if there is one. */
  async #commentPath() {
    const talk = (await ask(this.#server, "GET", talkPath(this.#title()))).json;
    const one = anyOf(this.#random, talk.comments ?? []);
    return `${talkPath(talk.title ?? "none")}/comments/${one?.id}`;
  }

  /** @returns {[string, () => Promise<any>]} */
  #choose() {
    const [server, name] = [this.#server, this.#name];
    return /** @type {any} */ (anyOf(this.#random, /** @type {any[]} */ ([
      ["propose", () => propose(server, this.#title(), { presenter: name, summary: this.#text(), ...from(name) })],
      ["propose", () => propose(server, this.#title(), { presenter: name, summary: this.#text(), ...from(name) })],
      ["comment", () => comment(server, this.#title(), this.#text(), { author: name, ...from(name) })],
      ["comment", () => comment(server, this.#title(), this.#text(), { author: name, ...from(name) })],
      ["comment", () => comment(server, this.#title(), this.#text(), { author: name, ...from(name) })],
      ["edit", async () => ask(server, "PUT", await this.#commentPath(), named(name), { message: this.#text() })],
      ["remove", async () => ask(server, "DELETE", await this.#commentPath(), named(name))],
      ["rename", () => rename(server, this.#title(), this.#title(), named(name))],
      ["edit", async () => ask(server, "PUT", await this.#commentPath(), named(name), { message: this.#text() })],
      ["remove", async () => ask(server, "DELETE", await this.#commentPath(), named(name))],
      ["remove", async () => ask(server, "DELETE", await this.#commentPath(), named(name))],
      ["remove talk", () => remove(server, this.#title())],
      ["undo", () => undo(server, this.#past(), named(name))],
      ["undo", () => undo(server, this.#takenLately(), named(name))],
      ["undo", () => undo(server, this.#takenLately(), named(name))],
      ["bulk undo", () => undoAllBy(server, name, Math.max(0, this.#latest - anyBelow(this.#random, 12)))],
      ["purge", () => purge(server, this.#past(), name)],
      ["purge", () => purge(server, this.#takenLately(), name)],
    ])));
  }
}
