// @ts-check
import { fits } from "./addresses.js";

const page = 50;
const most = 200;

/**
 * The history as far as it has been read: reading on, keeping up with what happens, and acting on it.
 * Whatever reads or acts rejects with an `ApiError`.
 * @param {object} options
 * @param {ReturnType<typeof import("./api.js").createApi>} options.api
 * @param {import("./addresses.js").Filter} options.filter
 * @param {ReturnType<typeof import("./history_list.js").createHistoryList>} options.list
 * @param {() => void} options.changed  the list is to be shown again
 */
export function createHistoryLog({ api, filter, list, changed }) {
  /** Reads the list again from its newest to its oldest, with all that is newer. */
  async function refresh({ reveal }) {
    const { bottom } = list;
    const read = [];
    let before = null;
    do {
      const { changes, next } = await api.changes({ ...filter, before, limit: list.size < page ? page : most });
      read.push(...changes);
      if (!bottom) return list.append({ changes, next });
      before = next;
    } while (before && before > bottom);
    list.refresh(read, { bottom, reveal });
  }

  async function show(options) {
    await refresh(options);
    changed();
  }

  /** What was done shows, with what others did before it; if reading fails, the next change tries again. */
  async function after(promise) {
    const made = await promise;
    if (made?.version) list.remember(made);
    await show({ reveal: true }).catch(() => {});
    return made;
  }

  /** Where something is in the way, the list is to show it, too. */
  const undoing = promise => after(promise).catch(async error => {
    if (error.status === 409 || error.status === 410) await show({ reveal: true }).catch(() => {});
    throw error;
  });

  return {
    filter,

    /** Reads the newest page. @returns {Promise<string>} the tag from which to follow the board */
    async start() {
      const { tag, changes, next } = await api.changes({ ...filter, limit: page });
      list.clear();
      list.append({ changes, next });
      changed();
      return tag;
    },

    async older(limit = page) {
      list.append(await api.changes({ ...filter, before: list.next, limit }));
      changed();
    },

    /** Reads on until a version is in the list, or would be. @param {number} version */
    async reach(version) {
      if (version > list.top) await show({ reveal: true });
      while (!list.has(version) && list.next && list.next > version) await this.older(most);
      return list.has(version);
    },

    /** Something happened on the board. @param {import("./changes_api.js").Change[]} changes */
    async follow(changes) {
      const found = changes.filter(change => fits(filter, change));
      changes.forEach(list.remember);
      list.note(found);
      changed();
      // What is on an empty page cannot be moved by what comes.
      if (!list.size && found.length) await show({ reveal: true });
      else if (list.isTouchedBy(changes)) await show({ reveal: false });
    },

    reveal: () => show({ reveal: true }),
    undo: (version, key) => undoing(api.undo(version, key)),
    undoAll: (asked, key) => undoing(api.undoAll(asked, key)),
    purge: (version, key) => after(api.purge(version, key)),
  };
}
