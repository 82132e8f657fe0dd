// @ts-check
import { saysTheSame } from "./state.js";

/**
 * Tells this page's own changes from those of others. What a write will look like on the board is
 * noted before it is sent, because the poll may bring it before its own answer arrives.
 */
export function createMine() {
  const expected = new Map();
  const add = (kind, id, fits = () => true) => {
    const key = `${kind} ${id}`;
    const all = expected.get(key) ?? expected.set(key, []).get(key);
    all.push(fits);
  };
  const comment = change => change.talk.comments.find(each => each.id === change.id);

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

    /** @param {import("./state.js").Change} change */
    has(change) {
      const { kind, talk, id } = change;
      const subject = kind === "proposed" ? talk.title : kind === "written" ? talk.id : id;
      return expected.get(`${kind} ${subject}`)?.some(fits => fits(change)) ?? false;
    },
  };
}
