// @ts-check
// A machine of its own, as far as programs see: a root folder, with systemd as its first process, a network without a
// way out, and all that goes with it. It needs root.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const boot = fileURLToPath(new URL("boot_machine.sh", import.meta.url));
const relayProgram = fileURLToPath(new URL("port_relay.js", import.meta.url));
const run = promisify(execFile);

/** How long anything may take; far longer than it does. */
const patience = 60_000;

export class Machine {
  #process;
  /** Of the machine's first process, as this machine counts. */
  #first = 0;
  /** @type {{relay: import("node:child_process").ChildProcess, path: string}[]} */
  #relays = [];

  /** Resolves once it is up. @param {string} root */
  static async boot(root) {
    const machine = new Machine();
    machine.#process = spawn("bash", [boot, root], { stdio: ["ignore", "inherit", "inherit"] });
    await machine.until(() => machine.#findFirst(), "its first process");
    await machine.until(async () => /running|degraded/.test(await machine.try("systemctl", "is-system-running")),
      "the end of the boot");
    return machine;
  }

  /** Runs a command in it; fails when that does. @param {string[]} command @returns {Promise<string>} what it said */
  async run(...command) {
    const { stdout } = await run("nsenter", [...this.#inside(), ...command], { encoding: "utf8", timeout: patience });
    return stdout.trim();
  }

  /** The same for a command that may fail: all that it said. @param {string[]} command */
  async try(...command) {
    try {
      return await this.run(...command);
    } catch (failure) {
      const { stdout = "", stderr = "" } = /** @type {any} */ (failure);
      return `${stdout}${stderr}`.trim();
    }
  }

  /** Runs a line of shell. @param {string} line */
  shell(line) { return this.run("/bin/sh", "-c", line); }

  /** One property of a unit. @param {string} unit @param {string} name */
  property(unit, name) { return this.run("systemctl", "show", "--value", `--property=${name}`, unit); }

  /** A socket of this machine that leads to a port of that one's loopback, until it stops. @param {number} port */
  async reach(port) {
    const path = join(await mkdtemp(join(tmpdir(), "skillboard-machine-")), "port");
    const relay = spawn("nsenter", ["--target", String(this.#first), "--net", process.execPath, relayProgram, path,
      String(port)], { stdio: ["ignore", "pipe", "inherit"] });
    await once(relay.stdout, "data");
    this.#relays.push({ relay, path });
    return { path };
  }

  /** @param {() => unknown} holds @param {string} what */
  async until(holds, what) {
    const late = Date.now() + patience;
    while (!(await holds())) {
      if (Date.now() > late || this.#process.exitCode !== null) throw new Error(`no ${what}`);
      await sleep(50);
    }
  }

  async stop() {
    for (const { relay, path } of this.#relays) {
      relay.kill();
      await rm(dirname(path), { recursive: true });
    }
    const ended = once(this.#process, "close");
    this.#process.kill();
    await ended;
  }

  /** A path of that machine, as this one has it. @param {string} path */
  pathOf(path) { return `/proc/${this.#first}/root${path}`; }

  #inside() {
    return ["--target", String(this.#first), "--mount", "--uts", "--ipc", "--net", "--pid", "--cgroup", "--root",
      "--wd", "/usr/bin/env", "-i",
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8"];
  }

  /** The child of `unshare`, once it has become systemd. */
  #findFirst() {
    const childOf = pid => readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ")[0];
    try {
      const first = childOf(childOf(this.#process.pid));
      if (readFileSync(`/proc/${first}/comm`, "utf8") !== "systemd\n") return false;
      this.#first = Number(first);
      return true;
    } catch {
      return false;
    }
  }
}
