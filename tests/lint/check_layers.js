// @ts-check
import { projectFiles, read, report } from "./files.js";
import { violations } from "./layers.js";

report(projectFiles([".cpp", ".hpp"], ["include", "src"])
  .flatMap(path => violations(path, read(path))));
