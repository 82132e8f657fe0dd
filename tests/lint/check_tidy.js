// @ts-check
// Runs clang-tidy over our sources. What has been found clean is not looked at again until it, one
// of our headers it includes, or the configuration is different.
//
//   node check_tidy.js BUILD_FOLDER
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { includesOf, projectFiles, read, report, root } from "./files.js";
import { inParallel, runTool } from "./run_tool.js";

const build = process.argv[2];
const stamps = join(build, "tidy");
mkdirSync(stamps, { recursive: true });

const commands = new Map(JSON.parse(readFileSync(join(build, "compile_commands.json"), "utf8"))
  .map(({ file, command }) => [file, command]));

const findings = await inParallel(heavyFirst(projectFiles([".cpp"], ["src"])), async path => {
  const state = stateOf(path);
  const stamp = join(stamps, path.replaceAll("/", "-"));
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === state) return [];
  const { ok, output } = await runTool("clang-tidy-19",
    ["-p", build, "--quiet", "--warnings-as-errors=*", path]);
  if (ok) writeFileSync(stamp, state);
  return ok ? [] : [output];
});
report(findings.flat());

/** @param {string} path */
function stateOf(path) {
  const hash = createHash("sha256").update(read(".clang-tidy"));
  hash.update(commands.get(join(root, path)) ?? "");
  for (const file of [...withHeaders(path)].sort()) hash.update(`${file}\n${read(file)}`);
  return hash.digest("hex");
}

/** The file and all of our headers that it includes, at whatever depth. */
function withHeaders(path, seen = new Set()) {
  seen.add(path);
  for (const { name } of includesOf(read(path))) {
    const header = `include/${name}`;
    if (!seen.has(header) && existsSync(join(root, header))) withHeaders(header, seen);
  }
  return seen;
}

/** With the long ones first no processor is left waiting for the last of them. */
function heavyFirst(paths) {
  const weight = path => [...withHeaders(path)].map(read)
    .reduce((sum, text) => sum + (text.match(/<(boost|nlohmann)\//g) ?? []).length, 0);
  const weights = new Map(paths.map(path => [path, weight(path)]));
  return paths.sort((left, right) => (weights.get(right) ?? 0) - (weights.get(left) ?? 0));
}
