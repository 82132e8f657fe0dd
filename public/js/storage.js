// @ts-check
/** @typedef {{get: (key: string) => string, set: (key: string, value: string) => void}} Memory */

/**
 * What this browser remembers; when it may not store anything, this page remembers while it is open.
 * An empty value is forgotten. Never throws.
 * @param {() => Storage} open asking for `localStorage` can already fail
 * @param {string} [prefix]
 * @returns {Memory}
 */
export function createMemory(open, prefix = "skillboard.") {
  const fallback = new Map();
  let store = null;
  try { store = open(); } catch { /* the page remembers */ }
  return {
    get(key) {
      if (fallback.has(key)) return fallback.get(key);
      try { return store?.getItem(prefix + key) ?? ""; } catch { return ""; }
    },
    set(key, value) {
      fallback.delete(key);
      try {
        if (value) store.setItem(prefix + key, value);
        else store.removeItem(prefix + key);
      } catch {
        fallback.set(key, value);
      }
    },
  };
}
