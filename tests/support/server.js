// @ts-check
// Starts the real binary for a test, and stops it. One `Server` is one process at a time; `start` after
// `kill` or `stop` starts the next one on the same port and the same data.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ownPort } from "./ports.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The binary under test: `SKILLBOARD_BINARY`, or the release build. */
export const binary = process.env.SKILLBOARD_BINARY ?? join(root, "build/release/skillboard");

export class Server {
  #options;
  #process;
  #output = "";
  #ended = Promise.resolve([null, null]);
  #folder = "";

  /**
   * `listen` is the address, with %PORT% for the port; `publicFolder` stands for the page in the binary; `launcher` is
   * a command that starts the binary, such as ["prlimit", "--nofile=40"].
   * @param {{arguments?: string[], binary?: string, memory?: boolean, environment?: object,
   *   listen?: string, publicFolder?: string, launcher?: string[], usualLimits?: boolean}} options
   */
  constructor(options = {}) {
    this.#options = options;
    this.port = 0;
    this.address = "";
    /** Where `--admin-listen` is served. */
    this.admin = { port: 0 };
  }

  /** Starts a server on a port of its own of the loopback address; its data lives until `remove`. */
  static async start(options = {}) {
    const server = new Server(options);
    await server.start();
    return server;
  }

  get url() { return `http://127.0.0.1:${this.port}`; }
  get pid() { return this.#process.pid; }
  /** All the server wrote to standard error so far. */
  get log() { return this.#output; }
  get dataFile() { return join(this.#folder, "board.db"); }
  get folder() { return this.#folder; }

  async start() {
    this.#folder ||= await mkdtemp(join(tmpdir(), "skillboard-"));
    this.port ||= await ownPort();
    const data = this.#options.memory ? ["--memory"] : ["--data", this.dataFile];
    const page = this.#options.publicFolder ? ["--public", this.#options.publicFolder] : [];
    const listen = (this.#options.listen ?? "127.0.0.1:%PORT%").replace("%PORT%", String(this.port));
    const [command, ...parameters] = [...(this.#options.launcher ?? []), this.#options.binary ?? binary,
      "serve", "--listen", listen, ...page, ...data, ...this.#limits(), ...(this.#options.arguments ?? [])];
    this.#process = spawn(command, parameters,
      { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...this.#options.environment } });
    this.#ended = once(this.#process, "close");
    this.#ended.catch(() => {}); // a program that is not there; `firstLine` tells
    this.#process.stderr.setEncoding("utf8").on("data", text => { this.#output += text; });
    const lines = await firstLines(this.#process);
    const match = /^listening on ((?:http:\/\/.*:(\d+)|unix:.*))$/m.exec(lines);
    if (!match) throw new Error(`the server did not start: ${lines}\n${this.#output}`);
    this.address = match[1];
    this.port = Number(match[2] ?? 0);
    this.admin = { port: Number(/^admin on http:.*:(\d+)$/m.exec(lines)?.[1] ?? 0) };
  }

  /** All that a test does comes from one address, faster than people are; `usualLimits` is about those. */
  #limits() {
    if (this.#options.usualLimits) return [];
    return ["address-writes", "device-writes", "address-names", "device-names", "address-tries"]
      .map(limit => `--${limit}=100000:1000000`);
  }

  /** Ends the process as a power button would, and waits until it is gone. */
  async kill() { return this.#end("SIGKILL"); }

  /** Asks the process to stop, and returns its exit code. */
  async stop() { return this.#end("SIGTERM"); }

  /** Asks it twice: then it does not wait until those are gone who are connected and ask for nothing. */
  async stopAtOnce() {
    this.#process.kill("SIGTERM");
    return this.#end("SIGINT");
  }

  /** Another process, without data. */
  async renew() {
    await this.stopAtOnce();
    await this.#removeData();
    await this.start();
  }

  signal(name) { this.#process.kill(name); }

  /** Resolves with `[code, signal]` when the process has ended; fails when a sanitizer spoke. */
  async ended() {
    const outcome = await this.#ended;
    const fault = /AddressSanitizer|LeakSanitizer|runtime error:/.exec(this.#output);
    if (fault) throw new Error(`a sanitizer found a fault:\n${this.#output}`);
    return outcome;
  }

  /** Stops the process if it runs, and removes its data. */
  async remove() {
    const [code] = await this.#end("SIGTERM");
    await this.#removeData();
    return code;
  }

  async #removeData() {
    await rm(this.#folder, { recursive: true, force: true });
    this.#folder = "";
  }

  async #end(signal) {
    const ended = this.ended();
    this.#process.kill(signal);
    return ended;
  }
}

/** What it says once it answers, which is said at once. */
async function firstLines(process) {
  let text = "";
  process.stdout.setEncoding("utf8");
  return new Promise(resolve => {
    process.stdout.on("data", chunk => {
      text += chunk;
      if (text.endsWith("\n")) resolve(text);
    });
    process.once("exit", code => resolve(`(ended with ${code}) ${text}`));
    process.once("error", error => resolve(String(error)));
  });
}
