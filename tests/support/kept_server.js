// @ts-check
// The real server as systemd starts it: with sockets that are open already, and stay open while the server is
// restarted (service_keeper.cpp).
import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { binary } from "./server.js";

const keeper = join(dirname(binary), "skillboard-service-keeper");

/** How long a test waits for a word that ought to come; far longer than it ever takes. */
const patience = 20_000;

export class KeptServer {
  port = 0;
  /** Where operators ask. */
  adminPort = 0;
  /** All that was said since, a line each. @type {string[]} */
  said = [];
  /** All that the servers wrote to standard error. */
  log = "";
  #process;
  #folder = "";
  #closed = Promise.resolve([null, null]);
  #gone = false;
  #bell = new EventEmitter().setMaxListeners(0);

  /** Resolves once the server is ready. @param {string[]} parameters of the server */
  static async start(...parameters) {
    const server = new KeptServer();
    server.#folder = await mkdtemp(join(tmpdir(), "skillboard-kept-"));
    server.#process = spawn(keeper, [binary, "serve", "--data", join(server.#folder, "board.db"), ...parameters],
      { stdio: ["ignore", "pipe", "pipe"] });
    server.#closed = once(server.#process, "close");
    server.#process.once("close", () => {
      server.#gone = true;
      server.#bell.emit("ring");
    });
    server.#process.stderr.setEncoding("utf8").on("data", text => { server.log += text; });
    createInterface({ input: server.#process.stdout }).on("line", line => {
      server.said.push(line);
      server.#bell.emit("ring");
    });
    server.port = Number((await server.hears(/^port (\d+)$/))[1]);
    server.adminPort = Number((await server.hears(/^admin_port (\d+)$/))[1]);
    await server.hears(/^told READY=1$/);
    return server;
  }

  /** The id of the server's process. */
  get pid() { return Number(this.said.findLast(line => line.startsWith("started "))?.slice(8)); }

  /** Waits for a line that was said since `from`. @param {RegExp} pattern @param {number} [from] */
  async hears(pattern, from = 0) {
    const late = AbortSignal.timeout(patience);
    for (;;) {
      const found = this.said.slice(from).map(line => pattern.exec(line)).find(match => match);
      if (found) return found;
      if (late.aborted || this.#gone) throw new Error(`nobody said ${pattern}:\n${this.said.join("\n")}\n${this.log}`);
      await once(this.#bell, "ring", { signal: late }).catch(() => {});
    }
  }

  /** Resolves once the next server is ready. */
  async restart() {
    const from = this.said.length;
    this.#process.kill("SIGHUP");
    await this.hears(/^told READY=1$/, from);
  }

  /** Stops it and removes its data; fails when the server did not end well. */
  async remove() {
    this.#process.kill("SIGTERM");
    const [code] = await this.#closed;
    await rm(this.#folder, { recursive: true, force: true });
    if (code !== 0) throw new Error(`the server ended with ${code}:\n${this.log}`);
  }
}
