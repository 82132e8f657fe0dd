// @ts-check

/** Of a form whose words are not kept. */
export const noDraft = { read: () => null, write: () => {} };

const longest = 30 * 24 * 3600 * 1000;

function parse(text) {
  try { return JSON.parse(text || "null"); } catch { return null; }
}

/**
 * What was typed and not yet saved, by the thing it is for.
 * @param {import("./storage.js").Memory} memory
 * @param {() => number} [now]  milliseconds since 1970
 */
export function createDrafts(memory, now = Date.now) {
  /** @param {string} subject */
  return subject => ({
    read() {
      return parse(memory.get(`draft.${subject}`))?.values ?? null;
    },
    /** @param {object | null} values */
    write(values) { memory.set(`draft.${subject}`, values ? JSON.stringify({ since: now(), values }) : ""); },
  });
}

/**
 * Forgets drafts that nobody has touched for a month: what they were for does not come back.
 * @param {ReturnType<typeof import("./storage.js").createMemory>} memory
 * @param {() => number} [now]
 */
export function forgetOldDrafts(memory, now = Date.now) {
  for (const key of memory.keys("draft.")) {
    const kept = parse(memory.get(key));
    if (!kept || now() - kept.since > longest) memory.set(key, "");
  }
}
