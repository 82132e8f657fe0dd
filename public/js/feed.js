// @ts-check
import { createEventStream } from "./event_stream.js";
import { livePoll } from "./live_poll.js";
import { createLiveSocket } from "./live_socket.js";
import { createLongPoll } from "./long_poll.js";
import { asksForPassphrase } from "./problems.js";
import { encoded } from "./request.js";
import { createMemory } from "./storage.js";
import { createTransports } from "./transports.js";

/** What an answer brings: the changes since the last, oldest first, or a whole board to start over from.
 *  @typedef {{changes: import("./changes_api.js").Change[], board?: undefined}
 *   | {changes?: undefined, board: {talks: import("./api.js").Talk[]}}} News */
/** What is told over the same connection of who looks at a talk, to this page, which calls itself so; and whether
 *  what it said was refused.
 *  @typedef {{page: string, hear: (told: any) => void, refused: () => void}} Presence */
/** How to follow the board: when to ask, and by which transports. `openSocket`, where given, has WebSockets tried,
 *  and `streams` says whether streams are to be; `memory` knows what was of no use. `turned` is called with the
 *  name of the transport in use, and with what says something to the server by it, where it can; and with no name
 *  where none is open.
 *  @typedef {import("./live_poll.js").Pacing & {fetch: typeof fetch, streams?: boolean,
 *   openSocket?: (path: string) => WebSocket, memory?: import("./storage.js").Memory, presence?: Presence,
 *   turned?: (name: string, say?: (message: any) => void) => void}} Following */
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
export async function* liveFeed({ begin, take, ...following }) {
  const startOver = async () => ({ value: { changes: [] }, tag: await /** @type {any} */ (begin)() });
  const transports = createWays(following);

  async function ask({ tag, seconds, signal }) {
    if (begin && !tag) return startOver();
    const news = await transports.ask({ tag, seconds: tag && seconds, signal });
    if (!news) return { value: null, tag };
    const { tag: next, changes, board, presence } = news;
    if (board && begin) return startOver();
    if (!next || !Array.isArray(board ? board.talks : changes)) throw new Error("not the changes");
    return board ? { value: { board }, tag: next }
      : { value: { changes }, tag: next, changes, isWord: Boolean(presence?.length) };
  }

  try {
    for await (const { value, tag, connection } of livePoll({ ...following, ask, take, hangUp: transports.close })) {
      yield { news: value, tag, connection };
    }
  } finally {
    transports.close();
  }
}

/** The transports to choose from. @param {Following} following */
function createWays({ fetch, clock, openSocket, streams = true, memory = createMemory(() => /** @type {any} */ (null)),
  presence, turned = () => {} }) {
  const about = presence ? `&presence=${presence.page}` : "";
  /** How much of what polls tell of presence was heard; of a server that is not there any more, nothing. */
  let heard = 0;

  async function poll({ tag, seconds, signal }) {
    const before = heard;
    heard = 0;
    const query = seconds && about ? `${about}&heard=${before}` : "";
    const response = await askOnce({ fetch, url: `changes?since=${encoded(tag)}${query}`, seconds, signal });
    const news = response && await response.json();
    heard = news?.heard ?? before;
    for (const told of news?.presence ?? []) presence?.hear(told);
    return news;
  }

  const openedAs = name => say => turned(name, say);
  /** @type {import("./transports.js").Transport[]} */
  const all = [createLongPoll({ clock, poll, opened: openedAs("poll") })];
  if (streams) all.unshift(createEventStream({ fetch, clock, query: about, opened: openedAs("events"), ...presence }));
  if (openSocket) all.unshift(createLiveSocket({ openSocket, clock, opened: openedAs("websocket"), ...presence }));
  return createTransports({ clock, memory, all, poll, closed: () => turned("") });
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
