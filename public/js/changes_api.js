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
    /** The changes after a tag, oldest first, as many as make an answer; none when it cannot be followed.
     *  @param {string} tag @returns {Promise<Change[]>} */
    changesSince: async tag => (await read(`changes?since=${encoded(tag)}`)).body.changes ?? [],

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
