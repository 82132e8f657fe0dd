// @ts-check
import { isRemoval } from "./state.js";

/** @typedef {"new" | "back" | "edited"} Novelty */

/** @type {Record<string, Novelty>} */
const novelties = { proposed: "new", written: "new", restored: "back", returned: "back", renamed: "edited",
  edited: "edited", rewritten: "edited" };

/**
 * What others changed and this person has not seen yet: talks and comments, by id.
 * @param {{around?: (show: () => void) => void}} [options]  what is to be done around what shows that one was seen
 */
export function createNews({ around = show => show() } = {}) {
  /** @type {Map<string, {novelty: Novelty, talk: string}>} */
  const unseen = new Map();
  const listeners = new Map();
  const ofTalks = new Map();
  const tell = (id, talk) => {
    for (const heard of [listeners.get(id), ofTalks.get(talk), listeners.get("")]) {
      for (const listener of heard ?? []) listener(id);
    }
  };
  const watchIn = (all, id, listener) => {
    if (!all.has(id)) all.set(id, new Set());
    all.get(id).add(listener);
  };

  return {
    /** @param {string} id @returns {Novelty | undefined} */
    of: id => unseen.get(id)?.novelty,

    /** Everything, with the id of the talk it is in. */
    all: () => [...unseen].map(([id, entry]) => ({ id, ...entry })),

    /** @param {import("./state.js").Change[]} changes  by others */
    note(changes) {
      for (const { kind, id, talk } of changes) {
        const novelty = novelties[kind];
        if (novelty) {
          if (novelty !== "edited" || !unseen.has(id)) unseen.set(id, { novelty, talk: talk.id });
        } else if (isRemoval({ kind, id, talk })) {
          unseen.delete(id);
          if (kind === "removed") for (const comment of talk.comments) unseen.delete(comment.id);
        }
        tell(id, talk.id);
      }
    },

    /** @param {string} id */
    see(id) {
      const { talk = "" } = unseen.get(id) ?? {};
      if (unseen.delete(id)) around(() => tell(id, talk));
    },

    /** @param {string} id  a talk's or comment's; empty for every one @param {(id: string) => void} listener */
    watch: (id, listener) => watchIn(listeners, id, listener),

    /** Likewise for a talk and all comments in it. @param {string} id @param {(id: string) => void} listener */
    watchTalk: (id, listener) => watchIn(ofTalks, id, listener),
  };
}
