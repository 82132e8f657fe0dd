// @ts-check
const longest = 30000;

/**
 * How long to wait after so many failures in a row: doubling, at most 30 s, with jitter, so that a
 * server that comes back is not met by everybody in the same instant.
 * @param {number} failures at least 1
 * @param {() => number} random
 * @param {number} [asked] milliseconds the server asked for
 */
export function backOff(failures, random, asked = 0) {
  const most = Math.min(longest, 500 * 2 ** (failures - 1));
  return Math.max(most * (0.5 + random() / 2), Math.min(asked, longest));
}

/**
 * How long to wait when the server answers at once that nothing is new (a proxy that drops `Prefer`
 * or rewrites the tag): long polling becomes plain polling instead of a hot loop.
 * @param {number} answers such answers in a row
 * @param {() => number} random
 */
export function restAfterEmptyAnswers(answers, random) {
  return answers === 0 ? 0 : Math.min(5000, 1000 * answers) * (0.75 + random() / 2);
}
