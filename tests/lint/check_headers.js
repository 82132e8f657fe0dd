// @ts-check
// Whether each header is guarded and compiles alone, and each source includes its own header first.
// A header whose own source does that has been compiled alone with it: only the others are compiled
// here, since a header of Asio or Beast takes seconds.
import { projectFiles, includesOf, read, report } from "./files.js";
import { inParallel, runTool } from "./run_tool.js";

const sources = new Set(projectFiles([".cpp"], ["src"]));
const headers = projectFiles([".hpp"], ["include"]);
const sourceOf = header => header.replace("include/skillboard", "src").replace(/hpp$/, "cpp");

const guards = headers.filter(header => !read(header).startsWith("#pragma once\n"))
  .map(header => `${header}:1: does not begin with #pragma once`);

const order = headers.filter(header => sources.has(sourceOf(header))).flatMap(header => {
  const own = header.replace("include/", "");
  const first = includesOf(read(sourceOf(header)))[0];
  return first?.name === own ? []
    : [`${sourceOf(header)}:${first?.line ?? 1}: does not include its own header first`];
});

const alone = await inParallel(headers.filter(header => !sources.has(sourceOf(header))),
  async header => {
    // Included in nothing, as g++ warns of a #pragma once in the file it is given.
    const { ok, output } = await runTool("g++", ["-std=c++20", "-fsyntax-only", "-Wall", "-Wextra",
      "-Werror", "-DBOOST_ASIO_NO_DEPRECATED", "-Iinclude", "-include", header.slice(8),
      "-x", "c++", "/dev/null"]);
    return ok ? [] : [`${header}: does not compile alone\n${output}`];
  });

report([...guards, ...order, ...alone.flat()]);
