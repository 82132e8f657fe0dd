// @ts-check
// Whether all C++ looks as .clang-format has it. `scripts/format` brings it into that form.
import { projectFiles, report } from "./files.js";
import { runTool } from "./run_tool.js";

const files = projectFiles([".cpp", ".hpp"]);
const { ok, output } = await runTool("clang-format-19", ["--dry-run", "--Werror", ...files]);
report(ok ? [] : [output]);
