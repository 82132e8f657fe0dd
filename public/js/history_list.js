// @ts-check
import { devicesIn } from "./history_devices.js";

/** @typedef {import("./changes_api.js").Change} Change */
/** @typedef {{change: Change, inTheWay: Change | null, undone: Change[], since: number, over: boolean,
 *   several: boolean}} Entry
 *   `inTheWay` and `undone` (what it took back) as far as they are in the list; `since` is how many
 *   changes of the list, from this one on, might be taken back; `over` is what let a device in that has
 *   left since, and `several` what came from a device that wrote under several names or none */

/** Whether an entry has been taken back, as far as the list tells. @param {Entry} entry */
export const isUndone = ({ change, inTheWay }) => inTheWay?.undoes?.includes(change.version) ?? false;

/** The talks and names a change is about. @param {Change} change */
const subjectsOf = ({ steps, names = [] }) =>
  [...steps.map(step => step.talk), ...names.map(({ name }) => `name ${name}`)];

/** Changes by version, newest first: those that are shown, and how many newer ones are not yet. */
export function createHistoryList() {
  /** @type {Map<number, Change>} */
  const changes = new Map();
  /** @type {Map<number, Entry>} */
  let entries = new Map();
  /** Changes that are not of the list, and were met on the way: what is in the way of those that are. */
  const aside = new Map();
  /** Versions that are newer than all that is shown. @type {Set<number>} */
  const newer = new Set();
  /** The `before` of the next page; null when there is none. @type {number | null} */
  let next = null;

  /** What says the same stays the same object, so that views can leave it alone. */
  function keep(change) {
    const old = changes.get(change.version);
    if (!old || JSON.stringify(old) !== JSON.stringify(change)) changes.set(change.version, change);
    newer.delete(change.version);
  }

  function entryOf(change, newerOnes, { over, several }) {
    const old = entries.get(change.version);
    const inTheWay = changes.get(change.in_the_way ?? 0) ?? aside.get(change.in_the_way) ?? null;
    const undone = (change.undoes ?? []).flatMap(version => changes.get(version) ?? []);
    const entry = { change, inTheWay, undone, since: newerOnes, over, several };
    // What is in the way is left in the way, unless it is in the list itself.
    const blocked = change.in_the_way && (!changes.has(change.in_the_way) || isUndone(entry));
    if (change.undo && !blocked && change.steps.length) entry.since += 1;
    const same = old && old.change === change && old.over === over && old.several === several
      && old.inTheWay === inTheWay && old.since === entry.since
      && old.undone.length === undone.length && old.undone.every((each, index) => each === undone[index]);
    return same ? old : entry;
  }

  const versions = () => [...changes.keys()].sort((one, other) => other - one);

  return {
    /** The newest version shown, or 0. */
    get top() { return versions()[0] ?? 0; },
    get bottom() { return versions().at(-1) ?? 0; },
    get next() { return next; },
    get newer() { return newer.size; },
    get size() { return changes.size; },
    has: version => changes.has(version),

    /** A page at the end of the list. @param {{changes: Change[], next: number | null}} page */
    append(page) {
      page.changes.forEach(keep);
      next = page.next;
    },

    /**
     * All changes as they are now, from the newest down to `bottom` or further. What is no longer among
     * them is taken out: what was erased is nobody's any more. Those that are newer than the list get
     * into it only when they are to be revealed.
     * @param {Change[]} read @param {{bottom: number, reveal: boolean}} options
     */
    refresh(read, { bottom, reveal }) {
      const { top } = this;
      const found = new Set(read.map(({ version }) => version));
      for (const version of versions()) if (version >= bottom && !found.has(version)) changes.delete(version);
      for (const change of read) {
        if (change.version > top && !reveal) newer.add(change.version);
        else if (change.version >= bottom) keep(change);
      }
    },

    /** @param {Change} change */
    remember(change) { aside.set(change.version, change); },

    /** Something happened that belongs into the list. @param {Change[]} happened */
    note(happened) {
      for (const { version } of happened) if (!changes.has(version)) newer.add(version);
    },

    /** Whether changes may have altered what can be undone in the list. @param {Change[]} happened */
    isTouchedBy(happened) {
      const subjects = new Set(happened.flatMap(subjectsOf));
      return [...changes.values()].some(change => subjectsOf(change).some(subject => subjects.has(subject)));
    },

    /** @returns {Entry[]} */
    entries() {
      let since = newer.size;
      const told = devicesIn(versions().map(version => /** @type {Change} */ (changes.get(version))));
      const all = versions().map(version => {
        const change = /** @type {Change} */ (changes.get(version));
        const entry = entryOf(change, since, told(change));
        since = entry.since;
        return entry;
      });
      entries = new Map(all.map(entry => [entry.change.version, entry]));
      return all;
    },

    clear() {
      changes.clear();
      newer.clear();
      next = null;
    },
  };
}
