// @ts-check

/** What somebody looks at, and on which of it they write a comment now, if on any.
 *  @typedef {{talks: string[], writing: string}} Look */

/** For how many milliseconds somebody writes who has typed something. */
const writes = 5000;
/** So much is gathered, in milliseconds, and so much lies between two times that something is told. */
const gather = 50;
const pace = 1000;
/** So many talks the server lets somebody look at. */
const most = 20;

/**
 * What the tabs of this browser look at. They tell each other: what is new soon, and what still holds every few
 * seconds, so that one which crashed is forgotten.
 * @param {object} options
 * @param {import("./clock.js").Clock} options.clock
 * @param {string} options.tab  how this one is called
 * @param {(told: {tab: string} & Look) => void} options.tell  the other tabs
 * @param {(all: Look) => void} options.changed  with what all of them look at, when it may be something else, and
 *   when it was told again
 * @param {number} [options.repeat] @param {number} [options.lease] milliseconds
 */
export function createLooking({ clock, tab, tell, changed, repeat = 3000, lease = 10000 }) {
  /** Until when it counts that somebody writes. @typedef {Look & {until: number}} Known */
  /** @type {Known} */
  let mine = { talks: [], writing: "", until: 0 };
  /** @type {Map<string, Known & {heardAt: number}>} */
  const others = new Map();
  let timer = null;
  let due = Infinity;
  let toldAt = -Infinity;

  /** @param {Known} known */
  const writingOf = ({ writing, until }) => clock.now() < until ? writing : "";

  /** @returns {Look} */
  function all() {
    const known = [mine, ...others.values()];
    const talks = [...new Set(known.flatMap(each => each.talks))].slice(0, most);
    return { talks, writing: known.map(writingOf).find(talk => talks.includes(talk)) ?? "" };
  }

  function forget() {
    for (const [name, { heardAt }] of others) if (clock.now() - heardAt >= lease) others.delete(name);
  }

  function tellNow() {
    clock.clearTimeout(timer);
    [due, toldAt] = [Infinity, clock.now()];
    tell({ tab, talks: mine.talks, writing: writingOf(mine) });
    forget();
    const now = all();
    changed(now);
    if (now.talks.length) plan(toldAt + repeat);
  }

  function plan(time) {
    if (time >= due) return;
    clock.clearTimeout(timer);
    due = time;
    timer = clock.setTimeout(tellNow, due - clock.now());
  }

  const soon = () => plan(Math.max(clock.now() + gather, toldAt + pace));

  return {
    all,

    /** Tells the others what they may not have heard. */
    repeat() { if (mine.talks.length) tellNow(); },

    /** This tab shows the comments of these talks to somebody. @param {string[]} talks */
    look(talks) {
      if (String(talks) === String(mine.talks)) return;
      mine = { ...mine, talks };
      // Who looks away may be gone at once.
      if (talks.length) soon(); else tellNow();
    },

    /** Somebody types a comment on a talk, or does not any more. @param {string} talk @param {boolean} typing */
    type(talk, typing) {
      const before = writingOf(mine);
      if (!typing && before !== talk) return;
      mine = typing ? { ...mine, writing: talk, until: clock.now() + writes } : { ...mine, writing: "" };
      if (!typing || before !== talk) soon();
    },

    /** Another tab tells. Whether it looks at something else than before. @param {{tab: string} & Look} told */
    hear({ tab: name, talks, writing }) {
      const before = others.get(name)?.talks ?? [];
      if (talks.length) others.set(name, { talks, writing, heardAt: clock.now(), until: clock.now() + writes });
      else others.delete(name);
      changed(all());
      if (others.size) plan(clock.now() + repeat);
      return String(before) !== String(talks);
    },
  };
}
