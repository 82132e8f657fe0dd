// @ts-check
import { changesBetween, followedBoard, saysTheSame } from "./state.js";

/** @typedef {import("./changes_api.js").Change} Told */
/** @typedef {import("./state.js").Change} Change */

/**
 * Tells one's own changes from those of others: by the device that they came from, and where nobody tells that
 * by what they look like. What a write of this page will look like on the board is noted before it is sent,
 * because the poll may bring it before its own answer arrives.
 * @param {{device?: () => string | null}} [options]  the handle of this one; null while it is not known
 */
export function createMine({ device = () => null } = {}) {
  const expected = new Map();
  const add = (kind, id, fits = () => true) => {
    const key = `${kind} ${id}`;
    const all = expected.get(key) ?? expected.set(key, []).get(key);
    all.push(fits);
  };
  const comment = change => change.talk.comments.find(each => each.id === change.id);

  /** @param {Change} change */
  function has(change) {
    const { kind, talk, id } = change;
    const subject = kind === "proposed" ? talk.title : kind === "written" ? talk.id : id;
    return expected.get(`${kind} ${subject}`)?.some(fits => fits(change)) ?? false;
  }

  return {
    proposing: title => add("proposed", title),
    editing: (id, values) => add("edited", id, ({ talk }) => saysTheSame(talk, values)),
    renaming: (id, title) => add("renamed", id, ({ talk }) => talk.title === title),
    removing: id => add("removed", id),
    restoring(id) {
      add("restored", id);
      add("returned", id);
    },
    writing: (id, { author, message }) => add("written", id, change => {
      const found = comment(change);
      return found?.author === author && found?.message === message;
    }),
    rewriting: (id, message) => add("rewritten", id, change => comment(change)?.message === message),
    withdrawing: id => add("withdrawn", id),
    /** What was to be a removal only asks for it, and others may do it. */
    asking(id) {
      expected.delete(`removed ${id}`);
      expected.delete(`withdrawn ${id}`);
      add("asked", id);
    },

    has,

    /** Whether this is one's own, after a board. @param {Told} told @param {import("./state.js").Board} board */
    did(told, board) {
      const here = device();
      if (here) return told.device === here;
      const changes = changesBetween(board, followedBoard(board, [told], board.tag));
      return changes.length > 0 && changes.every(has);
    },

    /**
     * What others did of all that is different between two boards.
     * @param {Change[]} changes @param {Told[] | null} happened  null where nobody tells
     */
    others(changes, happened) {
      const here = device();
      if (!here || !happened) return changes.filter(change => !has(change));
      const theirs = happened.filter(told => told.device !== here).flatMap(({ steps }) => steps);
      const touched = new Set(theirs.map(({ talk, comment }) => comment ?? talk));
      return changes.filter(change => touched.has(change.id));
    },
  };
}
