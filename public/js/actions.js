// @ts-check
import { newKey } from "./keys.js";
import { saysTheSame, talkTag } from "./state.js";

/**
 * What a person can do, as functions for the views: each resolves when it is saved and rejects with
 * an `ApiError`.
 * @param {object} options
 * @param {ReturnType<typeof import("./api.js").createApi>} options.api
 * @param {ReturnType<typeof import("./mine.js").createMine>} options.mine
 * @param {ReturnType<typeof import("./removals.js").createRemovals>} options.removals
 * @param {() => import("./state.js").Board} options.board the board as it is shown
 * @param {() => void} options.saved called after every saved write
 */
export function createActions({ api, mine, removals, board, saved }) {
  const after = async promise => {
    const { value } = await promise;
    saved();
    return value;
  };

  /** A talk may have been renamed since its view was made. */
  const titleOf = talk => board().talks.find(({ id }) => id === talk.id)?.title ?? talk.title;

  /** Resolves with `needed`, how many more have to agree, where that is what it takes. */
  async function remove(id, write) {
    try {
      const { value } = await write();
      if (value?.needed) {
        mine.asking(id);
        saved();
        return value;
      }
    } catch (error) {
      if (error.kind !== "missing") throw error;
    }
    removals.mine(id);
    saved();
    return null;
  }

  /**
   * The server refuses a change of anything but the version it names. Comments make versions too, so
   * it goes on as long as what is replaced is what the editor saw; else it fails with `theirs`.
   */
  async function replace({ id, ...talk }, { seen, key, isSame, write }) {
    const shown = board().talks.find(each => each.id === id);
    const title = shown?.title ?? talk.title;
    let tag = talkTag(board(), shown && isSame(shown) ? shown : seen);
    let attempt = key;
    for (let left = 4; ; left -= 1) {
      try {
        return await after(write(title, tag, attempt));
      } catch (error) {
        if (error.kind !== "changed") throw error;
        const { talk: now, tag: newest } = await api.readTalk(title);
        if (now.id !== id) throw Object.assign(error, { kind: "missing" });
        if (!isSame(now)) throw Object.assign(error, { theirs: now });
        if (newest === tag || left === 0) throw error;
        tag = newest;
        attempt = newKey();
      }
    }
  }

  return {
    propose(values, key) {
      mine.proposing(values.title);
      return after(api.proposeTalk(values, key));
    },
    renameTalk(talk, seen, values, key) {
      mine.renaming(talk.id, values.title);
      return replace(talk, { seen, key,
        isSame: ({ title }) => title === seen.title || title === values.title,
        write: (title, tag, attempt) => api.renameTalk(title, values, tag, attempt) });
    },
    editTalk(talk, seen, values, key) {
      mine.editing(talk.id, values);
      return replace(talk, { seen, key,
        isSame: now => saysTheSame(now, seen) || saysTheSame(now, values),
        write: (title, tag, attempt) => api.editTalk(title, values, tag, attempt) });
    },
    removeTalk(talk, key) {
      mine.removing(talk.id);
      return remove(talk.id, () => api.removeTalk(titleOf(talk), key));
    },
    write(talk, values, key) {
      mine.writing(talk.id, values);
      return after(api.writeComment(titleOf(talk), values, key));
    },
    editComment(talk, { id }, values, key) {
      mine.rewriting(id, values.message);
      return after(api.editComment(titleOf(talk), id, values, key));
    },
    removeComment(talk, { id }, key) {
      mine.withdrawing(id);
      return remove(id, () => api.removeComment(titleOf(talk), id, key));
    },
    /** Brings back a removed talk or comment. */
    async restore(id, key) {
      mine.restoring(id);
      await removals.undo(id, key);
      saved();
    },
  };
}
