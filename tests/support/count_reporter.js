// @ts-check
// A reporter for `node --test` that says how many tests passed, failed and were skipped, as JSON.

/** @param {AsyncIterable<{type: string, data: any}>} events */
export default async function* countReporter(events) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of events) {
    if (data?.details?.type === "suite") continue;
    if (type === "test:pass") total[data.skip || data.todo ? "skipped" : "passed"] += 1;
    if (type === "test:fail") total.failed += 1;
  }
  yield JSON.stringify(total);
}
