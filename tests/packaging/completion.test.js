// @ts-check
// Whether a shell completes what the program can do.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, test } from "node:test";
import { root } from "../lint/files.js";
import { binary } from "../support/server.js";
import { commands, optionsOf } from "../support/program_help.js";

const folder = mkdtempSync(join(tmpdir(), "skillboard-completion-"));
symlinkSync(binary, join(folder, "skillboard"));
writeFileSync(join(folder, "some-file"), "");
after(() => rmSync(folder, { recursive: true }));

const script = `
  source /usr/share/bash-completion/bash_completion
  source ${join(root, "packaging/completion/skillboard.bash")}
  COMP_LINE="$*" COMP_POINT=\${#COMP_LINE} COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
  _skillboard
  printf '%s\\n' "\${COMPREPLY[@]}"`;

/** What bash offers for the last of these words. @param {string[]} words */
function complete(...words) {
  const said = execFileSync("bash", ["-c", script, "bash", "skillboard", ...words],
    { cwd: folder, encoding: "utf8", env: { ...process.env, PATH: folder + delimiter + process.env.PATH } });
  return said.split("\n").filter(word => word).sort();
}

/** @param {string[]} command */
const namesOf = (...command) => optionsOf(...command).map(({ name }) => name);

test("commands", () => {
  assert.deepEqual(complete(""), commands().sort());
  assert.deepEqual(complete("--memory", "ta"), ["tail"]);
});

test("options", () => assert.deepEqual(complete("--"), namesOf().sort()));

test("options of a command, and of all where it takes them", () => {
  assert.deepEqual(complete("tail", "--"), namesOf("tail").sort());
  assert.deepEqual(complete("backup", "--"), [...new Set([...namesOf("backup"), ...namesOf()])].sort());
});

test("values, where there are few", () => {
  assert.deepEqual(complete("--log-format", ""), ["json", "text"]);
  assert.deepEqual(complete("serve", "--log-level", "w"), ["warn"]);
  assert.deepEqual(complete("--max-wait", ""), []);
});

test("files, where there should be one", () => {
  assert.deepEqual(complete("--data", "some"), ["some-file"]);
  assert.deepEqual(complete("--config", "some"), ["some-file"]);
  assert.deepEqual(complete("verify", "some"), ["some-file"]);
  assert.deepEqual(complete("tail", "some"), []);
});
