// @ts-check

/** A code as it is read aloud: in groups of four. @param {string} code */
export const grouped = code => code.match(/.{1,4}/g)?.join("-") ?? "";

/** The passphrase in the address of a join link, or nothing. @param {string} hash */
export function phraseInHash(hash) {
  const written = /^#join=(.+)$/.exec(hash)?.[1] ?? "";
  // What somebody put in by hand, with a "%" as it is, is the phrase itself.
  try { return decodeURIComponent(written); } catch { return written; }
}

/** The code in the address that a new device is given, or nothing. @param {string} hash */
export const codeInHash = hash => /^#device=([0-9A-Za-z-]{1,40})$/.exec(hash)?.[1] ?? "";
