// @ts-check
// Whether the manual tells all that the program says of itself, and nothing else.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { read, root } from "../lint/files.js";
import { commands, optionsOf } from "../support/program_help.js";

const page = "packaging/man/skillboard.1";
const [, ...sections] = read(page).split(/^\.Sh /m);

/** @param {string} title */
const section = title => sections.find(text => text.startsWith(title)) ?? "";

/** @param {string} text @returns {string[]} */
const optionsIn = text => [...text.matchAll(/^\.It (?:Fl \w , )?Fl Fl ([a-z-]+)/gm)].map(([, name]) => `--${name}`);

/** @param {string[]} names */
const sorted = names => [...new Set(names)].sort();

test("each option has its place in the manual", () => {
  assert.deepEqual(sorted(optionsIn(section("OPTIONS"))), sorted(optionsOf().map(({ name }) => name)));
});

test("each command has its place in the manual, with its own options", () => {
  const [, ...places] = section("COMMANDS").split(/^\.It Cm /m);
  const named = new Map(places.map(text => [/^\w+/.exec(text)?.[0] ?? "", optionsIn(text)]));
  assert.deepEqual(sorted([...named.keys()]), sorted(commands()));
  for (const [command, options] of named) {
    const own = optionsOf(command).map(({ name }) => name).filter(name => name !== "--help");
    assert.deepEqual(sorted(options), sorted(own), command);
  }
});

test("each default is told", () => {
  const text = section("OPTIONS");
  for (const { name, usual } of optionsOf().filter(option => option.usual && option.name !== "--open-names")) {
    const place = text.split(/^\.It /m).find(each => each.startsWith(`Fl Fl ${name.slice(2)} `)) ?? "";
    assert.ok(place.includes(usual), `${name}: ${usual}`);
  }
});

test("mandoc and man find nothing wrong with it", () => {
  const lint = spawnSync("mandoc", ["-T", "lint", page], { cwd: root, encoding: "utf8" });
  // Which other manuals there are is not what is asked.
  const findings = (lint.stdout + lint.stderr).split("\n")
    .filter(line => line && !/referenced manual not found|outdated mandoc\.db/.test(line));
  assert.deepEqual(findings, []);

  const man = spawnSync("man", ["--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", page],
    { cwd: root, encoding: "utf8", env: { ...process.env, LC_ALL: "C.UTF-8", MANWIDTH: "80", MANROFFSEQ: "" } });
  assert.equal(man.stderr, "");
  assert.equal(man.status, 0);
});
