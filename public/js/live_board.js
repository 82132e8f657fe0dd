// @ts-check
import { askOnce, livePoll } from "./live_poll.js";

/** @typedef {{talks: import("./api.js").Talk[] | null, tag: string,
 *   connection: import("./connection.js").Connection}} LiveState */

/**
 * The board as it changes. `talks` is null until there was an answer, and the same array when only
 * the connection changed.
 * @param {import("./live_poll.js").Pacing & {fetch: typeof fetch, url?: string}} options
 * @returns {AsyncGenerator<LiveState, void, void>}
 */
export async function* liveBoard({ fetch, url = "talks", ...pacing }) {
  async function ask({ tag, seconds, signal }) {
    const headers = tag ? { "If-None-Match": tag } : {};
    const response = await askOnce({ fetch, url, headers, seconds: tag && seconds, signal });
    if (!response) return { value: null, tag };
    const talks = await response.json();
    if (!Array.isArray(talks)) throw new Error("not a board");
    return { value: talks, tag: response.headers.get("ETag") ?? "" };
  }

  for await (const { value, tag, connection } of livePoll({ ...pacing, ask })) {
    yield { talks: value, tag, connection };
  }
}
