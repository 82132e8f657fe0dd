// @ts-check
/** @typedef {import("./history_list.js").Entry} Entry */

/**
 * Entries by the day they are of, in the time of this device.
 * @param {Entry[]} entries
 * @returns {{day: string, entries: Entry[]}[]}
 */
export function byDay(entries) {
  /** @type {{day: string, entries: Entry[]}[]} */
  const days = [];
  for (const entry of entries) {
    const day = new Date(entry.change.time).toDateString();
    if (days.at(-1)?.day === day) days.at(-1)?.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}
