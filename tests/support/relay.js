// @ts-check
// Passes bytes on between a server and whoever connects, whatever they mean; knows what clients said, and cuts.
import { once } from "node:events";
import { connect, createServer } from "node:net";

export class Relay {
  /** All connections that it had, and what was said by those who opened them.
   *  @type {{said: string, open: boolean}[]} */
  connections = [];
  cuts = 0;
  #server;
  #idle;
  #listener;
  /** @type {Set<() => void>} ends one connection, on both sides */
  #open = new Set();

  constructor(server, idle) {
    this.#server = server;
    this.#idle = idle;
    this.#listener = createServer({ allowHalfOpen: true, noDelay: true }, socket => this.#pass(socket));
  }

  /**
   * On a free port of the loopback address. With `idle`, a connection on which nothing was said for so many
   * milliseconds, either way, is cut.
   * @param {{port: number}} server @param {{idle?: number}} [options]
   */
  static async open(server, { idle = 0 } = {}) {
    const relay = new Relay(server, idle);
    relay.#listener.listen(0, "127.0.0.1");
    await once(relay.#listener, "listening");
    return relay;
  }

  get port() { return /** @type {any} */ (this.#listener.address()).port; }
  get url() { return `http://127.0.0.1:${this.port}`; }
  /** All that was said by those who opened connections. */
  get said() { return this.connections.map(({ said }) => said).join("\n"); }
  /** The connection on which something was said. @param {string} mark */
  whereSaid(mark) { return this.connections.find(({ said }) => said.includes(mark)); }

  /** Cuts every connection, without a word. */
  cut() {
    this.cuts += this.#open.size;
    for (const end of this.#open) end();
  }

  close() {
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
    for (const [from, to] of [[near, far], [far, near]]) {
      from.pipe(to);
      from.once("error", end).once("close", end);
    }
    if (this.#idle) this.#watch([near, far], end);
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
