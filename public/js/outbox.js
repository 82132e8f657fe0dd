// @ts-check
import { isContained, isOnBoard, isPending, byAge, newEntry, plainProblem } from "./outbox_entries.js";
import { newKey } from "./keys.js";
import { backOff } from "./pace.js";

/** @typedef {import("./outbox_entries.js").Entry} Entry */

/** How long a form waits for an answer before what was sent stands beside it. */
const patience = 2500;
/** The server knows a key again for a day; clocks differ. */
const keyLife = 23 * 3600 * 1000;
const undoLife = 3600 * 1000;
const mayBeTriedAgain = ({ kind }) => kind === "network" || kind === "unavailable" || kind === "closed";

/**
 * What was sent from this browser and is not saved yet. It is kept before it is attempted, sent in
 * order, by one page at a time, and once: an attempt whose answer is missing is made again as it was.
 * @param {object} options
 * @param {import("./outbox_store.js").OutboxStore} options.store
 * @param {ReturnType<typeof import("./delivery.js").createDelivery>} options.deliver
 * @param {(action: () => Promise<void>) => Promise<void>} options.alone  while no other page does
 * @param {() => import("./state.js").Board} options.board  as it is shown
 * @param {import("./clock.js").Clock} options.clock
 * @param {() => number} options.random
 * @param {(message: {saved?: Entry}) => void} options.tell  the other pages
 * @param {(show: () => void) => void} [options.around]  what is to be done around a change of the page
 * @param {(error: any) => void} [options.report]  a fault of the program
 */
