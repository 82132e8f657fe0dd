// @ts-check
// Servers that see what a browser sends: a way to a board, and one that lets everybody do everything.
import { EventEmitter, once } from "node:events";
import { createServer, request as send } from "node:http";
import { connect } from "node:net";

/** @typedef {import("node:http").IncomingMessage} Incoming */
/** @typedef {import("node:http").ServerResponse} Answer */
/** Somebody wants to go on by another protocol.
 *  @typedef {(request: Incoming, socket: import("node:stream").Duplex, head: Buffer) => void} Upgrade */
/** What was asked for, whether with the cookie of a device, and with which status it was answered.
 *  @typedef {{method: string, url: string, cookie: boolean, status: number}} Passed */

export class Doorway {
  /** @type {Passed[]} */
  #passed = [];
  #changes = new EventEmitter();
  #server;
  /** Of WebSockets. @type {Set<import("node:stream").Duplex>} */
  #sockets = new Set();

  /** @param {(request: Incoming, response: Answer) => void} answer @param {Upgrade} [upgrade] */
  constructor(answer, upgrade) {
    this.#server = createServer((request, response) => {
      const { method = "", url = "", headers } = request;
      const cookie = /skillboard-device=/.test(headers.cookie ?? "");
      // Of an answer without an end, when it was let go.
      response.once("close", () => {
        if (!response.headersSent) return;
        this.#passed.push({ method, url, cookie, status: response.statusCode });
        this.#changes.emit("passed");
      });
      answer(request, response);
    });
    if (upgrade) this.#server.on("upgrade", (request, socket, head) => {
      this.#sockets.add(socket);
      socket.once("close", () => this.#sockets.delete(socket));
      upgrade(request, socket, head);
    });
  }

  /**
   * On a free port of the loopback address. Without `upgrade`, a WebSocket is a request that comes to nothing.
   * @param {(request: Incoming, response: Answer) => void} answer @param {Upgrade} [upgrade]
   */
  static async open(answer, upgrade) {
    const doorway = new Doorway(answer, upgrade);
    doorway.#server.listen(0, "127.0.0.1");
    await once(doorway.#server, "listening");
    return doorway;
  }

  get url() { return this.at("127.0.0.1"); }
  /** The address under another name of this machine. @param {string} host */
  at(host) { return `http://${host}:${/** @type {any} */ (this.#server.address()).port}`; }

  /** What was answered of all that has this in its target. @param {string} mark */
  answered(mark) { return this.#passed.filter(({ url }) => url.includes(mark)); }

  /** Waits until that was answered. @param {string} mark @param {string} [method] or any */
  async answer(mark, method = "") {
    const found = () => this.answered(mark).find(passed => !method || passed.method === method);
    while (!found()) await once(this.#changes, "passed");
    return found();
  }

  close() {
    this.#server.close();
    this.#server.closeAllConnections();
    for (const socket of this.#sockets) socket.destroy();
  }
}

/** Whether the page waits with it for what happens: by a stream, or by a long poll.
 *  @param {Record<string, string | string[] | undefined>} headers */
export const waitsForNews = ({ prefer, accept }) => Boolean(prefer) || accept === "text/event-stream";

/** Passes everything on to a board as it is, but for these headers, and for the wish for a WebSocket. */
export const leadTo = (board, without = []) => (request, response) => {
  const left = request.headers.upgrade ? [...without, "upgrade", "connection"] : without;
  const headers = Object.entries(request.headers).filter(([name]) => !left.includes(name));
  const { method, url: path } = request;
  const passedOn = send({ host: "127.0.0.1", port: board.port, method, path, headers: Object.fromEntries(headers) },
    answer => {
      response.writeHead(answer.statusCode, answer.statusMessage, answer.headers);
      answer.pipe(response);
      // What breaks on the one side breaks on the other.
      answer.on("error", () => response.destroy());
    });
  passedOn.on("error", () => response.destroy());
  response.on("close", () => passedOn.destroy());
  request.pipe(passedOn);
};

/** Passes on to a board whoever wants a WebSocket, and what is said by it. @returns {Upgrade} */
export const leadSocketTo = board => ({ method, url, rawHeaders }, socket, head) => {
  const passedOn = connect(board.port, "127.0.0.1");
  const fields = rawHeaders.map((text, index) => text + (index % 2 ? "\r\n" : ": ")).join("");
  passedOn.write(`${method} ${url} HTTP/1.1\r\n${fields}\r\n`);
  passedOn.write(head);
  for (const [one, other] of [[socket, passedOn], [passedOn, socket]]) {
    one.pipe(other);
    one.on("error", () => other.destroy());
    one.on("close", () => other.destroy());
  }
};

/** Says yes to whatever a page of any site asks. @param {Incoming} request @param {Answer} response */
export function allowAll(request, response) {
  request.resume();
  response.writeHead(200, { "Content-Type": "text/html", "Access-Control-Allow-Origin": request.headers.origin ?? "*",
    "Access-Control-Allow-Credentials": "true", "Access-Control-Allow-Methods": "PUT, PATCH, DELETE",
    "Access-Control-Allow-Headers": "Content-Type, If-None-Match, Prefer, X-HTTP-Method-Override" });
  response.end("<!doctype html><title>Open</title><p>Everybody may read this.");
}
