// @ts-check
// What a server says of itself to operators (`--admin-listen`).
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { ask } from "./raw_http.js";
import { program } from "./programs.js";

/** The text of /metrics. @param {{admin: {port: number}}} server */
export async function scrape(server) {
  const answer = await ask(server.admin, "GET", "/metrics");
  assert.equal(answer.status, 200);
  return answer.text;
}

/**
 * The value of one series, 0 where there is none yet.
 * @param {{admin: {port: number}}} server @param {string} name @param {Record<string, string>} [labels]
 */
export async function figure(server, name, labels = {}) {
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  const lines = (await scrape(server)).split("\n").filter(line => line.startsWith(`${name} `)
    || line.startsWith(`${name}{`) && wanted.every(label => line.includes(label)));
  assert.ok(lines.length <= 1, `${name} is ${lines.length} series`);
  return Number(lines[0]?.split(" ").at(-1) ?? 0);
}

/** Runs promtool with this input. @param {string[]} parameters @param {string} [input] */
export async function promtool(parameters, input = "") {
  const process = spawn(program("promtool"), parameters, { stdio: ["pipe", "pipe", "pipe"] });
  let output = "";
  for (const stream of [process.stdout, process.stderr]) {
    stream.setEncoding("utf8").on("data", text => { output += text; });
  }
  process.stdin.end(input);
  const [code] = await once(process, "close");
  return { code, output };
}
