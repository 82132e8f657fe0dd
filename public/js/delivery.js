// @ts-check
import { newKey } from "./keys.js";
import { isOnBoard } from "./outbox_entries.js";
import { ApiError } from "./request.js";
import { saysTheSame, talkTag } from "./state.js";

/** @typedef {import("./outbox_entries.js").Entry} Entry */
/** @typedef {import("./outbox_entries.js").Attempt} Attempt */

/**
 * Sends what stands in the outbox. Every attempt is kept before it is made: the server knows one again by its
 * key together with its address, condition and words. Rejects with an `ApiError`.
 * @param {object} options
 * @param {(name: string) => ReturnType<typeof import("./api.js").createApi>} options.apiAs  who acts
 * @param {ReturnType<typeof import("./mine.js").createMine>} options.mine
 * @param {() => import("./state.js").Board} options.board the board as it is shown
 */
export function createDelivery({ apiAs, mine, board }) {
  const shown = id => board().talks.find(talk => talk.id === id);

  /** Whether another talk has this title now. */
  const isTaken = (title, id) => board().talks.some(talk => talk.title === title && talk.id !== id);

  /** A talk may have been renamed since, and another may have taken its title. */
  function titleOf({ id, title }) {
    const now = shown(id)?.title ?? title;
    if (isTaken(now, id)) throw new ApiError("missing", { status: 404 });
    return now;
  }

  /** The attempt that was made before, as long as it leads to the same talk. */
  function attemptOf({ key, talk, attempts }, keep) {
    const before = attempts.write;
    if (before && !isTaken(before.title, talk.id)) return before;
    return keep("write", { key: before ? newKey() : key, title: titleOf(talk) }, true);
  }

  /**
   * The server refuses a change of anything but the version it names. Comments make versions too, so
   * it goes on as long as what is replaced is what the editor saw; else it fails with `theirs`.
   */
  async function replace(entry, api, { key, known, isSame, write }, keep) {
    const { id } = entry.talk;
    const now = shown(id);
    /** @type {Attempt} */
    let attempt = known ?? { key, title: titleOf(entry.talk),
      tag: now && isSame(now) ? talkTag(board(), now) : entry.tag };
    for (let left = 4; ; left -= 1) {
      await keep(attempt);
      try {
        return (await write(attempt)).version;
      } catch (error) {
        if (error.kind !== "changed") throw error;
        const { talk, tag } = await api.readTalk(attempt.title);
        if (talk.id !== id) throw Object.assign(error, { kind: "missing" });
        if (!isSame(talk)) throw Object.assign(error, { theirs: talk });
        if (tag === attempt.tag || left === 0) throw error;
        attempt = { key: newKey(), title: talk.title, tag };
      }
    }
  }

  const kinds = {
    async propose({ values, key, stands }, api) {
      mine.proposing(values.title);
      const { version } = await api.proposeTalk(values, key);
      if (!stands) return { version };
      // What was written about it while it stood here has to know it.
      const { talk } = await api.readTalk(values.title);
      return { version, talk: { id: talk.id, title: talk.title } };
    },

    async comment(entry, api, keep) {
      const before = entry.attempts.write;
      // The words would go to the talk that has the title now, unless they have arrived.
      if (before && isTaken(before.title, entry.talk.id) && isOnBoard(entry, board())) return { version: "" };
      const { key, title } = await attemptOf(entry, keep);
      mine.writing(entry.talk.id, entry.values);
      return api.writeComment(title, entry.values, key);
    },

    async editComment(entry, api, keep) {
      const { key, title } = await attemptOf(entry, keep);
      mine.rewriting(entry.comment, entry.values.message);
      return api.editComment(title, entry.comment, entry.values, key);
    },

    /** Two writes, since title and words are two things; one that is as it was is not sent. */
    async edit(entry, api, keep) {
      const { values, talk, attempts } = entry;
      let { seen } = entry;
      let version = "";
      if (values.title !== seen.title.trim()) {
        const { title: before } = seen;
        mine.renaming(talk.id, values.title);
        version = await replace(entry, api, { key: `${entry.key}-title`, known: attempts.title,
          isSame: ({ title }) => title === before || title === values.title,
          write: ({ title, tag, key }) => api.renameTalk(title, values, tag, key) },
        attempt => keep("title", attempt, true));
        seen = { ...seen, title: values.title };
      }
      if (saysTheSame(values, seen)) return { version };
      mine.editing(talk.id, values);
      try {
        return { version: await replace(entry, api, { key: entry.key, known: attempts.words,
          isSame: now => saysTheSame(now, entry.seen) || saysTheSame(now, values),
          write: ({ title, tag, key }) => api.editTalk(title, values, tag, key) },
        attempt => keep("words", attempt, true)) };
      } catch (error) {
        throw Object.assign(error, { seen });
      }
    },
  };

  /**
   * @param {Entry} entry
   * @param {(attempts: Entry["attempts"]) => Promise<void>} save
   * @returns {Promise<{version: string, talk?: {id: string, title: string}}>}
   */
  return async (entry, save) => {
    const attempts = { ...entry.attempts };
    const keep = async (step, attempt, anew = false) => {
      if (attempts[step] && (!anew || attempts[step] === attempt)) return attempts[step];
      attempts[step] = attempt;
      await save({ ...attempts });
      return attempt;
    };
    return kinds[entry.kind](entry, apiAs(entry.by), keep);
  };
}
