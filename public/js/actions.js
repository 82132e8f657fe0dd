// @ts-check
import { sayingTheSame } from "./outbox_entries.js";
import { talkTag } from "./state.js";

/**
 * What a person can do, as functions for the views: each rejects with an `ApiError`. What takes words resolves
 * as `add` of the outbox does, everything else when it is saved.
 * @param {object} options
 * @param {ReturnType<typeof import("./api.js").createApi>} options.api
 * @param {ReturnType<typeof import("./mine.js").createMine>} options.mine
 * @param {ReturnType<typeof import("./removals.js").createRemovals>} options.removals
 * @param {() => import("./state.js").Board} options.board the board as it is shown
 * @param {ReturnType<typeof import("./outbox.js").createOutbox>} options.outbox
 * @param {() => string} options.name  who acts
 * @param {() => void} options.saved called after every saved write
 */
export function createActions({ api, mine, removals, board, outbox, name, saved }) {
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

  const known = ({ id }, values) => {
    const talk = board().talks.find(each => each.id === id);
    return talk ? sayingTheSame(talk, values) : [];
  };
  const pick = ({ id, title }) => ({ id, title });
  const send = async (what, options) => {
    const result = await outbox.add(what, options);
    if (!result.kept) saved();
    return result;
  };

  return {
    propose: (values, options) => send({ kind: "propose", by: values.presenter, values }, options),

    /** `seen` is the talk as its editor saw it: only that is replaced. */
    editTalk: (talk, seen, values, options) => send({ kind: "edit", by: name(), talk: pick(talk), seen, values,
      tag: talkTag(board(), seen) }, options),

    write: (talk, values, options) => send({ kind: "comment", by: values.author, talk: pick(talk), values,
      tag: board().tag, known: known(talk, values) }, options),

    editComment: (talk, { id }, values, options) => send({ kind: "editComment", by: name(), talk: pick(talk),
      comment: id, values, tag: board().tag }, options),

    removeTalk(talk, key) {
      mine.removing(talk.id);
      return remove(talk.id, () => api.removeTalk(titleOf(talk), key));
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
