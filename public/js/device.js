// @ts-check
/** @typedef {import("./device_api.js").DeviceState} DeviceState */

/** Two names with the same key are one name to the server: case, width and white space do not matter. */
export const nameKey = name =>
  name.normalize("NFKC").toUpperCase().toLowerCase().replace(/\s+/g, " ").trim();

/**
 * What the server knows of this device: the names it holds, which alone may change what belongs to them.
 * @param {{api: {readDevice: () => Promise<DeviceState>},
 *   person: ReturnType<typeof import("./person.js").createPerson>,
 *   memory?: import("./storage.js").Memory}} options  `memory` knows the handle until the server is heard
 */
export function createDevice({ api, person, memory }) {
  /** @type {DeviceState} */
  let state = { device: memory?.get("device") || null, names: [], waiting: null };
  /** @type {Promise<void> | null} */
  let asking = null;
  let stale = false;
  const listeners = new Set();

  const given = () => state.signed_in ? [{ name: state.signed_in }] : [];
  const held = name => [...given(), ...state.names].find(each => nameKey(each.name) === nameKey(name));

  async function ask() {
    try {
      do {
        stale = false;
        const next = await api.readDevice();
        if (JSON.stringify(next) === JSON.stringify(state)) continue;
        state = next;
        memory?.set("device", state.device ?? "");
        if (state.signed_in) person.become(state.signed_in);
        else if (!person.name && state.names[0]) person.become(state.names[0].name);
        for (const listener of [...listeners]) listener();
      } while (stale);
    } finally {
      asking = null;
    }
  }

  /** Asks the server again; rejects with an `ApiError`. */
  function load() {
    stale = true;
    return asking ??= ask();
  }

  const refresh = () => { load().catch(() => { /* with the next chance */ }); };

  return {
    get handle() { return state.device; },
    get names() { return state.names; },
    get waiting() { return state.waiting; },
    /** Whether names are what a proxy says of whom it has signed in, and are held by no device. */
    get namesAreGiven() { return state.signed_in !== undefined; },
    /** Who the proxy says it is. */
    get signedIn() { return state.signed_in ?? ""; },
    load, refresh,

    /** @param {string | null} name */
    holds: name => Boolean(name && held(name)),

    /** Whether a talk or comment may be changed from here. @param {any} thing */
    mayChange: thing => !thing.owned || Boolean(held(thing.author ?? thing.presenter)),

    /** The name to act under where it takes one that this device holds. */
    get actor() { return (held(person.name) ?? given()[0] ?? state.names[0])?.name ?? ""; },

    /** Something was written: the first that is written under a name claims it. */
    wrote() { if (person.name && state.signed_in === undefined && !held(person.name)) refresh(); },

    /** @param {() => void} listener */
    onChange: listener => { listeners.add(listener); },
  };
}
