// @ts-check
import { newKey } from "./keys.js";
import { saysTheSame, talkTag } from "./state.js";

/**
 * What a person can do, as functions for the views: each resolves when it is saved and rejects with
 * an `ApiError`.
 * @param {object} options
 * @param {ReturnType<typeof import("./api.js").createApi>} options.api
 * @param {ReturnType<typeof import("./mine.js").createMine>} options.mine
 * @param {() => import("./state.js").Board} options.board the board as it is shown
 * @param {() => void} options.saved called after every saved write
 */
export function createActions({ api, mine, board, saved }) {
  const after = async promise => {
    const { value } = await promise;
    saved();
    return value;
  };
  const gone = async promise => {
    try { await promise; } catch (error) { if (error.kind !== "missing") throw error; }
    saved();
  };

  /**
   * The server refuses an edit of anything but the version it names. Comments make versions too, so
   * the edit goes on as long as what it replaces is what the editor saw; else it fails with `theirs`.
   */
  async function editTalk({ id, title }, seen, values, key) {
    const shown = board().talks.find(talk => talk.id === id);
    let tag = talkTag(board(), shown && saysTheSame(shown, seen) ? shown : seen);
    let attempt = key;
    mine.editing(id, values);
    for (let left = 4; ; left -= 1) {
      try {
        return await after(api.editTalk(title, values, tag, attempt));
      } catch (error) {
        if (error.kind !== "changed") throw error;
        const { talk, tag: newest } = await api.readTalk(title);
        if (talk.id !== id) throw Object.assign(error, { kind: "missing" });
        if (!saysTheSame(talk, seen) && !saysTheSame(talk, values)) {
          throw Object.assign(error, { theirs: talk });
        }
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
    editTalk,
    removeTalk({ id, title }, key) {
      mine.removing(id);
      return gone(api.removeTalk(title, key));
    },
    write({ id, title }, values, key) {
      mine.writing(id, values);
      return after(api.writeComment(title, values, key));
    },
    editComment({ title }, { id }, values, key) {
      mine.rewriting(id, values.message);
      return after(api.editComment(title, id, values, key));
    },
    removeComment({ title }, { id }, key) {
      mine.withdrawing(id);
      return gone(api.removeComment(title, id, key));
    },
  };
}
