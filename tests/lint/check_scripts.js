// @ts-check
// Whether shellcheck finds anything in our shell scripts.
import { projectFiles, read, report } from "./files.js";
import { runTool } from "./run_tool.js";

const scripts = projectFiles(["", ".sh", ".bash"], ["scripts", "packaging", "tests", ".ci"])
  .filter(path => /^#.*sh\b/.test(read(path)));
const { ok, output } = await runTool("shellcheck", ["--external-sources", ...scripts]);
report(ok ? [] : [output]);
