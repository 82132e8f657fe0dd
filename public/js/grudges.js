// @ts-check
const minute = 60000;
const first = 5 * minute;
const longest = 60 * minute;
/** For how many milliseconds it may turn out that something else was to blame. */
const doubtful = 5000;

/**
 * What is of no use for now, by its name, on this device: for five minutes, and for twice as long each time that
 * it is of no use again, up to an hour.
 * @param {{clock: import("./clock.js").Clock, memory: import("./storage.js").Memory}} options
 */
export function createGrudges({ clock, memory }) {
  /** What was blamed last, when, and what was held against it before. @type {any} */
  let latest = null;

  /** @returns {Record<string, {until: number, rest: number}>} */
  function read() {
    try { return JSON.parse(memory.get("transports")) ?? {}; } catch { return {}; }
  }

  function write(name, grudge) {
    memory.set("transports", JSON.stringify({ ...read(), [name]: grudge }));
  }

  return {
    /** @param {string} name */
    has(name) {
      const left = read()[name]?.until - clock.now();
      // Where the clock was set back it would last for longer than it ever does.
      return left > 0 && left <= longest;
    },

    /** @param {string} name */
    bear(name) {
      const before = read()[name];
      const rest = Math.min(before?.rest ?? first, longest);
      latest = { name, before, at: clock.now() };
      write(name, { until: clock.now() + rest, rest: 2 * rest });
    },

    /** What was blamed a moment ago was not to blame. */
    forgive() {
      if (latest && clock.now() - latest.at < doubtful) write(latest.name, latest.before);
      latest = null;
    },

    /** @param {string} name */
    drop: name => write(name, undefined),
  };
}
