// @ts-check
import { livePoll } from "./live_poll.js";
import { asksForPassphrase } from "./problems.js";
import { encoded } from "./request.js";

/** What an answer brings: the changes since the last, oldest first, or a whole board to start over from.
 *  @typedef {{changes: import("./changes_api.js").Change[], board?: undefined}
 *   | {changes?: undefined, board: {talks: import("./api.js").Talk[]}}} News */
/** @typedef {{news: any, tag: string, connection: import("./connection.js").Connection}} FeedState */

/**
 * What happens on the board, as it happens. `news` is what came last, as `take` makes it, and the same object
 * when only the connection changed.
 * @param {import("./live_poll.js").Pacing & {fetch: typeof fetch, start?: string, begin?: () => Promise<string>,
 *   take?: (news: News, tag: string) => any}} options
 *   `start` is the tag to go on from, where there is one. `begin`, where given, reads what is there before and
 *   returns the tag to go on from, without changes: then nothing comes as a whole board, and it is called again
 *   when that can no longer be followed. Where `take` throws, the feed starts over
 * @returns {AsyncGenerator<FeedState, void, void>}
 */
export async function* liveFeed({ fetch, begin, take, ...pacing }) {
  const startOver = async () => ({ value: { changes: [] }, tag: await /** @type {any} */ (begin)() });

  async function ask({ tag, seconds, signal }) {
    if (begin && !tag) return startOver();
    const response = await askOnce({ fetch, url: `changes?since=${encoded(tag)}`, seconds: tag && seconds, signal });
    if (!response) return { value: null, tag };
    const { tag: next, changes, board } = await response.json();
    if (board && begin) return startOver();
    if (!next || !Array.isArray(board ? board.talks : changes)) throw new Error("not the changes");
    return board ? { value: { board }, tag: next } : { value: { changes }, tag: next, changes };
  }

  for await (const { value, tag, connection } of livePoll({ ...pacing, ask, take })) {
    yield { news: value, tag, connection };
  }
}

/**
 * One request of a poll: the answer, or null when nothing is new.
 * @param {{fetch: typeof fetch, url: string, seconds: number, signal: AbortSignal}} options
 * @returns {Promise<Response | null>}
 */
async function askOnce({ fetch, url, seconds, signal }) {
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json", ...(seconds && { Prefer: `wait=${seconds}` }) };
  const response = await fetch(url, { headers, signal, cache: "no-store" });
  if (response.status === 304) return null;
  if (response.status === 200) return response;
  const retryAfter = Number(response.headers.get("Retry-After")) * 1000 || 0;
  const kind = asksForPassphrase(response) ? "closed" : "unavailable";
  throw Object.assign(new Error(`answered ${response.status}`), { kind, retryAfter });
}
