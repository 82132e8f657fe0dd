// @ts-check
/** @typedef {import("./changes_api.js").Change} Change */

/**
 * What changes tell of the devices they came from and let in.
 * @param {Change[]} changes  newest first
 * @returns {(change: Change) => {over: boolean, several: boolean}} `over` is what let a device in that
 *   has left since; `several` what came from a device that wrote under several names or none
 */
export function devicesIn(changes) {
  /** @type {Map<string, Set<string | null>>} */
  const writers = new Map();
  /** When a device left a name last. @type {Map<string, number>} */
  const left = new Map();
  for (const { version, by, device, steps, names = [] } of changes) {
    if (device && steps.length) writers.set(device, (writers.get(device) ?? new Set()).add(by));
    for (const { event, name, device: gone } of names) {
      const key = `${gone} ${name}`;
      if (event === "device_left") left.set(key, Math.max(version, left.get(key) ?? 0));
    }
  }
  return ({ version, device, names = [] }) => {
    const all = writers.get(device ?? "");
    return {
      over: names.some(({ event, device: joined, name }) =>
        event === "device_joined" && (left.get(`${joined} ${name}`) ?? 0) > version),
      several: Boolean(all && (all.size > 1 || all.has(null))),
    };
  };
}
