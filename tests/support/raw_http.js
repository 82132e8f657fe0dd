// @ts-check
// HTTP/1.1 as bytes over a socket: what a test sends is exactly what it wrote, and what it gets is
// taken apart exactly. Any number of responses a connection.
import assert from "node:assert/strict";
import { connect } from "node:net";
import { connect as connectSecurely } from "node:tls";

/** How long a test waits for bytes that ought to come; far longer than they ever take. */
const patience = 20_000;

/**
 * The bytes of a request. `Host` is added when the headers have none, `Content-Length` when there
 * is a body and the headers say nothing of its length.
 * @param {string} method
 * @param {string} target
 * @param {Record<string, string>} [headers]
 * @param {string | Buffer | object} [body] an object is sent as JSON
 */
export function request(method, target, headers = {}, body) {
  const json = body !== undefined && typeof body !== "string" && !Buffer.isBuffer(body);
  const bytes = body === undefined ? Buffer.alloc(0)
    : Buffer.from(/** @type {any} */ (json ? JSON.stringify(body) : body));
  const fields = Object.entries(headers);
  const has = name => fields.some(([field]) => field.toLowerCase() === name);
  if (!has("host")) fields.unshift(["Host", "localhost"]);
  if (json && !has("content-type")) fields.push(["Content-Type", "application/json"]);
  if (body !== undefined && !has("content-length") && !has("transfer-encoding")) {
    fields.push(["Content-Length", String(bytes.length)]);
  }
  const head = [`${method} ${target} HTTP/1.1`, ...fields.map(([name, value]) => `${name}: ${value}`)];
  return Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`), bytes]);
}

export class Response {
  /** @param {string} head without the empty line @param {Buffer} body */
  constructor(head, body) {
    const [line, ...fields] = head.split("\r\n");
    const match = /^HTTP\/1\.1 (\d{3}) ([\t\x20-\x7e]*)$/.exec(line);
    assert.ok(match, `not a status line: ${JSON.stringify(line)}`);
    this.status = Number(match[1]);
    this.reason = match[2];
    /** @type {[string, string][]} */
    this.fields = fields.map(field => {
      const parts = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*$/.exec(field);
      assert.ok(parts, `not a field: ${JSON.stringify(field)}`);
      return [parts[1].toLowerCase(), parts[2]];
    });
    this.body = body;
  }

  /** The value of a field that stands at most once; undefined when there is none. */
  header(name) {
    const found = this.fields.filter(([field]) => field === name.toLowerCase());
    assert.ok(found.length <= 1, `${name} stands ${found.length} times`);
    return found[0]?.[1];
  }

  get text() { return this.body.toString("utf8"); }
  get json() { return JSON.parse(this.text); }
}

export class Wire {
  #socket;
  #bytes = Buffer.alloc(0);
  #ended = false;
  #wake = () => {};

  /** @param {import("node:net").Socket} socket */
  constructor(socket) {
    this.#socket = socket;
    socket.on("data", bytes => {
      this.#bytes = Buffer.concat([this.#bytes, bytes]);
      this.#wake();
    });
    for (const event of ["end", "close", "error"]) {
      socket.on(event, () => { this.#ended = true; this.#wake(); });
    }
  }

  /**
   * Connects to a port of the loopback address or of `host`, or to a socket in the file system; from
   * `localAddress`, where that is given: all of 127.0.0.0/8 is this machine. `secure`: with TLS, whatever
   * certificate there is.
   * @param {{port?: number, host?: string, path?: string, localAddress?: string, secure?: boolean}} to
   * @returns {Promise<Wire>}
   */
  static async open({ port, host = "127.0.0.1", path, localAddress, secure = false }) {
    const to = path === undefined ? { host, port, localAddress } : { path };
    const plain = connect({ allowHalfOpen: true, noDelay: true, .../** @type {any} */ (to) });
    const socket = secure ? connectSecurely({ socket: plain, servername: "localhost", rejectUnauthorized: false })
      : plain;
    const wire = new Wire(socket);
    await new Promise((resolve, reject) => {
      plain.once("error", reject);
      socket.once(secure ? "secureConnect" : "connect", resolve);
      socket.once("error", reject);
    });
    return wire;
  }

  get localPort() { return this.#socket.localPort; }
  /** The bytes that came and belong to no response yet. */
  get unread() { return this.#bytes; }

  /** @param {string | Buffer} bytes */
  send(bytes) { this.#socket.write(bytes); return this; }

  /** Sends a request as `request` has it, and waits for its response. */
  async ask(method, target, headers, body) {
    this.send(request(method, target, headers, body));
    return this.response({ head: method === "HEAD" });
  }

  /** The next response, interim ones (1xx) included. `head`: it answers a HEAD, so has no body. */
  async response({ head = false } = {}) {
    await this.#until(() => this.#bytes.includes("\r\n\r\n"), "the head of a response");
    const end = this.#bytes.indexOf("\r\n\r\n");
    const response = new Response(this.#bytes.toString("latin1", 0, end), Buffer.alloc(0));
    const size = head ? 0 : bodySize(response);
    await this.#until(() => this.#bytes.length >= end + 4 + size, "the body of a response");
    response.body = Buffer.from(this.#bytes.subarray(end + 4, end + 4 + size));
    this.#bytes = this.#bytes.subarray(end + 4 + size);
    return response;
  }

  /** Waits for the first bytes of a response. */
  started() { return this.#until(() => this.#bytes.length > 0, "the first byte of a response"); }

  /** Waits until the server has ended the connection, after which nothing more may have come. */
  async closed() {
    await this.#until(() => this.#ended, "the end of the connection", true);
    assert.equal(this.#bytes.toString("latin1"), "", "bytes that belong to no response");
    this.destroy();
  }

  /** Says that nothing more will be sent. */
  end() { this.#socket.end(); return this; }
  /** Goes away without a word. */
  destroy() { this.#socket.destroy(); }
  /** Reads nothing more until `resume`. */
  pause() { this.#socket.pause(); return this; }
  resume() { this.#socket.resume(); return this; }

  async #until(there, what, mayEnd = false) {
    const deadline = AbortSignal.timeout(patience);
    while (!there()) {
      if (this.#ended && !mayEnd) {
        throw new Error(`the connection ended before ${what}; it had ${
          JSON.stringify(this.#bytes.toString("latin1", 0, 200))}`);
      }
      if (deadline.aborted) throw new Error(`no ${what} within ${patience / 1000} s`);
      await new Promise(resolve => {
        this.#wake = () => resolve(undefined);
        deadline.onabort = () => resolve(undefined);
      });
    }
  }
}

function bodySize(response) {
  if (response.status < 200 || response.status === 204 || response.status === 304) return 0;
  const size = response.header("content-length");
  assert.match(size ?? "none", /^\d+$/, `Content-Length of ${response.status}`);
  return Number(size);
}

/**
 * One request on a connection of its own. `basePath` is what to put before the target.
 * @param {{port: number, basePath?: string}} server
 * @param {string} method @param {string} target
 * @param {Record<string, string>} [headers] @param {string | Buffer | object} [body]
 */
export async function ask(server, method, target, headers, body) {
  const wire = await Wire.open(server);
  try {
    return await wire.ask(method, (server.basePath ?? "") + target, headers, body);
  } finally {
    wire.destroy();
  }
}
