// @ts-check
import { askOnce, livePoll } from "./live_poll.js";
import { encoded } from "./request.js";

/** @typedef {{happened: import("./changes_api.js").Change[] | null,
 *   connection: import("./connection.js").Connection}} LiveChanges */

/**
 * What happens on the board, as it happens: `happened` is what came with the last answer, oldest first,
 * and the same array when only the connection changed. `begin` reads what is there before, and
 * returns the tag to go on from; it is called again when that can no longer be followed.
 * @param {import("./live_poll.js").Pacing & {fetch: typeof fetch, begin: () => Promise<string>}} options
 * @returns {AsyncGenerator<LiveChanges, void, void>}
 */
export async function* liveChanges({ fetch, begin, ...pacing }) {
  async function ask({ tag, seconds, signal }) {
    if (!tag) return { value: [], tag: await begin() };
    const response = await askOnce({ fetch, url: `changes?since=${encoded(tag)}`, seconds, signal });
    if (!response) return { value: null, tag };
    const { tag: next, changes, board } = await response.json();
    if (board) return { value: [], tag: await begin() };
    if (!next || !Array.isArray(changes)) throw new Error("not the changes");
    return { value: changes, tag: next };
  }

  for await (const { value, connection } of livePoll({ ...pacing, ask })) yield { happened: value, connection };
}
