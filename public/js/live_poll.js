// @ts-check
import { withDeadline } from "./clock.js";
import { createConnection } from "./connection.js";
import { createOneTab } from "./one_tab.js";
import { backOff, restAfterEmptyAnswers } from "./pace.js";

/**
 * @typedef {object} Pacing
 * @property {import("./clock.js").Clock} clock
 * @property {() => number} random
 * @property {AbortSignal} signal
 * @property {EventTarget} pokes
 * @property {import("./one_tab.js").OneTab} [tabs]  those of this browser; without, this one is the only one
 * @property {() => boolean} [isOnline]
 * @property {number} [wait] seconds
 * @property {number} [grace] seconds an answer may take beyond the wait
 */
/** @typedef {{value: any, tag: string, connection: import("./connection.js").Connection}} PollState */
/** `value` is null when the tag still holds; `changes` is all that happened since, where the answer says that.
 *  `isWord`: that it said something else, and so was not for nothing.
 *  @typedef {{value: any, tag: string, changes?: import("./changes_api.js").Change[], isWord?: boolean}} Answer */

/**
 * Something as it changes, until the signal is aborted: it is asked again and again for what is new. Each value
 * is what came last, as `take` makes it; `value` is null until there was an answer, and the same object when only
 * the connection changed. A `poke` event on `pokes` (the page is shown, the network is back) polls at once. Only
 * one tab of a browser has a question open; what it is answered the others hear from it.
 * @param {Pacing & {start?: string, take?: (value: any, tag: string) => any, hangUp?: () => void,
 *   ask: (question: {tag: string, seconds: number, signal: AbortSignal}) => Promise<Answer>}} options
 *   `start` is a tag that is known already. `ask` is one poll, by whatever transport: it throws when the answer
 *   is of no use. `hangUp` closes what it keeps open from one poll to the next, when one fails, and when the
 *   next one does not wait or comes from another tab. Where `take` throws, the next poll has no tag
 * @returns {AsyncGenerator<PollState, void, void>}
 */
export async function* livePoll({ ask, hangUp = () => {}, start = "", take = value => value, clock, random, signal,
  pokes, tabs = theOnlyTab(clock), isOnline = () => true, wait = 40, grace = 8 }) {
  const connection = createConnection({ clock, isOnline });
  /** @type {PollState} */
  let state = { value: null, tag: start, connection: connection.current };
  let failures = 0;
  let emptyAnswers = 0;
  // The first poll, and the first after a failure, do not wait: they find out whether we are live.
  let live = false;
  /** Whether this tab has come as far as the leader had, so that it can go on by listening. */
  let caughtUp = false;

  /** @returns {Promise<number>} for how long to rest */
  async function poll(round) {
    const seconds = live ? wait : 0;
    const asked = clock.now();
    const { tag: from } = state;
    const answer = await withDeadline({ clock, limit: (seconds + grace) * 1000, signal: round.signal },
      inner => ask({ tag: from, seconds, signal: inner }));
    const isNews = answer.value !== null && answer.tag !== from;
    emptyAnswers = !isNews && !answer.isWord && live && clock.now() - asked < 1000 ? emptyAnswers + 1 : 0;
    if (isNews) accept(answer);
    connection.heard();
    failures = 0;
    live = caughtUp = true;
    tell({ from, changes: isNews ? answer.changes ?? null : [] });
    return restAfterEmptyAnswers(emptyAnswers, random);
  }

  /** @returns {Promise<number>} for how long to rest */
  async function listen(round) {
    const told = await tabs.listen({ tag: state.tag, connection: connection.current, signal: round.signal });
    if (told?.changes?.length) accept({ value: { changes: told.changes }, tag: told.tag });
    if (told) connection.take(told.connection);
    if (tabs.leads) tell({});
    caughtUp = told !== null;
    live = caughtUp && connection.current.state === "connected";
    return 0;
  }

  function accept({ value, tag }) {
    // Where this cannot be taken, nothing can come after it.
    state = { ...state, tag: "" };
    state = { ...state, value: take(value, tag), tag };
  }

  const tell = ({ from = state.tag, changes = /** @type {any} */ ([]) }) =>
    tabs.tell({ from, tag: state.tag, changes, connection: connection.current });

  /** @returns {number} for how long to rest */
  function fail({ kind = "", retryAfter = 0 }) {
    failures += 1;
    hangUp();
    if (kind === "closed") connection.closed(); else connection.failed();
    tell({});
    return backOff(failures, random, retryAfter);
  }

  let shown = state;
  while (!signal.aborted) {
    if (!live || !tabs.leads) hangUp();
    await tabs.presence(signal);
    if (signal.aborted) return;
    const round = startRound(signal, pokes, tabs.turns);
    let pause = 0;
    try {
      try { pause = await (caughtUp && !tabs.leads ? listen(round) : poll(round)); } catch (error) {
        if (signal.aborted) return;
        live = caughtUp = false;
        if (!round.signal.aborted) pause = fail(error);
      }
      if (state.connection !== connection.current) state = { ...state, connection: connection.current };
      if (state.value !== shown.value || state.connection !== shown.connection) yield (shown = state);
      await tabs.rest(pause, round.signal);
      if (round.signal.aborted) { live = caughtUp = false; failures = 0; }
    } finally {
      round.end();
    }
  }
}

function theOnlyTab(clock) {
  const tab = createOneTab({ clock });
  tab.enter();
  return tab;
}

/** A signal for one poll and the pause after it, aborted by a poke, by a turn of this tab, or at the end. */
function startRound(signal, pokes, turns) {
  const controller = new AbortController();
  const abort = () => controller.abort();
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort);
  pokes.addEventListener("poke", abort);
  turns.addEventListener("turn", abort);
  return {
    signal: controller.signal,
    end() {
      signal.removeEventListener("abort", abort);
      pokes.removeEventListener("poke", abort);
      turns.removeEventListener("turn", abort);
    },
  };
}
