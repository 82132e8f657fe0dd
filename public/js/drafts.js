// @ts-check

/** Of a form whose words are not kept. */
export const noDraft = { read: () => null, write: () => {} };

/**
 * What was typed and not yet saved, by the thing it is for.
 * @param {import("./storage.js").Memory} memory
 */
export function createDrafts(memory) {
  /** @param {string} subject */
  return subject => ({
    read() {
      try { return JSON.parse(memory.get(`draft.${subject}`) || "null"); } catch { return null; }
    },
    /** @param {object | null} values */
    write(values) { memory.set(`draft.${subject}`, values ? JSON.stringify(values) : ""); },
  });
}
