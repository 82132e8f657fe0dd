// @ts-check
// Whether every threat that SECURITY.md tells a defence against names tests that there are.
import assert from "node:assert/strict";
import { test } from "node:test";
import { projectFiles, read } from "./files.js";

const tests = new Set(projectFiles([".js", ".cpp"], ["tests"]).map(path =>
  path.replace(/^tests\//, "").replace(/(\.test\.js|\.cpp)$/, "")));

const rows = read("SECURITY.md").split("\n").filter(line => /^\| (?!threat)/.test(line));

test("there are threats", () => assert.ok(rows.length > 10));

for (const row of rows) {
  const [threat, , shownBy] = row.slice(2, -2).split(" | ");
  test(`there are tests that show a defence: ${threat}`, () => {
    const named = [...shownBy.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
    assert.ok(named.length > 0);
    assert.deepEqual(named.filter(name => !tests.has(name)), []);
  });
}
