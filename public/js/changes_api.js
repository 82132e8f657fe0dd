// @ts-check
import { encoded } from "./request.js";

/** @typedef {{event: string, talk: string, title?: string, presenter?: string, comment?: string,
 *   part?: string, author?: string, message?: string, summary?: string, content?: any, former?: any}} Step */
/** @typedef {{event: string, name: string, device?: string, how?: string, vouched_by?: string[]}} NameEvent */
/** @typedef {{version: number, time: string, by: string | null, undoes?: number[], steps: Step[],
 *   undo?: string, in_the_way?: number, device?: string | null, names?: NameEvent[]}} Change */

/**
 * What happened on the board, and taking it back; part of `createApi`.
 * @param {ReturnType<typeof import("./request.js").createRequests>} requests
 */
export function createChangesApi({ read, write }) {
  const post = async (path, options) => (await write("POST", path, options)).value;
  return {
    /**
     * What came after a tag, oldest first, and where to go on. There is nothing to follow (`lost`)
     * when the tag is of another board or too far behind.
     * @param {string} tag @returns {Promise<{tag: string, changes: Change[], lost: boolean}>}
     */
    async changesSince(tag) {
      try {
        const { body } = await read(`changes?since=${encoded(tag)}`);
        return { tag: body.tag, changes: body.changes ?? [], lost: !body.changes };
      } catch (error) {
        if (error.status !== 304) throw error;
        return { tag, changes: [], lost: false };
      }
    },

    /**
     * A page of the history, newest first. `next` is the `before` of the next one, or null.
     * @param {{before?: number | null, limit?: number, by?: string, talk?: string, device?: string}} options
     * @returns {Promise<{tag: string, changes: Change[], next: number | null}>}
     */
    async changes({ before, limit, by, talk, device }) {
      const asked = Object.entries({ before, limit, by, talk, device }).filter(([, value]) => value);
      const query = asked.map(([name, value]) => `${name}=${encoded(String(value))}`).join("&");
      return (await read(query ? `changes?${query}` : "changes")).body;
    },

    /** Fails with 409 and `change`, or with 410. @returns {Promise<Change>} */
    undo: (version, key) => post(`changes/${version}/undo`, { key }),

    /** Takes back all that a person, or a device, changed after a version.
     *  @returns {Promise<Change & {left: number[]}>} */
    undoAll: (asked, key) => post("changes/undo", { key, value: asked }),

    /** Erases for good what a change took away. */
    purge: (version, key) => post(`changes/${version}/purge`, { key }),
  };
}
