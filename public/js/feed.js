// @ts-check
import { livePoll } from "./live_poll.js";
import { asksForPassphrase } from "./problems.js";
import { encoded } from "./request.js";
import { createTransports } from "./transports.js";

/** What an answer brings: the changes since the last, oldest first, or a whole board to start over from.
 *  @typedef {{changes: import("./changes_api.js").Change[], board?: undefined}
 *   | {changes?: undefined, board: {talks: import("./api.js").Talk[]}}} News */
/** How to follow the board: when to ask, and whether streams are to be tried rather than long polls alone.
 *  @typedef {import("./live_poll.js").Pacing & {fetch: typeof fetch, streams?: boolean}} Following */
/** @typedef {{news: any, tag: string, connection: import("./connection.js").Connection}} FeedState */

/**
 * What happens on the board, as it happens. `news` is what came last, as `take` makes it, and the same object
 * when only the connection changed.
 * @param {Following & {start?: string, begin?: () => Promise<string>, take?: (news: News, tag: string) => any}} options
 *   `start` is the tag to go on from, where there is one. `begin`, where given, reads what is there before and
 *   returns the tag to go on from, without changes: then nothing comes as a whole board, and it is called again
 *   when that can no longer be followed. Where `take` throws, the feed starts over
 * @returns {AsyncGenerator<FeedState, void, void>}
 */
export async function* liveFeed({ fetch, begin, take, streams = true, ...pacing }) {
  const startOver = async () => ({ value: { changes: [] }, tag: await /** @type {any} */ (begin)() });

  async function poll({ tag, seconds, signal }) {
    const response = await askOnce({ fetch, url: `changes?since=${encoded(tag)}`, seconds, signal });
    return response && response.json();
  }

  const transports = createTransports({ fetch, clock: pacing.clock, streams, poll });

  async function ask({ tag, seconds, signal }) {
    if (begin && !tag) return startOver();
    const news = await transports.ask({ tag, seconds: tag && seconds, signal });
    if (!news) return { value: null, tag };
    const { tag: next, changes, board } = news;
    if (board && begin) return startOver();
    if (!next || !Array.isArray(board ? board.talks : changes)) throw new Error("not the changes");
    return board ? { value: { board }, tag: next } : { value: { changes }, tag: next, changes };
  }

  try {
    for await (const { value, tag, connection } of livePoll({ ...pacing, ask, take, hangUp: transports.close })) {
      yield { news: value, tag, connection };
    }
  } finally {
    transports.close();
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
