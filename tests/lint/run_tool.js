// @ts-check
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { root } from "./files.js";

/**
 * Runs a program in the root of the project.
 * @param {string} command
 * @param {string[]} parameters
 * @returns {Promise<{ok: boolean, output: string}>} what it wrote, to either stream
 */
export function runTool(command, parameters) {
  return new Promise(resolve => {
    const tool = spawn(command, parameters, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [tool.stdout, tool.stderr]) {
      stream.setEncoding("utf8").on("data", text => { output += text; });
    }
    tool.once("error", error => resolve({ ok: false, output: `${command}: ${error.message}` }));
    tool.once("close", code => resolve({ ok: code === 0, output }));
  });
}

/**
 * Applies `work` to each item, on as many at a time as there are processors.
 * @template Item, Result
 * @param {Item[]} items
 * @param {(item: Item, index: number) => Promise<Result>} work
 * @returns {Promise<Result[]>} in the order of the items
 */
export async function inParallel(items, work) {
  const results = new Array(items.length);
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index], index);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return results;
}
