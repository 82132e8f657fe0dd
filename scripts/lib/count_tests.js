// @ts-check
// Counts the tests that have run, and says so in one last line. A test of CTest counts as one, or as
// those within it where it is a program or a file of tests and has left a report of them.
//
//   node count_tests.js FOLDER     which has ctest.xml and the reports, NAME.json
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2];
const overview = readFileSync(join(folder, "ctest.xml"), "utf8");
const total = { passed: 0, failed: 0, skipped: 0 };

for (const [, name, status] of overview.matchAll(/<testcase name="([^"]*)"[^>]* status="(\w+)"/g)) {
  const counted = countOf(name, status);
  for (const outcome of Object.keys(total)) total[outcome] += counted[outcome];
}

const skipped = total.skipped ? `, ${total.skipped} skipped` : "";
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

/** @param {string} name @param {string} status of CTest's: run, fail, notrun or disabled */
function countOf(name, status) {
  const single = {
    passed: Number(status === "run"),
    failed: Number(status === "fail"),
    skipped: Number(status !== "run" && status !== "fail"),
  };
  const file = join(folder, `${name.replaceAll("/", "-")}.json`);
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  // What is ended in the middle leaves an empty report.
  if (!text) return single;
  const report = JSON.parse(text);
  const counted = report.testsuites ? countOfGoogleTest(report) : report;
  // It may fail though none of its tests does, by not coming to an end.
  return { ...counted, failed: Math.max(counted.failed, single.failed) };
}

/** @param {{testsuites: {testsuite: {result: string, failures?: object[]}[]}[]}} report */
function countOfGoogleTest({ testsuites }) {
  const tests = testsuites.flatMap(({ testsuite }) => testsuite);
  const failed = tests.filter(({ failures }) => failures).length;
  const skipped = tests.filter(({ result }) => result !== "COMPLETED").length;
  return { passed: tests.length - failed - skipped, failed, skipped };
}
