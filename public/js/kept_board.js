// @ts-check
import { makeStore, openDatabase, transact } from "./database.js";
import { epochOf, versionOf } from "./tags.js";

/** @typedef {import("./state.js").Board} Board */
/** `time` is when it was known to be like that, in milliseconds since 1970.
 *  @typedef {Board & {time: number}} KeptBoard */

/** Another one throws away what pages with another idea of a talk have kept. */
const form = 1;
const pace = 250;
const about = "board";

function make(database) {
  for (const old of [...database.objectStoreNames]) database.deleteObjectStore(old);
  for (const name of ["about", "talks"]) makeStore(database, name);
}

/**
 * The board as this browser saw it last, kept on the device: it is shown until the server answers, and where it
 * does not. Pages of one browser keep the same one; a change costs as much as the talks that it changed. What
 * cannot be kept or read is done without.
 * @param {object} options
 * @param {() => IDBFactory} options.factory  asking for it can already fail
 * @param {string} options.name  one for each board
 * @param {import("./clock.js").Clock} options.clock
 */
export function createKeptBoard({ factory, name, clock }) {
  const database = openDatabase(factory, { name, form, make }).catch(() => null);
  /** What is in the database, as far as this page knows. @type {Board | null} */
  let kept = null;
  /** What is to be in it. @type {Board | null} */
  let next = null;
  let timer = null;
  let turn = Promise.resolve();

  /** @param {IDBTransactionMode} mode @param {Parameters<typeof transact>[2]} act */
  async function attempt(mode, act) {
    const found = await database;
    try { return found && await transact(found, mode, act, "relaxed"); } catch { return null; }
  }

  /** One after the other, so that each knows what the one before has left. */
  const inTurn = action => turn = turn.then(action);

  /** Whether it is kept now. @param {Board} board */
  const put = board => attempt("readwrite", stores => {
    const reading = stores.about.get(about);
    const written = { result: false };
    reading.onsuccess = () => {
      const { tag = "" } = reading.result ?? {};
      // Another page has come further.
      if (epochOf(tag) === board.epoch && versionOf(tag) > versionOf(board.tag)) return;
      if (tag !== board.tag) write(stores, board, kept?.tag === tag ? kept.talks : null);
      stores.about.put({ id: about, tag: board.tag, time: clock.now() });
      written.result = true;
    };
    return written;
  });

  async function save() {
    const board = next;
    next = null;
    if (board) kept = await put(board) ? board : null;
  }

  return {
    /** What was kept last; null where there is none. @returns {Promise<KeptBoard | null>} */
    async read() {
      const found = await attempt("readonly", ({ about: things, talks }) => {
        const [thing, all] = [things.get(about), talks.getAll()];
        return { get result() { return thing.result && { ...thing.result, talks: all.result }; } };
      });
      if (!found) return null;
      const { tag, time, talks } = found;
      talks.sort((one, other) => one.place - other.place);
      kept = { loaded: true, tag, epoch: epochOf(tag), talks };
      return { ...kept, time };
    },

    /** Keeps it, soon. @param {Board} board */
    keep(board) {
      next = board;
      timer ??= clock.setTimeout(() => {
        timer = null;
        inTurn(save);
      }, pace);
    },

    /** Nothing of the board is to be left on this device. */
    forget() {
      next = null;
      return inTurn(() => attempt("readwrite", stores => {
        for (const store of Object.values(stores)) store.clear();
        return { result: true };
      }));
    },
  };
}

/** @param {Record<string, IDBObjectStore>} stores @param {Board} board
 *  @param {import("./api.js").Talk[] | null} before  what is there already; null where that is not known */
function write({ talks: store }, { talks }, before) {
  if (!before) store.clear();
  const known = new Set(before);
  const ids = new Set(talks.map(({ id }) => id));
  for (const { id } of before ?? []) if (!ids.has(id)) store.delete(id);
  for (const talk of talks) if (!known.has(talk)) store.put(talk);
}
