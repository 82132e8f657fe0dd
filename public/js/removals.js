// @ts-check
import { ApiError } from "./request.js";
import { isRemoval, plainTag } from "./state.js";

const removed = new Set(["talk_removed", "comment_removed"]);
const restored = new Set(["talk_restored", "comment_restored"]);

/**
 * What has gone from the board while this page shows it: who removed it, and which change that was,
 * so that it can be undone. A board does not tell, so the changes are asked for when something is
 * missing: once for each new board. What fails is asked again with the next one.
 * @param {{api: ReturnType<typeof import("./api.js").createApi>, name: () => string}} options
 */
export function createRemovals({ api, name }) {
  /** Everything that went and did not come back. */
  const gone = new Set();
  /** Those of them that this page removed. */
  const own = new Set();
  /** What the changes say, by id. @type {Map<string, {by: string | null, version: number}>} */
  const known = new Map();
  /** What they are still to say, with the tag of a board that had the thing. @type {Map<string, string>} */
  const wanted = new Map();
  const listeners = new Map();
  let looking = null;

  function note({ version, by, steps }) {
    for (const { event, talk, comment } of steps) {
      const id = comment ?? talk;
      if (restored.has(event)) known.delete(id);
      if (!removed.has(event)) continue;
      known.set(id, { by, version });
      for (const listener of listeners.get(id) ?? []) listener();
    }
  }

  async function walk() {
    try {
      for (let [tag] = wanted.values(); wanted.size;) {
        const asked = [...wanted.keys()];
        const { tag: next, changes } = await api.changesSince(tag);
        changes.forEach(note);
        for (const id of wanted.keys()) if (known.has(id)) wanted.delete(id);
        // Nothing is left that could tell: it was erased, or the tag is too old.
        if (!changes.length) for (const id of asked) wanted.delete(id);
        tag = next;
      }
    } finally {
      looking = null;
    }
  }

  const look = async () => { if (wanted.size) await (looking ??= walk()); };
  const retry = () => { look().catch(() => { /* with the next chance */ }); };

  function want(id, tag) {
    gone.add(id);
    if (known.has(id)) return;
    wanted.set(id, plainTag(tag));
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

    /** This page removed it, or found it removed. @param {string} id @param {string} tag  of a board that had it */
    mine(id, tag) {
      own.add(id);
      want(id, tag);
      retry();
    },

    /** Things came and went. @param {import("./state.js").Change[]} changes @param {string} tag  of the board before */
    follow(changes, tag) {
      for (const change of changes) {
        if (isRemoval(change)) want(change.id, tag);
        else for (const things of [gone, own, known, wanted]) things.delete(change.id);
      }
      retry();
    },

    retry,

    /** Rejects with an `ApiError`. @param {string} id @param {string} key */
    async undo(id, key) {
      if (!known.has(id)) await look();
      const { version } = known.get(id) ?? {};
      if (!version) throw new ApiError("missing");
      return api.undo(version, key);
    },
  };
}
