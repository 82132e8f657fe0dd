// @ts-check
import { epochOf, versionOf } from "./tags.js";

/** @typedef {import("./connection.js").Connection} Connection */
/** What the tab that polls tells the others: what came after `from` and leads to `tag`, or null for `changes`
 *  where one has to start over; and what is to be said about the connection.
 *  @typedef {{from: string, tag: string, changes: import("./changes_api.js").Change[] | null,
 *   connection: Connection}} Told */

/**
 * What is new in it to a tab that has come as far as `tag`: no changes when it has them all, null when there is
 * a gap in between.
 * @param {Told} told @param {string} tag
 * @returns {import("./changes_api.js").Change[] | null}
 */
export function newIn({ from, tag: to, changes }, tag) {
  if (to === tag || !to) return [];
  if (epochOf(to) !== epochOf(tag)) return null;
  const version = versionOf(tag);
  if (versionOf(to) <= version) return [];
  if (!changes || epochOf(from) !== epochOf(tag) || versionOf(from) > version) return null;
  return changes.filter(change => change.version > version);
}
