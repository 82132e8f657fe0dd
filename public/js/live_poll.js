// @ts-check
import { sleep, withDeadline } from "./clock.js";
import { createConnection } from "./connection.js";
import { backOff, restAfterEmptyAnswers } from "./pace.js";
import { asksForPassphrase } from "./problems.js";

/**
 * @typedef {object} Pacing
 * @property {import("./clock.js").Clock} clock
 * @property {() => number} random
 * @property {AbortSignal} signal
 * @property {EventTarget} pokes
 * @property {() => boolean} [isOnline]
 * @property {number} [wait] seconds
 * @property {number} [grace] seconds an answer may take beyond the wait
 */
/** @typedef {{value: any, tag: string, connection: import("./connection.js").Connection}} PollState */

/**
 * Something as it changes, by long polling, until the signal is aborted. Each value is the newest
 * state; `value` is null until there was an answer, and the same object when only the connection
 * changed. A `poke` event on `pokes` (the page is shown, the network is back) polls at once.
 * @param {Pacing & {tag?: string, ask: (question: {tag: string, seconds: number, signal: AbortSignal})
 *   => Promise<{value: any, tag: string}>}} options  `ask` is one poll: it throws when the answer is of
 *   no use, and `value` is null when the tag still holds
 * @returns {AsyncGenerator<PollState, void, void>}
 */
export async function* livePoll({ ask, tag = "", clock, random, signal, pokes, isOnline = () => true,
  wait = 40, grace = 8 }) {
  const connection = createConnection({ clock, isOnline });
  /** @type {PollState} */
  let state = { value: null, tag, connection: connection.current };
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
          inner => ask({ tag: state.tag, seconds, signal: inner }));
        const news = answer.value !== null && (answer.tag !== state.tag || !answer.tag);
        if (news) state = { ...state, value: answer.value, tag: answer.tag };
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
          if (error.kind === "closed") connection.closed(); else connection.failed();
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

/**
 * One request of a poll: the answer, or null when nothing is new.
 * @param {{fetch: typeof fetch, url: string, headers?: Record<string, string>, seconds: number,
 *   signal: AbortSignal}} options
 * @returns {Promise<Response | null>}
 */
export async function askOnce({ fetch, url, headers = {}, seconds, signal }) {
  /** @type {Record<string, string>} */
  const sent = { Accept: "application/json", ...headers };
  if (seconds) sent.Prefer = `wait=${seconds}`;
  const response = await fetch(url, { headers: sent, signal, cache: "no-store" });
  if (response.status === 304) return null;
  if (response.status === 200) return response;
  const retryAfter = Number(response.headers.get("Retry-After")) * 1000 || 0;
  const kind = asksForPassphrase(response) ? "closed" : "unavailable";
  throw Object.assign(new Error(`answered ${response.status}`), { kind, retryAfter });
}
