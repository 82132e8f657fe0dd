// @ts-check
// What the program says that it can do. All else that tells of its commands and options is held against that.
import { execFileSync } from "node:child_process";
import { binary } from "./server.js";

/**
 * @typedef {object} Option
 * @property {string} name with its dashes
 * @property {string} kind of its value, as `SECONDS`; empty for a flag
 * @property {string[]} values that it may have, where they are few
 * @property {string} usual what it is if it is not given; may be empty
 */

/** @param {string[]} command nothing for the whole program @returns {Option[]} */
export function optionsOf(...command) {
  return help(...command).flatMap(line => {
    const found = /^ {2}(?:-\w,)?(--[a-z-]+)(?: ([A-Z:]+))?(.*)$/.exec(line);
    if (!found) return [];
    const [, name, kind = "", rest] = found;
    const values = /^\{([^}]*)\}/.exec(rest)?.[1].split(",") ?? [];
    const usual = /=(.*) \(Env:/.exec(rest)?.[1] ?? "";
    return [{ name, kind: kind.replace(/:.*/, ""), values, usual }];
  });
}

/** @returns {string[]} */
export function commands() {
  const lines = help();
  return lines.slice(lines.indexOf("Subcommands:") + 1).flatMap(line => /^ {2}([a-z]+) /.exec(line)?.[1] ?? []);
}

/** @param {string[]} command */
function help(...command) {
  return execFileSync(binary, [...command, "--help"], { encoding: "utf8" }).split("\n");
}
