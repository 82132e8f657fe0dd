// @ts-check
// A clock that moves when told, and a fetch whose answers the test gives.

/** Lets everything run that waits for promises only. */
export const settle = async () => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise(resolve => setImmediate(resolve));
};

export class FakeClock {
  #now = 1_800_000_000_000;
  #timers = new Map();
  #next = 1;

  now = () => this.#now;
  clearTimeout = timer => { this.#timers.delete(timer); };
  setTimeout = (action, delay) => {
    this.#timers.set(this.#next, { action, at: this.#now + delay });
    return this.#next++;
  };

  /** Moves on, running every timer at its time and everything that follows from it. */
  async advance(milliseconds) {
    const end = this.#now + milliseconds;
    for (;;) {
      await settle();
      const due = [...this.#timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
      if (!due) break;
      const [timer, { action, at }] = due;
      this.#timers.delete(timer);
      this.#now = Math.max(this.#now, at);
      action();
    }
    this.#now = end;
    await settle();
  }
}

/** Requests are kept until they are answered; an aborted one fails as the real one does. */
export class FakeFetch {
  /** @type {{url: string, init: any, headers: Headers, resolve: Function, answer: Function, fail: Function,
   *   done: boolean, aborted: boolean}[]} */
  calls = [];
  /** Answers every request at once, when set. */
  always = null;

  get fetch() {
    return (url, init = {}) => new Promise((resolve, reject) => {
      const call = { url, init, headers: new Headers(init.headers), aborted: false, done: false, resolve,
        answer: (...answer) => { call.done = true; resolve(response(...answer)); },
        fail: () => { call.done = true; reject(new TypeError("Failed to fetch")); } };
      this.calls.push(call);
      init.signal?.addEventListener("abort", () => {
        call.aborted = true;
        reject(new DOMException("aborted", "AbortError"));
      });
      // A hot loop would never let the clock move again: it starves here, and the test can fail.
      if (this.always && this.calls.length < 5000) this.always(call);
    });
  }

  get last() { return this.calls.at(-1); }
  get open() { return this.calls.filter(call => !call.done && !call.aborted); }
}

/** A body that is a string is sent as it is, and `null` is no body. */
export function response(status, body = null, headers = {}) {
  const text = body === null || typeof body === "string" ? body : JSON.stringify(body);
  return new Response(status === 304 || status === 204 ? null : text, { status, headers });
}

/** Answers a request with a stream of events, which the test goes on with.
 *  @param {any} call @param {number} [status] @param {Record<string, string>} [headers] */
export function streamTo(call, status = 200, headers = { "Content-Type": "text/event-stream" }) {
  /** @type {any} */
  let body;
  call.resolve(new Response(new ReadableStream({ start: controller => { body = controller; } }), { status, headers }));
  call.init.signal.addEventListener("abort", () => { if (!call.done) body.error(call.init.signal.reason); });
  const over = end => { call.done = true; end(); };
  return {
    /** @param {string | Uint8Array} piece */
    write: piece => call.aborted || body.enqueue(typeof piece === "string" ? new TextEncoder().encode(piece) : piece),
    end: () => over(() => body.close()),
    fail: () => over(() => body.error(new TypeError("network error"))),
  };
}

/** A WebSocket whose other end is the test; also something that was asked of a server, as by `FakeFetch`. */
export class FakeSocket extends EventTarget {
  headers = new Headers();
  readyState = 0;
  done = false;
  aborted = false;
  /** What was said to the server. @type {any[]} */
  said = [];

  /** @param {string} url */
  constructor(url) {
    super();
    this.url = url;
  }

  /** It is open, and the server says this. @param {...any} messages  objects, or texts as they are */
  tell(...messages) {
    this.readyState = 1;
    for (const message of messages) {
      const data = typeof message === "string" ? message : JSON.stringify(message);
      this.dispatchEvent(Object.assign(new Event("message"), { data }));
    }
  }

  /** It is closed by the server, or cannot be opened. */
  shut(code = 1006) {
    this.readyState = 3;
    this.done = true;
    this.dispatchEvent(Object.assign(new Event("close"), { code }));
  }

  send(text) { this.said.push(JSON.parse(text)); }

  /** The server is slow to answer that. */
  close() {
    if (this.readyState < 2) this.readyState = 2;
    this.aborted = true;
  }
}

/** As the server writes it. @param {string} id @param {any} data @param {string} [name] */
export const event = (id, data, name = "") =>
  `id: ${id}\n${name && `event: ${name}\n`}data: ${JSON.stringify(data)}\n\n`;

/** Numbers that look random and are the same each time. */
export function seeded(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = limit => Math.floor(next() * limit);
  return { next, below, pick: list => list[below(list.length)] };
}

/** In the order of their ids. */
const placeOf = id => [...id].reduce((place, letter) => place * 64 + letter.charCodeAt(0) - 47, 0);

export const talk = (id, more = {}) => ({ id, place: placeOf(id), title: `Talk ${id}`, presenter: "Ana",
  summary: "", version: 1, proposed: "2026-11-20T12:00:00Z", comments: [], ...more });

export const comment = (id, more = {}) => ({ id, place: placeOf(id), author: "Bea", message: `Comment ${id}`,
  written: "2026-11-20T12:00:00Z", ...more });

/** A change of the history: somebody's talk is removed by Ana, unless told otherwise. */
export const change = (version, more = {}) => ({ version, by: "Ana", undo: `changes/${version}/undo`,
  time: `2026-11-20T12:00:${String(version % 60).padStart(2, "0")}Z`,
  steps: [{ event: "talk_removed", talk: "t", title: "Knots", presenter: "Bo" }], ...more });

/** What a browser remembers for a site. */
export function fakeStorage() {
  const kept = {};
  const hide = (name, value) => Object.defineProperty(kept, name, { value, enumerable: false, writable: true });
  hide("getItem", key => kept[key] ?? null);
  hide("setItem", (key, value) => { kept[key] = value; });
  hide("removeItem", key => { delete kept[key]; });
  return /** @type {any} */ (kept);
}
