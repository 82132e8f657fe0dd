// @ts-check
// What the checks of this folder look at: the files of the project, and what they include.
import { readFileSync, readdirSync, existsSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));

const folders = ["include", "src", "tests", "bench", "tools", "public", "scripts", "packaging", ".ci"];
const notOurs = new Set(["node_modules", "build"]);

/**
 * The paths of all files in these folders of the project, relative to its root, in a stable order.
 * The working tree is read rather than git's index: a new file is checked before it is added.
 * @param {string[]} extensions such as ".cpp"; "" for files that have none
 * @param {string[]} [within]
 */
export function projectFiles(extensions, within = folders) {
  return within.filter(folder => existsSync(join(root, folder)))
    .flatMap(folder => filesBelow(folder))
    .filter(path => extensions.includes(extname(path)));
}

/** @param {string} folder @returns {string[]} */
function filesBelow(folder) {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries.sort((left, right) => left.name < right.name ? -1 : 1).flatMap(entry => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}

/** @param {string} path relative to the root of the project */
export const read = path => readFileSync(join(root, path), "utf8");

/** The source that belongs to a header, whether there is one or not. @param {string} header */
export const sourceOf = header => header.replace("include/skillboard", "src").replace(/hpp$/, "cpp");

/**
 * The include directives of a C++ file.
 * @param {string} text
 * @returns {{line: number, name: string, quoted: boolean}[]}
 */
export function includesOf(text) {
  return text.split("\n").flatMap((content, index) => {
    const match = /^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)/.exec(content);
    return match
      ? [{ line: index + 1, name: match[1] ?? match[2], quoted: match[1] !== undefined }]
      : [];
  });
}

/**
 * Prints what was found, one a line, and makes the process fail when it was anything.
 * @param {string[]} findings
 */
export function report(findings) {
  for (const finding of findings) console.error(finding);
  process.exitCode = findings.length === 0 ? 0 : 1;
}
