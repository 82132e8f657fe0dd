// @ts-check
/** @typedef {{get: (key: string) => string, set: (key: string, value: string) => void}} Memory */

/**
 * What this browser remembers; when it may not store anything, this page remembers while it is open.
 * An empty value is forgotten. Never throws.
 * @param {() => Storage} open asking for `localStorage` can already fail
 * @param {string} [prefix]
 */
export function createMemory(open, prefix = "skillboard.") {
  const fallback = new Map();
  let store = null;
  try { store = open(); } catch { /* the page remembers */ }

  function stored() {
    try { return Object.keys(store ?? {}).filter(key => key.startsWith(prefix)).map(key => key.slice(prefix.length)); }
    catch { return []; }
  }

  return {
    /** @param {string} key @returns {string} */
    get(key) {
      if (fallback.has(key)) return fallback.get(key);
      try { return store?.getItem(prefix + key) ?? ""; } catch { return ""; }
    },
    /** @param {string} key @param {string} value */
    set(key, value) {
      fallback.delete(key);
      try {
        if (value) store.setItem(prefix + key, value);
        else store.removeItem(prefix + key);
      } catch {
        fallback.set(key, value);
      }
    },
    /** All that is remembered and begins like this. @param {string} start */
    keys: start => [...new Set([...stored(), ...fallback.keys()])].filter(key => key.startsWith(start)),
    /** Whether something that begins like this is gone once this page is closed. @param {string} start */
    losesWithPage: start => [...fallback].some(([key, value]) => value && key.startsWith(start)),
  };
}
