// @ts-check
// Whether each header is guarded, and each source includes its own header first: so that a header which
// has a source compiles alone where that does, which `check_alone` shows.
import { projectFiles, includesOf, read, report, sourceOf } from "./files.js";

const sources = new Set(projectFiles([".cpp"], ["src"]));
const headers = projectFiles([".hpp"], ["include"]);

const guards = headers.filter(header => !read(header).startsWith("#pragma once\n"))
  .map(header => `${header}:1: does not begin with #pragma once`);

const order = headers.filter(header => sources.has(sourceOf(header))).flatMap(header => {
  const own = header.replace("include/", "");
  const first = includesOf(read(sourceOf(header)))[0];
  return first?.name === own ? []
    : [`${sourceOf(header)}:${first?.line ?? 1}: does not include its own header first`];
});

report([...guards, ...order]);