export function createOutbox({ store, deliver, alone, board, clock, random, tell, around = show => show(),
  report = reportError }) {
  /** @type {Map<string, Entry>} */
  const entries = new Map();
  /** Forms that wait for what becomes of their words. @type {Map<string, {resolve: Function, reject: Function}>} */
  const asked = new Map();
  /** What was said last of each entry that stands. @type {Map<string, string>} */
  let told = new Map();
  const listeners = new Set();
  const outcomes = new Set();
  let writes = 0;
  let failures = 0;
  let notBefore = 0;
  let timer = null;
  /** @type {Promise<void> | null} */
  let running = null;
  let again = false;

  const all = () => [...entries.values()].sort(byAge);

  function settleForm({ id, state, stands, problem }) {
    const form = asked.get(id);
    if (!form) return;
    const refused = state === "refused" || (state === "waiting" && problem?.kind === "closed" && !stands);
    if (!refused && !stands && state !== "saved") return;
    asked.delete(id);
    if (!refused) return form.resolve({ kept: state !== "saved" });
    // The words are in the form, which tells why.
    entries.delete(id);
    store.remove(id).then(() => form.reject(problem), form.reject);
  }

  /** Tells the forms, the views, and what became of things that stood already. */
  function changed() {
    for (const entry of all()) settleForm(entry);
    around(() => { for (const listener of [...listeners]) listener(); });
    const before = told;
    told = new Map(all().filter(({ stands }) => stands).map(({ id, state }) => [id, state]));
    const done = all().filter(({ id, state }) => before.has(id) && before.get(id) !== state
      && (state === "saved" || state === "refused"));
    if (done.length) for (const listener of [...outcomes]) listener(done);
  }

  function note(entry, message = {}) {
    writes += 1;
    entries.set(entry.id, entry);
    changed();
    tell(message);
    return entry;
  }

  /** What is not there any more was taken out elsewhere, and stays out. */
  async function update(id, change, fits = (/** @type {Entry} */ _) => true) {
    const entry = await store.update(id, change, fits);
    return entry && note(entry);
  }

  async function drop(id) {
    await store.remove(id);
    writes += 1;
    entries.delete(id);
    changed();
    tell({});
  }

  /** Looks again at what is kept, unless something is written meanwhile. */
  async function refresh() {
    let kept, before;
    do {
      before = writes;
      kept = await store.all();
    } while (before !== writes);
    const saved = all().filter(({ state }) => state === "saved");
    entries.clear();
    for (const entry of [...kept, ...saved]) entries.set(entry.id, entry);
    for (const { id, stands } of kept) if (!stands && !asked.has(id)) standSoon(id);
    changed();
  }

  const standSoon = id => clock.setTimeout(() => {
    if (entries.get(id)?.stands === false) update(id, { stands: true });
  }, patience);

  /** @param {Entry} entry @param {{version: string, talk?: {id: string, title: string}}} result */
  async function saved(entry, { version, talk }) {
    failures = 0;
    for (const { id, talk: about } of all()) if (talk && about.id === entry.id) await update(id, { talk });
    const done = { ...entry, state: /** @type {"saved"} */ ("saved"), version, talk: talk ?? entry.talk };
    note(done, { saved: done });
    await store.remove(entry.id);
  }

  /** Whether others may be attempted after this. */
  async function failed({ id, stands }, error) {
    if (!error.kind) report(error);
    const problem = plainProblem(error.kind ? error : { kind: "refused" });
    const later = mayBeTriedAgain(problem);
    if (later) {
      failures += 1;
      // Who asks for time gets it, whatever happens meanwhile.
      if (problem.wait) notBefore = clock.now() + problem.wait * 1000;
      clock.clearTimeout(timer);
      timer = clock.setTimeout(flush, Math.max(backOff(failures, random), notBefore - clock.now()));
    }
    await update(id, { problem, state: later ? "waiting" : "refused",
      stands: stands || (later && problem.kind !== "closed") }, isPending);
    return !later || (problem.kind === "unavailable" && problem.status !== 429);
  }

  async function attempt(entry) {
    const { id } = entry;
    // Elsewhere it may have been discarded just now, and may be while it is on its way: then it stays so.
    const sent = await update(id, { state: "sending", tried: entry.tried || clock.now() }, isPending);
    if (!sent) return true;
    const keep = async attempts => { await update(id, { attempts }); };
    let result;
    try { result = await deliver(sent, keep); } catch (error) { return failed(entries.get(id) ?? sent, error); }
    await saved(sent, result);
    return true;
  }

  /** A comment on a talk that is to be proposed waits for it. */
  const isBlocked = ({ talk }) => entries.has(talk.id);

  async function drain() {
    await refresh();
    const tried = new Set();
    for (;;) {
      const next = all().find(entry => isPending(entry) && !isBlocked(entry) && !tried.has(entry.id)
        && !tried.has(entry.talk.id));
      if (!next || clock.now() < notBefore) return;
      tried.add(next.id);
      if (next.tried && clock.now() - next.tried > keyLife) await update(next.id, { state: "old", stands: true });
      else if (!await attempt(next)) return;
      // What is about the same talk goes in order.
      if (entries.has(next.id) && isPending(/** @type {Entry} */ (entries.get(next.id)))) tried.add(next.talk.id);
    }
  }

  /** Sends what waits, as far as that is possible now. */
  function flush() {
    again = true;
    return running ??= (async () => {
      try {
        while (again) {
          again = false;
          await alone(drain);
          // Whose turn did not come yet does not hold a form.
          const left = again ? [] : [...asked.keys()].filter(id => entries.get(id)?.state === "waiting");
          for (const id of left) await update(id, { stands: true });
        }
      } catch (error) {
        report(error);
      } finally {
        running = null;
      }
    })();
  }

  return {
    flush,
    /** Whether what stands here is kept when the page is closed. */
    get lasts() { return store.lasts; },

    /** Begins with what former pages have left. */
    async start() {
      await refresh();
      for (const { id, state, until = 0 } of all()) {
        if (state === "discarded" && until < clock.now()) await drop(id);
      }
    },

    /**
     * Keeps something, and sends it. Resolves once it is saved or, `kept`, stands with the others; rejects with
     * what it is refused for at once, and then keeps nothing.
     * @param {Partial<Entry>} what
     * @param {{key?: string, durable?: () => void}} [options]  `durable` is called once it is kept; a `key` says
     *   that this may have been sent before
     * @returns {Promise<{kept: boolean}>}
     */
    async add(what, { key, durable = () => {} } = {}) {
      const last = all().at(-1)?.made ?? 0;
      const entry = newEntry(what, Math.max(clock.now(), last + 1), key);
      await store.put(entry);
      durable();
      const outcome = new Promise((resolve, reject) => asked.set(entry.id, { resolve, reject }));
      note(entry);
      const impatience = standSoon(entry.id);
      flush();
      return outcome.finally(() => clock.clearTimeout(impatience));
    },

    /** Another page has changed something. @param {{saved?: Entry}} message */
    async hear({ saved: done }) {
      if (done) {
        writes += 1;
        entries.set(done.id, done);
        changed();
      }
      await refresh();
    },

    /** The board is another: what it contains does not wait any more. */
    follow() {
      for (const entry of all()) if (entry.state === "saved" && isContained(entry, board())) entries.delete(entry.id);
      changed();
    },

    /** All that stands beside the talks, oldest first. What the board shows already is left out.
     *  @returns {Entry[]} */
    get standing() {
      return all().filter(entry => entry.stands
        && !((isPending(entry) && entry.tried || entry.state === "saved") && isOnBoard(entry, board())));
    },

    /** @param {string} id */
    has: id => entries.has(id),

    /** The person wants it sent now. Resolves when it has been tried. @param {string} id */
    async retry(id) {
      const { state } = entries.get(id) ?? {};
      // What was refused gets the same answer for the same key; what is old has none to go by.
      const anew = state === "refused" || state === "old" ? { key: newKey(), attempts: {}, tried: 0 } : {};
      notBefore = 0;
      await update(id, { ...anew, state: "waiting" });
      await flush();
      return entries.get(id);
    },

    /** @param {string} id */
    discard: id => update(id, { state: "discarded", was: entries.get(id)?.state, until: clock.now() + undoLife }),
    /** @param {string} id */
    async restore(id) {
      const was = /** @type {any} */ (entries.get(id))?.was;
      await update(id, { state: was === "sending" ? "waiting" : was });
      flush();
    },
    /** Takes it out, for good or for a form. @param {string} id */
    drop,

    /** @param {() => void} listener */
    onChange(listener) { listeners.add(listener); },
    /** @param {(done: Entry[]) => void} listener  what stood here was saved or refused */
    onOutcome(listener) { outcomes.add(listener); },
  };
}
