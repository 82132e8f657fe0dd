// @ts-check
import { nameKey } from "./device.js";
import { createLooking } from "./looking.js";
import { createPresenceLine } from "./presence_line.js";

/** Who looks at a talk, by name, and how many more; and who of them writes a comment on it.
 *  @typedef {{talk: string, here: string[], more: number, writing: string[]}} Present */

/** @returns {Present} */
const nobody = talk => ({ talk, here: [], more: 0, writing: [] });

/**
 * Who looks at a talk together with this person. The tab that has the connection says what all tabs of the browser
 * look at, and passes on to them what it hears of others.
 * @param {object} options
 * @param {typeof globalThis.fetch} options.fetch
 * @param {import("./clock.js").Clock} options.clock
 * @param {string} options.page  how this page calls itself; 16 letters, digits, `-` and `_` at least, at random
 * @param {() => string} options.name  of this person, and it is not told to them
 * @param {() => boolean} options.isSeen  whether others are to be told of this person
 * @param {(told: any) => void} options.tell  the other tabs
 */
export function createPresence({ fetch, clock, page, name, isSeen, tell }) {
  /** @type {Map<string, Present>} */
  const known = new Map();
  const listeners = new Map();
  let shown = false;
  const line = createPresenceLine({ fetch, clock, page, name: () => isSeen() ? name() : "" });
  // The other tabs need not know by what the server knows this one.
  const looking = createLooking({ clock, tab: page.slice(0, 8), tell, changed(all) {
    for (const talk of known.keys()) if (!all.talks.includes(talk)) known.delete(talk);
    line.say(all);
  } });

  function show(talk) { listeners.get(talk)?.(); }
  function showAll() { for (const listener of [...listeners.values()]) listener(); }

  /** @param {Present} told */
  function keep(told) {
    if (!looking.all().talks.includes(told.talk)) return;
    known.set(told.talk, told);
    show(told.talk);
  }

  return {
    page, look: looking.look, type: looking.type, refused: line.refused, quit: line.quit,

    /** Nobody looks at this tab any more. */
    leave: () => looking.look([]),

    /** This tab has the connection, by that transport; or has none, without a name.
     *  @param {string} transport @param {(message: any) => void} [say] */
    use(transport, say) {
      // It may not have heard yet what the others look at.
      if (line.use(transport, say) && transport) tell({ asks: true });
    },

    /** What the server tells. @param {Present} told */
    hear(told) {
      keep(told);
      tell({ told });
    },

    /** What another tab tells. */
    hearTab({ asks, told, ...look }) {
      if (asks) return looking.repeat();
      if (told) return keep(told);
      if (!looking.hear(look)) return;
      for (const talk of look.talks) if (known.has(talk)) tell({ told: known.get(talk) });
    },

    /** The name or the setting may be another one. */
    renew() {
      line.speak();
      showAll();
    },

    /** Whether it is to be shown, and whether what is known holds. @param {{live: boolean, paused: boolean}} state */
    show({ live, paused }) {
      if (!live) known.clear();
      const before = shown;
      shown = live && !paused;
      if (before !== shown) showAll();
    },

    /** Somebody's comment is there. @param {string} talk @param {string} author */
    wrote(talk, author) {
      const present = known.get(talk);
      const others = present?.writing.filter(each => nameKey(each) !== nameKey(author));
      if (!present || !others || others.length === present.writing.length) return;
      known.set(talk, { ...present, writing: others });
      show(talk);
    },

    /** Who else is there now. @param {string} talk @returns {Present} */
    of(talk) {
      const isOther = each => nameKey(each) !== nameKey(name());
      const present = shown && known.get(talk) || nobody(talk);
      return { ...present, here: present.here.filter(isOther), writing: present.writing.filter(isOther) };
    },

    /** @param {string} talk @param {() => void} listener  the only one of that talk */
    watch: (talk, listener) => { listeners.set(talk, listener); },
  };
}
