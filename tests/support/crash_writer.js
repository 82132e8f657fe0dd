// @ts-check
// A writer who does one thing after the other to a talk of their own until the server dies, and knows
// what the talk has to be like then, and whose device has the name.
import assert from "node:assert/strict";
import { ask } from "./raw_http.js";
import { assertProblem, talkPath } from "./board.js";
import { from, named, page, versionOf } from "./history.js";

/**
 * `joined` is whether a second device has the name.
 * @typedef {{title: string, former: string[], comments: string[], removed: boolean, erased: string[],
 *   joined: boolean}} State
 * @typedef {{method: string, path: string, body?: object, after: (state: State) => State}} Write
 */

/** The round of writes, again and again. Texts that begin with "erased" are purged at the end of it. */
const round = ["write", "join", "write", "remove", "write", "remove", "undo", "sign out", "rename", "remove talk",
  "undo", "join", "undo", "write erased", "remove", "purge"];

export class CrashWriter {
  /** @type {State} what was acknowledged */
  state;
  /** @type {(Write & {key: string}) | null} what was asked for and not answered */
  pending = null;
  /** @type {number[]} */
  versions = [];
  #server;
  #name;
  #writes = 0;
  #before;
  #last = { version: 0, location: "" };
  #current = "";
  /** Of the second device, once it is known. */
  #handle = "";

  /** @param {any} server @param {string} name */
  constructor(server, name) {
    this.#server = server;
    this.#name = name;
    this.state = this.#before = { title: `Talk of ${name}`, former: [], comments: [], removed: true, erased: [],
      joined: false };
  }

  /** Writes until the server is gone. */
  async writeUntilGone() {
    for (;;) {
      this.pending = { ...this.#next(), key: `${this.#name} ${this.#writes}` };
      try {
        await this.retry();
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error;
        return;
      }
    }
  }

  /** Asks again, with the same key, for what got no answer. */
  async retry() {
    if (!this.pending) return;
    const { path, after } = this.pending;
    this.#last = path === "/device/join" ? { ...this.#last, version: await this.#join() }
      : await this.#ask(this.pending);
    this.#before = this.state;
    this.state = after(this.state);
    this.versions.push(this.#last.version);
    this.pending = null;
  }

  async #ask({ method, path, body, key }) {
    const response = await ask(this.#server, method, path, named(this.#name, { "Idempotency-Key": key }), body);
    assert.ok([201, 204].includes(response.status), `${method} ${path}: ${response.text}`);
    return { version: versionOf(response), location: response.header("location") ?? this.#last.location };
  }

  /** Has the second device join. A code does not outlive its server, so whether it was used is asked first. */
  async #join() {
    const { device, names } = await this.#device();
    this.#handle = device;
    if (names.length > 0) return (await page(this.#server, { device, limit: "1" })).changes[0].version;
    const made = await ask(this.#server, "POST", "/device/code", from(this.#name), { name: this.#name });
    assert.equal(made.status, 201, made.text);
    const joined = await ask(this.#server, "POST", "/device/join", this.#second, { code: made.json.code });
    assert.equal(joined.status, 201, joined.text);
    return versionOf(joined);
  }

  get #second() { return from(`second of ${this.#name}`); }

  async #device() { return (await ask(this.#server, "GET", "/device", this.#second)).json; }

  /** Asserts that the name is still that of the devices that have it, and nobody else's. */
  async checkName() {
    if (this.versions.length === 0) return; // the first write claims it
    const body = { presenter: this.#name, summary: "" };
    const thief = await ask(this.#server, "PUT", talkPath("Stolen"), from(`thief of ${this.#name}`), body);
    assert.equal(assertProblem(thief, 409).type, "/problems/name-taken");
    const own = await ask(this.#server, "DELETE", talkPath("Not there"), named(this.#name));
    assert.equal(own.status, 204, own.text);
    const { names } = await this.#device();
    const has = names.some(({ name }) => name === this.#name);
    const may = [this.state, this.pending?.after(this.state) ?? this.state].map(({ joined }) => joined);
    assert.ok(may.includes(has), `the second device of ${this.#name} has ${has ? "" : "not "}its name`);
  }

  /** Whether the board and what stands in its files is as it was acknowledged, or one write ahead. */
  check(talks, texts) {
    const states = this.pending ? [this.state, this.pending.after(this.state)] : [this.state];
    const faults = states.map(state => this.#faultOf(state, talks, texts));
    assert.ok(faults.includes(""), `${this.#name} after ${this.versions.length} writes${
      this.pending ? `, and perhaps ${this.pending.method} ${this.pending.path}` : ""}: ${faults.join("; or ")}`);
  }

  /** Asserts that each former title leads to the talk. */
  async checkTitles() {
    for (const former of this.state.removed ? [] : this.state.former) {
      const response = await ask(this.#server, "GET", talkPath(former));
      assert.deepEqual([response.status, response.header("location")], [308, talkPath(this.state.title)]);
    }
  }

  /** @param {State} state @param {Map<string, any>} talks by title @param {Set<string>} texts that are in the files */
  #faultOf(state, talks, texts) {
    const left = state.erased.filter(text => texts.has(text));
    if (left.length > 0) return `purged, but in the files: ${left}`;
    const lost = state.comments.filter(text => !texts.has(text));
    if (lost.length > 0) return `not in the files: ${lost}`;
    const talk = talks.get(state.title);
    if (state.removed || !talk) return state.removed === !talk ? "" : `"${state.title}" is ${talk ? "" : "not "}there`;
    const is = talk.comments.map(({ message }) => message).join(", ");
    return is === state.comments.join(", ") ? "" : `it has ${is} and not ${state.comments.join(", ")}`;
  }

  /** @returns {Write} */
  #next() {
    const { title } = this.state;
    const text = this.#current;
    const write = this.#writes++;
    if (write === 0) {
      return { method: "PUT", path: talkPath(title), body: { presenter: this.#name, summary: "" },
        after: state => ({ ...state, removed: false }) };
    }
    const deed = round[(write - 1) % round.length];
    switch (deed) {
      case "write": case "write erased": {
        const message = this.#current = `${deed === "write" ? "kept" : "erased"}<${this.#name} ${write}>`;
        return { method: "POST", path: `${talkPath(title)}/comments`, body: { author: this.#name, message },
          after: state => ({ ...state, comments: [...state.comments, message] }) };
      }
      case "remove":
        return { method: "DELETE", path: this.#last.location,
          after: state => ({ ...state, comments: state.comments.filter(each => each !== text) }) };
      case "join":
        return { method: "POST", path: "/device/join", after: state => ({ ...state, joined: true }) };
      case "sign out":
        return { method: "DELETE", path: `/names/${this.#name}/devices/${this.#handle}`,
          after: state => ({ ...state, joined: false }) };
      case "rename": {
        const next = `Talk of ${this.#name}, ${write}`;
        return { method: "PATCH", path: talkPath(title), body: { title: next },
          after: state => ({ ...state, title: next, former: [...state.former, title] }) };
      }
      case "remove talk":
        return { method: "DELETE", path: talkPath(title), after: state => ({ ...state, removed: true }) };
      case "undo": {
        const before = this.#before;
        return { method: "POST", path: `/changes/${this.#last.version}/undo`, after: () => before };
      }
      default:
        return { method: "POST", path: `/changes/${this.#last.version}/purge`,
          after: state => ({ ...state, erased: [...state.erased, text] }) };
    }
  }
}
