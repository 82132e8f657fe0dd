// @ts-check
// Whether each source and each header compiles alone, and so includes what it needs: the tests compile
// sixteen sources at a time, where one finds what another includes.
import { projectFiles, report, sourceOf } from "./files.js";
import { inParallel, runTool } from "./run_tool.js";

const headers = projectFiles([".hpp"], ["include"]);
const sources = projectFiles([".cpp"], ["src", "tools"]);

const flags = ["-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-Wno-mismatched-new-delete",
  "-DBOOST_ASIO_NO_DEPRECATED", '-DSKILLBOARD_VERSION="0"', "-Iinclude"];

// A header is included in nothing, as g++ warns of a #pragma once in the file it is given. One that is
// the first in a source has been compiled alone with that.
const inputs = [...sources, ...headers.filter(header => !sources.includes(sourceOf(header)))];

report((await inParallel(inputs, async path => {
  const input = path.endsWith(".hpp") ? ["-include", path.replace("include/", ""), "-x", "c++", "/dev/null"] : [path];
  const { ok, output } = await runTool("g++", [...flags, ...input]);
  return ok ? [] : [`${path}: does not compile alone\n${output}`];
})).flat());
