// @ts-check
// Bytes as the server writes them: base64 that needs no escaping in addresses, without padding (RFC 4648).

/** @param {ArrayBuffer | Uint8Array} bytes */
export const toBase64url = bytes => btoa(String.fromCharCode(...new Uint8Array(bytes)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

/** @param {string} text */
export const fromBase64url = text =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), character => character.charCodeAt(0));
