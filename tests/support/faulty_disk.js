// @ts-check
// A server over a disk that fails when told to (tests/support/faulty_disk.hpp).
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { binary } from "./server.js";

const faultyBinary = join(dirname(binary), "skillboard-faulty-disk");

export class FaultyDisk {
  #folder = "";

  /** @param {string} mood words such as "hold-back scatter", "full", "" for a sound disk */
  static async make(mood) {
    assert.ok(existsSync(faultyBinary), `${faultyBinary} is missing: it is built with BUILD_TESTING=ON`);
    const disk = new FaultyDisk();
    disk.#folder = await mkdtemp(join(tmpdir(), "skillboard-disk-"));
    await disk.become(mood);
    return disk;
  }

  get #control() { return join(this.#folder, "mood"); }

  /** The options of a server on this disk. */
  get server() {
    return { binary: faultyBinary, environment: { SKILLBOARD_TEST_DISK: this.#control } };
  }

  /** Takes effect with the next write or sync. */
  async become(mood) {
    await writeFile(`${this.#control}.new`, mood);
    await rename(`${this.#control}.new`, this.#control);
  }

  remove() { return rm(this.#folder, { recursive: true, force: true }); }
}
