// @ts-check
import { ApiError } from "./request.js";
import { isRemoval } from "./state.js";

const removed = new Set(["talk_removed", "comment_removed"]);
const restored = new Set(["talk_restored", "comment_restored"]);

/**
 * What has gone from the board while this page shows it: who removed it, and which change that was,
 * so that it can be undone.
 * @param {{api: ReturnType<typeof import("./api.js").createApi>, name: () => string, tag: () => string}} options
 *   `tag` is that of the board as it is shown
 */
export function createRemovals({ api, name, tag }) {
  /** Everything that went and did not come back. */
  const gone = new Set();
  /** Those of them that this page removed. */
  const own = new Set();
  /** What the changes say, by id. @type {Map<string, {by: string | null, version: number}>} */
  const known = new Map();
  const listeners = new Map();

  function note({ version, by, steps }) {
    for (const { event, talk, comment } of steps) {
      const id = comment ?? talk;
      if (restored.has(event)) known.delete(id);
      if (!removed.has(event)) continue;
      known.set(id, { by, version });
      for (const listener of listeners.get(id) ?? []) listener();
    }
  }

  return {
    /** @param {string} id */
    has: id => gone.has(id),

    /** Who removed it (`by` is null as long as nobody is known to have), and whether Undo can be offered.
     *  @param {string} id */
    of(id) {
      const { by = null, version = 0 } = known.get(id) ?? {};
      const mine = by === null ? own.has(id) : by === name();
      return { by, mine, undoable: mine || version > 0 };
    },

    /** @param {string} id @param {() => void} listener  called when it is known who removed it */
    watch(id, listener) {
      if (!listeners.has(id)) listeners.set(id, new Set());
      listeners.get(id).add(listener);
    },

    /** This page removed it, or found it removed; the changes are still to tell. @param {string} id */
    mine(id) {
      own.add(id);
      gone.add(id);
    },

    /**
     * Things came and went.
     * @param {import("./state.js").Change[]} changes
     * @param {import("./changes_api.js").Change[] | null} happened  null where nobody told
     */
    follow(changes, happened) {
      for (const change of changes) {
        if (isRemoval(change)) gone.add(change.id);
        else for (const things of [gone, own, known]) things.delete(change.id);
      }
      happened?.forEach(note);
    },

    /** Rejects with an `ApiError`. @param {string} id @param {string} key */
    async undo(id, key) {
      // Whoever is quick asks for what is about to be told.
      if (!known.has(id)) (await api.changesSince(tag())).forEach(note);
      const { version } = known.get(id) ?? {};
      if (!version) throw new ApiError("missing");
      return api.undo(version, key);
    },
  };
}
