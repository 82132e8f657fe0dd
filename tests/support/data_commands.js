// @ts-check
// The commands about a board's data, as an operator gives them.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { binary } from "./server.js";

/**
 * Starts the program with these parameters; `ended` tells what came of it.
 * @param {string[]} parameters
 * @param {{binary?: string, environment?: object, launcher?: string[]}} options
 */
export function start(parameters, options = {}) {
  const [command, ...rest] = [...(options.launcher ?? []), options.binary ?? binary, ...parameters];
  const child = spawn(command, rest,
    { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...options.environment } });
  const told = { output: "", complaints: "" };
  child.stdout.setEncoding("utf8").on("data", text => { told.output += text; });
  child.stderr.setEncoding("utf8").on("data", text => { told.complaints += text; });
  const ended = once(child, "close").then(([code, signal]) => {
    assert.doesNotMatch(told.complaints, /AddressSanitizer|LeakSanitizer|runtime error:/);
    return { code, signal, ...told };
  });
  return { kill: () => child.kill("SIGKILL"), ended };
}

/** Gives a command and expects it to do what it says; returns what it said. */
export async function give(...parameters) {
  const { code, output, complaints } = await start(parameters).ended;
  assert.equal(code, 0, `skillboard ${parameters.join(" ")}: ${complaints}`);
  return output;
}

/** Gives a command and expects it to be refused; returns why. */
export async function refused(...parameters) {
  const { code, output, complaints } = await start(parameters).ended;
  assert.equal(code, 1, `skillboard ${parameters.join(" ")}: ${output}${complaints}`);
  assert.match(complaints, /^skillboard: .*\.\n$/s);
  return complaints;
}

/** The version that a summary tells. */
export const versionIn = summary => Number(/\(version (\d+)\)/.exec(summary)?.[1]);

/** A folder of its own, removed after the test. @param {import("node:test").TestContext} context */
export async function makeFolder(context) {
  const folder = await mkdtemp(join(tmpdir(), "skillboard-data-"));
  context.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** What stands in a folder: bytes, rights and times of each file. */
export async function filesIn(folder) {
  const names = (await readdir(folder)).sort();
  return Promise.all(names.map(async name => {
    const { mode, mtimeMs } = await stat(join(folder, name));
    return { name, mode, mtimeMs, bytes: (await readFile(join(folder, name))).toString("base64") };
  }));
}
