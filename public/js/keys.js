// @ts-check

/**
 * A name for one attempt to write: sent again with the same write, so that it is done once.
 * `randomUUID` exists only in secure contexts, and boards are also used over plain http on a LAN.
 * @param {Crypto} [crypto]
 * @returns {string}
 */
export function newKey(crypto = globalThis.crypto) {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
}
