// @ts-check
// Runs clang-tidy over our sources. Nine tenths of its work is on headers of Boost and the standard
// library, so that the sources are looked at together: as many parts as there are processors, each of
// whole layers. A layer found clean is not looked at again until one of its sources, a header of ours
// that it includes, or the configuration is different.
//
//   node check_tidy.js BUILD_FOLDER
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { includesOf, projectFiles, read, report, root } from "./files.js";
import { inParallel, runTool } from "./run_tool.js";

const build = resolve(process.argv[2]);
const folder = join(build, "tidy");
mkdirSync(folder, { recursive: true });
const flags = flagsOfMain();

/** @type {Map<string, string[]>} */
const layers = new Map();
for (const path of projectFiles([".cpp"], ["src"])) {
  const layer = path.split("/")[1].replace(".cpp", "");
  layers.set(layer, [...layers.get(layer) ?? [], path]);
}

const stampOf = layer => join(folder, `${layer}.clean`);
const isClean = ([layer, sources]) =>
  existsSync(stampOf(layer)) && readFileSync(stampOf(layer), "utf8") === stateOf(sources);
const findings = await inParallel(parts([...layers].filter(layer => !isClean(layer))), async (part, index) => {
  const found = await tidy(`part_${index}`, part.flatMap(([, sources]) => sources));
  if (found.length === 0) for (const [layer, sources] of part) writeFileSync(stampOf(layer), stateOf(sources));
  return found;
});
report(findings.flat());

/** Divides layers among the processors, so that each has about as many sources to look at. */
function parts(some) {
  const size = part => part.reduce((sum, [, sources]) => sum + sources.length, 0);
  const divided = Array.from({ length: availableParallelism() }, () => []);
  for (const layer of some.sort(([, left], [, right]) => right.length - left.length)) {
    divided.reduce((least, part) => size(part) < size(least) ? part : least).push(layer);
  }
  return divided.filter(part => part.length > 0);
}

/** What clang-tidy finds in these sources, which it reads as one: so what one of them names for itself
 * no other does. */
async function tidy(name, sources) {
  const whole = join(folder, `${name}.cpp`);
  writeFileSync(whole, sources.map(path => `#include "${join(root, path)}"\n`).join(""));
  const { ok, output } = await runTool("clang-tidy-19", ["--quiet", "--warnings-as-errors=*",
    `--config-file=${join(root, ".clang-tidy")}`, whole, "--", ...flags]);
  return ok ? [] : [output];
}

/** How our sources are to be read: as that of the program is, which includes all layers. */
function flagsOfMain() {
  const commands = JSON.parse(readFileSync(join(build, "compile_commands.json"), "utf8"));
  const { command } = commands.find(({ file }) => file === join(root, "src/main.cpp"));
  return command.split(" ").filter(flag => /^-(I|D|W|std=)/.test(flag) && flag !== "-Werror")
    .map(flag => flag.replaceAll("\\", ""));
}

/** @param {string[]} sources */
function stateOf(sources) {
  const hash = createHash("sha256").update(read(".clang-tidy")).update(flags.join(" "));
  const files = new Set(sources);
  for (const path of files) {
    const headers = includesOf(read(path)).map(({ name }) => `include/${name}`);
    for (const header of headers) if (existsSync(join(root, header))) files.add(header);
  }
  for (const path of [...files].sort()) hash.update(`${path}\n${read(path)}`);
  return hash.digest("hex");
}
