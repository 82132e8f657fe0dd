// @ts-check
// Proxies that are of no use for what stays open. What cuts it is `relay.js`.
import { once } from "node:events";
import { createServer, request as send } from "node:http";

/** The headers that are for the next hop alone, and are left out by who does not know them. */
const forTheNextHop = ["connection", "upgrade", "keep-alive"];

export class BadProxy {
  #server;
  #board;
  #whole;
  #refusal;
  /** Of WebSockets. @type {Set<import("node:stream").Duplex>} */
  #upgraded = new Set();

  constructor(board, { whole, refusal }) {
    this.#board = board;
    this.#whole = whole;
    this.#refusal = refusal;
    this.#server = createServer((request, response) => this.#pass(request, response));
    if (refusal !== "none") this.#server.on("upgrade", (request, socket) => this.#upgrade(request, socket));
  }

  /** Passes on what the board says when it has said all of it: an answer, or all that comes by a WebSocket. */
  static holdBack(board) { return BadProxy.#open(board, { whole: true, refusal: "" }); }

  /**
   * Knows nothing of WebSockets: passes on who wants one as if they did not, or refuses them.
   * @param {{port: number}} board @param {string} [refusal] such as "502 Bad Gateway"
   */
  static refuseUpgrades(board, refusal = "none") { return BadProxy.#open(board, { whole: false, refusal }); }

  static async #open(board, options) {
    const proxy = new BadProxy(board, options);
    proxy.#server.listen(0, "127.0.0.1");
    await once(proxy.#server, "listening");
    return proxy;
  }

  get port() { return /** @type {any} */ (this.#server.address()).port; }
  get url() { return `http://127.0.0.1:${this.port}`; }

  async stop() {
    this.#server.close();
    this.#server.closeAllConnections();
    for (const socket of this.#upgraded) socket.destroy();
  }

  #ask({ method, url: path, headers }, more = {}) {
    const passed = Object.entries(headers).filter(([name]) => !forTheNextHop.includes(name));
    return send({ host: "127.0.0.1", port: this.#board.port, method, path, agent: false,
      headers: { ...Object.fromEntries(passed), ...more } });
  }

  #pass(request, response) {
    const asked = this.#ask(request);
    asked.on("response", async answer => {
      const body = this.#whole ? await all(answer).catch(() => null) : answer;
      if (body === null) return response.destroy();
      response.writeHead(answer.statusCode, answer.headers);
      if (body !== answer) return response.end(body);
      answer.pipe(response);
      answer.on("error", () => response.destroy());
    });
    asked.on("error", () => response.destroyed || response.headersSent ? response.destroy()
      : response.writeHead(502).end());
    response.on("close", () => asked.destroy());
    request.pipe(asked);
  }

  #upgrade(request, socket) {
    socket.on("error", () => {});
    if (this.#refusal) return socket.end(`HTTP/1.1 ${this.#refusal}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
    this.#upgraded.add(socket);
    const asked = this.#ask(request, { connection: "Upgrade", upgrade: String(request.headers.upgrade) });
    asked.on("upgrade", async (answer, far) => {
      const fields = answer.rawHeaders.map((text, index) => text + (index % 2 ? "\r\n" : ": ")).join("");
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${fields}\r\n`);
      socket.pipe(far);
      socket.on("close", () => far.destroy());
      socket.end(await all(far).catch(() => undefined));
    });
    asked.on("response", () => socket.destroy());
    asked.on("error", () => socket.destroy());
    socket.on("close", () => this.#upgraded.delete(socket));
    asked.end();
  }
}

/** All that comes, when it has ended. */
async function all(stream) {
  const pieces = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}
