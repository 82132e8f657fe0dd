// @ts-check
// What tabs of one browser have in common: locks, and channels between them.

/** As `navigator.locks`, as far as the page uses it. */
export class FakeLocks {
  /** @type {{callback: Function, resolve: Function, reject: Function, done: boolean}[]} */
  #queue = [];
  held = null;

  /** How many wait for it. */
  get waiting() { return this.#queue.length; }

  request = (name, { signal = undefined, steal = false }, callback) => new Promise((resolve, reject) => {
    const request = { callback, resolve, reject };
    signal?.addEventListener("abort", () => {
      if (!this.#queue.includes(request)) return;
      this.#queue = this.#queue.filter(each => each !== request);
      reject(new DOMException("aborted", "AbortError"));
    });
    if (steal) {
      this.held?.reject(new DOMException("stolen", "AbortError"));
      this.held = null;
      this.#queue.unshift(request);
    } else this.#queue.push(request);
    queueMicrotask(this.#grant);
  });

  #grant = () => {
    if (this.held) return;
    const request = this.held = this.#queue.shift() ?? null;
    if (!request) return;
    Promise.resolve(request.callback({})).then(result => {
      request.resolve(result);
      if (this.held !== request) return;
      this.held = null;
      this.#grant();
    });
  };
}

/** As `BroadcastChannel`s of one name. */
export class FakeAir {
  #channels = new Set();
  /** How many messages were sent. */
  sent = 0;

  get channels() { return this.#channels.size; }

  open = () => {
    const channel = Object.assign(new EventTarget(), {
      postMessage: data => {
        this.sent += 1;
        for (const other of [...this.#channels]) {
          if (other === channel) continue;
          const message = Object.assign(new Event("message"), { data: structuredClone(data) });
          queueMicrotask(() => this.#channels.has(other) && !other.isDeaf && other.dispatchEvent(message));
        }
      },
      close: () => { this.#channels.delete(channel); },
      isDeaf: false,
    });
    this.#channels.add(channel);
    return /** @type {any} */ (channel);
  };
}
