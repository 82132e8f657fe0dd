// @ts-check
// A WebSocket (RFC 6455) as tests need it: they send whatever frames they like, and see each that comes.
import { connect } from "node:net";
import { once } from "node:events";
import { randomBytes } from "node:crypto";

/** @typedef {{opcode: number, payload: Buffer}} Frame */

/** How long a test waits for what ought to come; longer than two signs of life take. */
const patience = 40_000;

export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 };

/**
 * A frame as a client sends it.
 * @param {number} opcode @param {string | Buffer} [payload]
 * @param {{final?: boolean, masked?: boolean, reserved?: number, bytes?: 0 | 2 | 8}} [form]  `reserved`: bits
 *   between 1 and 7; `bytes`: how many the length takes, unless as few as it may
 */
export function frame(opcode, payload = "", { final = true, masked = true, reserved = 0, bytes } = {}) {
  const data = Buffer.from(payload);
  const size = bytes ?? (data.length < 126 ? 0 : data.length < 65536 ? 2 : 8);
  const head = Buffer.alloc(2 + size);
  head[0] = (final ? 0x80 : 0) | reserved << 4 | opcode;
  head[1] = (masked ? 0x80 : 0) | (size === 0 ? data.length : size === 2 ? 126 : 127);
  if (size === 2) head.writeUInt16BE(data.length, 2);
  if (size === 8) head.writeBigUInt64BE(BigInt(data.length), 2);
  if (!masked) return Buffer.concat([head, data]);
  const mask = randomBytes(4);
  return Buffer.concat([head, mask, data.map((byte, at) => byte ^ mask[at % 4])]);
}

export const closing = (code, reason = "") =>
  frame(opcodes.close, Buffer.concat([Buffer.from([code >> 8, code & 255]), Buffer.from(reason)]));

export class WebSocketClient {
  /** @type {Frame[]} */
  #frames = [];
  #rest = Buffer.alloc(0);
  #ring = () => {};
  #late = false;
  #socket;
  /** What the server said with its close frame; 1006 when the connection ended without. */
  code = 0;
  status = 0;
  /** @type {Record<string, string>} */
  headers = {};
  /** What an answer that is no WebSocket says. */
  body = "";
  /** Whether pings are answered. */
  answersPings = true;

  /**
   * Resolves once the handshake has been answered, one way or the other.
   * @param {{port: number, host?: string, socket?: import("node:net").Socket}} server @param {string} [path]
   * @param {Record<string, string | null>} [headers]  null for none of this name
   */
  static async open(server, path = "/changes", headers = {}) {
    const client = new WebSocketClient();
    client.#socket = server.socket ?? connect({ port: server.port, host: server.host ?? "127.0.0.1" });
    const fields = { Host: "localhost", Upgrade: "websocket", Connection: "Upgrade", "Sec-WebSocket-Version": "13",
      "Sec-WebSocket-Key": randomBytes(16).toString("base64"), "Sec-WebSocket-Protocol": "skillboard.1", ...headers };
    const lines = Object.entries(fields).filter(([, value]) => value !== null)
      .map(([name, value]) => `${name}: ${value}\r\n`);
    client.#socket.on("error", () => {});
    client.#socket.on("data", bytes => client.#read(bytes));
    client.#socket.on("close", () => {
      client.code ||= 1006;
      client.#ring();
    });
    client.#socket.write(`GET ${path} HTTP/1.1\r\n${lines.join("")}\r\n`);
    await client.#until(() => client.status || client.code);
    return client;
  }

  send(bytes) { this.#socket.write(bytes); }
  /** @param {any} message  to be sent as JSON */
  say(message) { this.send(frame(opcodes.text, JSON.stringify(message))); }
  pause() { this.#socket.pause(); }
  resume() { this.#socket.resume(); }
  destroy() { this.#socket.destroy(); }
  get destroyed() { return this.#socket.destroyed; }

  /** The next frame, or null when there will be none. */
  async frame() {
    await this.#until(() => this.#frames.length || this.code);
    return this.#frames.shift() ?? null;
  }

  /** The next message but signs of life, or null when there will be none. @returns {Promise<any>} */
  async next() {
    for (;;) {
      const next = await this.frame();
      if (!next) return null;
      if (next.opcode !== opcodes.text) continue;
      const message = JSON.parse(next.payload.toString());
      if (!("alive" in message)) return message;
    }
  }

  /** Waits for the message that fits, and drops those before. @param {(message: any) => any} fits */
  async find(fits) {
    for (;;) {
      const message = await this.next();
      if (!message || fits(message)) return message;
    }
  }

  /** Waits until the server has closed, and says with which code. */
  async closed() {
    await this.#until(() => this.code);
    return this.code;
  }

  async ended() {
    if (!this.#socket.destroyed) await once(this.#socket, "close");
  }

  async #until(condition) {
    const giveUp = setTimeout(() => {
      this.#late = true;
      this.#ring();
    }, patience);
    while (!condition() && !this.#late) await new Promise(resolve => { this.#ring = () => resolve(null); });
    clearTimeout(giveUp);
    if (!condition()) throw new Error("the server says nothing more");
  }

  #read(bytes) {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    if (!this.status && !this.#readHead()) return;
    if (this.status !== 101) {
      this.body += this.#rest.toString();
      this.#rest = Buffer.alloc(0);
    }
    while (this.#readFrame());
    this.#ring();
  }

  #readHead() {
    const end = this.#rest.indexOf("\r\n\r\n");
    if (end < 0) return false;
    const [line, ...fields] = this.#rest.subarray(0, end).toString("latin1").split("\r\n");
    this.status = Number(line.split(" ")[1]);
    for (const field of fields) {
      const [, name, value] = /^([^:]+): (.*)$/.exec(field) ?? [];
      this.headers[name.toLowerCase()] = value;
    }
    this.#rest = this.#rest.subarray(end + 4);
    return true;
  }

  #readFrame() {
    const bytes = this.#rest;
    if (bytes.length < 2) return false;
    const short = bytes[1] & 127;
    const extended = short === 126 ? 2 : short === 127 ? 8 : 0;
    if (bytes.length < 2 + extended) return false;
    const size = extended === 2 ? bytes.readUInt16BE(2) : extended ? Number(bytes.readBigUInt64BE(2)) : short;
    const end = 2 + extended + size;
    if (bytes.length < end) return false;
    const next = { opcode: bytes[0] & 15, payload: bytes.subarray(2 + extended, end) };
    this.#rest = bytes.subarray(end);
    if (next.opcode === opcodes.close) this.code = next.payload.length ? next.payload.readUInt16BE(0) : 1005;
    if (next.opcode === opcodes.ping && this.answersPings) this.send(frame(opcodes.pong, next.payload));
    this.#frames.push(next);
    return true;
  }
}
