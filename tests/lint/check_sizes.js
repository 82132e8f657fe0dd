// @ts-check
// How long a file and a line may be.
import { extname } from "node:path";
import { projectFiles, read, report } from "./files.js";

const mostLines = 300;
// A little more for JavaScript, which no program breaks into lines; a rule of CSS may be one.
const mostColumns = path => ({ ".js": 120, ".css": Infinity })[extname(path)] ?? 100;

report(projectFiles([".cpp", ".hpp", ".js", ".css", ".cmake", ".txt", ".sh", ""]).flatMap(path => {
  const lines = read(path).replace(/\n$/, "").split("\n");
  const most = mostColumns(path);
  const long = lines.flatMap((line, index) => [...line].length > most
    ? [`${path}:${index + 1}: ${[...line].length} columns; ${most} are allowed`] : []);
  return lines.length > mostLines
    ? [`${path}: ${lines.length} lines; ${mostLines} are allowed`, ...long] : long;
}));
