// @ts-check
// Passes bytes on between a server and whoever connects, whatever they mean; knows what clients said, and cuts.
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { Transform } from "node:stream";
import { ownPort } from "./ports.js";

export class Relay {
  /** All connections that it had, and what was said by those who opened them.
   *  @type {{said: string, open: boolean}[]} */
  connections = [];
  cuts = 0;
  port = 0;
  #server;
  #idle;
  #passes;
  #listener;
  /** @type {Set<() => void>} ends one connection, on both sides */
  #open = new Set();

  constructor(server, idle, passes) {
    this.#server = server;
    this.#idle = idle;
    this.#passes = passes;
    this.#listener = createServer({ allowHalfOpen: true, noDelay: true }, socket => this.#pass(socket));
  }

  /**
   * On a port of its own of the loopback address. With `idle`, a connection on which nothing was said for so many
   * milliseconds, either way, is cut; with `passes`, one is cut after so many of the bytes that just came from the
   * server, unless that is all of them.
   * @param {{port: number}} server @param {{idle?: number, passes?: (size: number) => number}} [options]
   */
  static async open(server, { idle = 0, passes = size => size } = {}) {
    const relay = new Relay(server, idle, passes);
    await relay.start();
    return relay;
  }

  /** Lets people connect, again after `stop`. */
  async start() {
    this.port ||= await ownPort();
    this.#listener.listen(this.port, "127.0.0.1");
    await once(this.#listener, "listening");
  }

  get url() { return `http://127.0.0.1:${this.port}`; }
  /** All that was said by those who opened connections. */
  get said() { return this.connections.map(({ said }) => said).join("\n"); }
  /** The connection on which something was said. @param {string} mark */
  whereSaid(mark) { return this.connections.find(({ said }) => said.includes(mark)); }

  /** Cuts everybody, and lets nobody connect. */
  async stop() {
    this.#listener.close();
    for (const end of this.#open) end();
  }

  #pass(near) {
    const far = connect({ port: this.#server.port, host: "127.0.0.1", allowHalfOpen: true, noDelay: true });
    const connection = { said: "", open: true };
    const end = () => {
      near.destroy();
      far.destroy();
      connection.open = false;
      this.#open.delete(end);
    };
    this.connections.push(connection);
    this.#open.add(end);
    near.on("data", bytes => { connection.said += bytes.toString("latin1"); });
    near.pipe(far);
    far.pipe(this.#breaking(end)).pipe(near);
    for (const socket of [near, far]) socket.once("error", end).once("close", end);
    if (this.#idle) this.#watch([near, far], end);
  }

  /** Passes on what comes, until it cuts. */
  #breaking(end) {
    return new Transform({ transform: (bytes, _, done) => {
      const size = this.#passes(bytes.length);
      done(null, bytes.subarray(0, size));
      if (size >= bytes.length) return;
      this.cuts += 1;
      setImmediate(end); // what was passed on goes out before
    } });
  }

  #watch(sockets, end) {
    const cut = () => {
      this.cuts += 1;
      end();
    };
    let timer = setTimeout(cut, this.#idle);
    for (const socket of sockets) {
      socket.on("data", () => {
        clearTimeout(timer);
        timer = setTimeout(cut, this.#idle);
      });
      socket.once("close", () => clearTimeout(timer));
    }
  }
}
