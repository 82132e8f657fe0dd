// @ts-check
// Runs clang-tidy over our sources, all of a layer at a time: nine tenths of its work is on headers
// of Boost and the standard library, which the sources of a layer share. A layer found clean is not
// looked at again until one of its sources, a header of ours that it includes, or the configuration
// is different.
//
//   node check_tidy.js BUILD_FOLDER
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { includesOf, projectFiles, read, report, root } from "./files.js";
import { inParallel, runTool } from "./run_tool.js";

const build = resolve(process.argv[2]);
const folder = join(build, "tidy");
mkdirSync(folder, { recursive: true });

/** @type {Map<string, string>} */
const commands = new Map(JSON.parse(readFileSync(join(build, "compile_commands.json"), "utf8"))
  .map(({ file, command }) => [file, command]));

/** @type {Map<string, string[]>} */
const layers = new Map();
for (const path of projectFiles([".cpp"], ["src"])) {
  const layer = path.split("/")[1].replace(".cpp", "");
  layers.set(layer, [...layers.get(layer) ?? [], path]);
}

// The largest first, so that no processor is left waiting for the last of them.
const bySize = [...layers].sort(([, left], [, right]) => right.length - left.length);
const findings = await inParallel(bySize, async ([layer, sources]) => {
  const stamp = join(folder, `${layer}.clean`);
  const state = stateOf(sources);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === state) return [];
  const found = await tidy(layer, sources);
  if (found.length === 0) writeFileSync(stamp, state);
  return found;
});
report(findings.flat());

/** What clang-tidy finds in the sources of a layer. */
async function tidy(layer, sources) {
  const whole = join(folder, `${layer}.cpp`);
  writeFileSync(whole, sources.map(path => `#include "${join(root, path)}"\n`).join(""));
  const flags = flagsOf(commands.get(join(root, sources[0])) ?? "");
  const run = file => runTool("clang-tidy-19", ["--quiet", "--warnings-as-errors=*",
    `--config-file=${join(root, ".clang-tidy")}`, file, "--", ...flags]);
  const together = await run(whole);
  if (together.ok) return [];
  // Two sources may use one name for things of their own, which only the compiler of both minds.
  if (!together.output.includes("[clang-diagnostic-error]")) return [together.output];
  const single = await inParallel(sources, run);
  return single.filter(({ ok }) => !ok).map(({ output }) => output);
}

/** What of a compile command says how the source is to be read. */
function flagsOf(command) {
  return command.split(" ").filter(flag => /^-(I|D|W|std=)/.test(flag) && flag !== "-Werror")
    .map(flag => flag.replaceAll("\\", ""));
}

/** @param {string[]} sources */
function stateOf(sources) {
  const hash = createHash("sha256").update(read(".clang-tidy"));
  for (const path of sources) hash.update(commands.get(join(root, path)) ?? "");
  const files = new Set(sources);
  for (const path of files) {
    const headers = includesOf(read(path)).map(({ name }) => `include/${name}`);
    for (const header of headers) if (existsSync(join(root, header))) files.add(header);
  }
  for (const path of [...files].sort()) hash.update(`${path}\n${read(path)}`);
  return hash.digest("hex");
}
