// @ts-check
import { makeStore, openDatabase, transact } from "./database.js";

/** @typedef {import("./outbox_entries.js").Entry} Entry */
/**
 * Where entries are kept. What is written is durable once the promise resolves, if `lasts`.
 * @typedef {object} OutboxStore
 * @property {() => Promise<Entry[]>} all
 * @property {(entry: Entry) => Promise<void>} put
 * @property {(id: string, change: object, fits?: (entry: Entry) => boolean) => Promise<Entry | null>} update
 *   null when there is none that fits
 * @property {(id: string) => Promise<void>} remove
 * @property {(holder: string, now: number, until: number) => Promise<boolean>} lease  to send: whether it is
 *   the holder's until then
 * @property {(holder: string) => Promise<void>} release
 * @property {boolean} lasts
 */

const leaseKey = "lease";
const isFree = (lease, holder, now) => !lease || lease.holder === holder || lease.until <= now
  // Whose clock was ahead does not keep the others waiting for it.
  || lease.until > now + 60000;

/**
 * In the database of the browser; in its memory for this site where that fails, as in some private windows.
 * @param {() => IDBFactory} factory  asking for it can already fail
 * @param {ReturnType<typeof import("./storage.js").createMemory>} memory
 * @param {string} name  one for each board that it is about
 * @returns {OutboxStore}
 */
export function createOutboxStore(factory, memory, name) {
  const plain = createPlainStore(memory, name);
  const database = openDatabase(factory, { name, form: 1, make: made => makeStore(made, "outbox") })
    .catch(() => null);

  /** Does it in the database; `null` where there is none, or it fails. */
  async function attempt(act, mode = /** @type {IDBTransactionMode} */ ("readwrite")) {
    const found = await database;
    if (!found) return null;
    try { return { value: await transact(found, mode, ({ outbox }) => act(outbox)) }; } catch { return null; }
  }

  return {
    async all() {
      const found = await attempt(entries => entries.getAll(), "readonly");
      return [...(found?.value ?? []).filter(({ id }) => id !== leaseKey), ...await plain.all()];
    },
    async put(entry) {
      if (!await attempt(entries => entries.put(entry))) await plain.put(entry);
    },
    async update(id, change, fits = () => true) {
      const found = await attempt(entries => edit(entries, id, old => old && fits(old) && { ...old, ...change }));
      return found?.value || plain.update(id, change, fits);
    },
    async remove(id) {
      await attempt(entries => entries.delete(id));
      await plain.remove(id);
    },
    async lease(holder, now, until) {
      const found = await attempt(entries => edit(entries, leaseKey, old =>
        isFree(old, holder, now) ? { id: leaseKey, holder, until } : old));
      return found ? found.value.holder === holder : plain.lease(holder, now, until);
    },
    async release(holder) {
      await attempt(entries => edit(entries, leaseKey, old => old?.holder === holder ? { ...old, until: 0 } : old));
      await plain.release(holder);
    },
    get lasts() { return plain.lasts; },
  };
}

/** Reads and writes at a stroke; the result is what stands there then. */
function edit(entries, id, change) {
  const done = { result: /** @type {any} */ (null) };
  const reading = entries.get(id);
  reading.onsuccess = () => {
    done.result = change(reading.result) ?? null;
    if (done.result) entries.put(done.result);
  };
  return done;
}

/** @param {ReturnType<typeof import("./storage.js").createMemory>} memory @param {string} [name]
 *  @returns {OutboxStore} */
export function createPlainStore(memory, name = "") {
  const start = `outbox.${name}.`;
  const read = key => {
    try { return JSON.parse(memory.get(key) || "null"); } catch { return null; }
  };
  const write = (key, value) => memory.set(key, value ? JSON.stringify(value) : "");
  return {
    all: async () => memory.keys(start).map(read).filter(Boolean),
    put: async entry => write(start + entry.id, entry),
    async update(id, change, fits = () => true) {
      const old = read(start + id);
      if (!old || !fits(old)) return null;
      const entry = { ...old, ...change };
      write(start + id, entry);
      return entry;
    },
    remove: async id => write(start + id, null),
    async lease(holder, now, until) {
      if (!isFree(read(leaseKey), holder, now)) return false;
      write(leaseKey, { holder, until });
      return true;
    },
    async release(holder) { if (read(leaseKey)?.holder === holder) write(leaseKey, null); },
    get lasts() { return !memory.losesWithPage(start); },
  };
}
