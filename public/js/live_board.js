// @ts-check
import { sleep, withDeadline } from "./clock.js";
import { createConnection } from "./connection.js";
import { backOff, restAfterEmptyAnswers } from "./pace.js";

/** @typedef {{talks: import("./api.js").Talk[] | null, tag: string,
 *   connection: import("./connection.js").Connection}} LiveState */

/**
 * The board as it changes, by long polling, until the signal is aborted. Each value is the newest
 * state; `talks` is null until there was an answer, and the same array when only the connection
 * changed. A `poke` event on `pokes` (the page is shown, the network is back) polls at once.
 * @param {object} options
 * @param {typeof fetch} options.fetch
 * @param {import("./clock.js").Clock} options.clock
 * @param {() => number} options.random
 * @param {AbortSignal} options.signal
 * @param {EventTarget} options.pokes
 * @param {() => boolean} [options.isOnline]
 * @param {string} [options.url]
 * @param {number} [options.wait] seconds
 * @param {number} [options.grace] seconds an answer may take beyond the wait
 * @returns {AsyncGenerator<LiveState, void, void>}
 */
export async function* liveBoard({ fetch, clock, random, signal, pokes, isOnline = () => true,
  url = "talks", wait = 40, grace = 8 }) {
  const connection = createConnection({ clock, isOnline });
  /** @type {LiveState} */
  let state = { talks: null, tag: "", connection: connection.current };
  let failures = 0;
  let emptyAnswers = 0;
  // The first poll, and the first after a failure, do not wait: they find out whether we are live.
  let live = false;

  while (!signal.aborted) {
    const round = startRound(signal, pokes);
    const seconds = live ? wait : 0;
    const asked = clock.now();
    let pause = 0;
    try {
      try {
        const answer = await withDeadline(
          { clock, limit: (seconds + grace) * 1000, signal: round.signal },
          inner => ask({ fetch, url, tag: state.tag, seconds, signal: inner }));
        const news = answer.talks !== null && (answer.tag !== state.tag || !answer.tag);
        if (news) state = { ...state, talks: answer.talks, tag: answer.tag };
        const empty = !news && live && clock.now() - asked < 1000;
        emptyAnswers = empty || !state.tag ? emptyAnswers + 1 : 0;
        pause = restAfterEmptyAnswers(emptyAnswers, random);
        connection.heard();
        failures = 0;
        live = true;
        if (news) yield (state = { ...state, connection: connection.current });
      } catch (error) {
        if (signal.aborted) return;
        live = false;
        if (!round.signal.aborted) {
          failures += 1;
          pause = backOff(failures, random, error.retryAfter);
          connection.failed();
        }
      }
      if (state.connection !== connection.current) {
        yield (state = { ...state, connection: connection.current });
      }
      await sleep(clock, pause, round.signal);
      if (round.signal.aborted) { live = false; failures = 0; }
    } finally {
      round.end();
    }
  }
}

/** A signal for one poll and the pause after it, aborted by a poke or the end. */
function startRound(signal, pokes) {
  const controller = new AbortController();
  const abort = () => controller.abort();
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort);
  pokes.addEventListener("poke", abort);
  return {
    signal: controller.signal,
    end() {
      signal.removeEventListener("abort", abort);
      pokes.removeEventListener("poke", abort);
    },
  };
}

/** One poll. Throws when the answer is not a board; `talks` is null when the tag still holds. */
async function ask({ fetch, url, tag, seconds, signal }) {
  const headers = { Accept: "application/json" };
  if (tag) headers["If-None-Match"] = tag;
  if (tag && seconds) headers.Prefer = `wait=${seconds}`;
  const response = await fetch(url, { headers, signal, cache: "no-store" });
  if (response.status === 304) return { talks: null, tag };
  if (response.status !== 200) {
    const retryAfter = Number(response.headers.get("Retry-After")) * 1000 || 0;
    throw Object.assign(new Error(`answered ${response.status}`), { retryAfter });
  }
  const talks = await response.json();
  if (!Array.isArray(talks)) throw new Error("not a board");
  return { talks, tag: response.headers.get("ETag") ?? "" };
}
