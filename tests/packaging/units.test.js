// @ts-check
// Whether systemd understands our units, and how much it finds the services exposed.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { root } from "../lint/files.js";
import { binary } from "../support/server.js";

const sources = join(root, "packaging/systemd");
const configured = join(dirname(binary), "packaging");

let folder = "";
/** @type {string[]} */
let units = [];
before(() => {
  folder = mkdtempSync(join(tmpdir(), "skillboard-units-"));
  const isUnit = /** @param {string} name */ name => /\.(service|socket)$/.test(name);
  for (const from of [sources, configured]) {
    for (const unit of readdirSync(from).filter(isUnit)) cpSync(join(from, unit), join(folder, unit));
  }
  units = readdirSync(folder).sort();
  // The program is not installed where they look for it.
  for (const unit of units) {
    const path = join(folder, unit);
    writeFileSync(path, readFileSync(path, "utf8").replace(/^ExecStart=\S+/m, `ExecStart=${binary}`));
  }
});
after(() => rmSync(folder, { recursive: true }));

/** @param {string[]} parameters */
function analyze(...parameters) {
  // Only these units and systemd's own.
  const environment = { ...process.env, SYSTEMD_UNIT_PATH: `${folder}:`, SYSTEMD_LOG_LEVEL: "notice" };
  return spawnSync("systemd-analyze", parameters, { cwd: folder, encoding: "utf8", env: environment });
}

test("there are five", () => {
  assert.deepEqual(units, ["skillboard-admin.socket", "skillboard.service", "skillboard.socket",
    "skillboard@.service", "skillboard@.socket"]);
});

test("systemd understands them", () => {
  const { stdout, stderr, status } = analyze("verify", "--man=no", "--recursive-errors=one", ...units);
  assert.equal(stdout + stderr, "");
  assert.equal(status, 0);
});

for (const service of ["skillboard.service", "skillboard@.service"]) {
  test(`${service} can do little beside what it is for`, () => {
    const { stdout, stderr, status } = analyze("security", "--offline=yes", "--threshold=15", "--no-pager", service);
    assert.equal(status, 0, stdout + stderr);
  });
}
