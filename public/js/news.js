// @ts-check
/** @typedef {"new" | "edited"} Novelty */

/** What others changed and this person has not seen yet: talks and comments, by id. */
export function createNews() {
  /** @type {Map<string, Novelty>} */
  const unseen = new Map();
  const listeners = new Map();
  const everything = new Set();
  const tell = id => {
    for (const listener of listeners.get(id) ?? []) listener();
    for (const listener of everything) listener(id);
  };

  return {
    /** @param {string} id @returns {Novelty | undefined} */
    of: id => unseen.get(id),

    /** @param {import("./state.js").Change[]} changes  by others */
    note(changes) {
      for (const { kind, id, talk } of changes) {
        if (kind === "proposed" || kind === "written") unseen.set(id, "new");
        else if (kind === "edited" || kind === "rewritten") {
          if (!unseen.has(id)) unseen.set(id, "edited");
        } else {
          unseen.delete(id);
          if (kind === "removed") for (const comment of talk.comments) unseen.delete(comment.id);
        }
        tell(id);
      }
    },

    /** @param {string} id */
    see(id) { if (unseen.delete(id)) tell(id); },

    /** @param {string} id  a talk's or comment's; empty for every one @param {(id?: string) => void} listener */
    watch(id, listener) {
      if (!id) return void everything.add(listener);
      if (!listeners.has(id)) listeners.set(id, new Set());
      listeners.get(id).add(listener);
    },
  };
}
