// @ts-check
import { createEventStream } from "./event_stream.js";

/** @typedef {import("./event_stream.js").News} News */
/** @typedef {{tag: string, seconds: number, signal: AbortSignal}} Question */

const minute = 60000;
/** For how many milliseconds a stream has to bring something to be worth another one. */
const worth = 10000;

/**
 * Waits for what happens on the board by a stream where that works, and by long polls where it does not: some
 * proxies hold a stream back, cut or refuse it. A stream that fails costs nobody the connection, since what was
 * missed is asked for at once. Where it failed early, polls follow for some minutes before the next stream.
 * @param {object} options
 * @param {typeof globalThis.fetch} options.fetch
 * @param {import("./clock.js").Clock} options.clock
 * @param {boolean} options.streams  whether to try any
 * @param {(question: Question) => Promise<News | null>} options.poll  one poll; null when nothing is new
 */
export function createTransports({ fetch, clock, streams, poll }) {
  const stream = createEventStream({ fetch, clock });
  let notBefore = streams ? 0 : Infinity;
  let rest = 5 * minute;

  /** The stream has failed, and not the connection: a poll got through. */
  function judge() {
    if (stream.lasted >= worth) {
      rest = 5 * minute;
      return;
    }
    notBefore = clock.now() + rest;
    rest = Math.min(2 * rest, 60 * minute);
  }

  /** What comes after a tag; none, or null, when nothing does for so many seconds.
   *  @param {Question} question @returns {Promise<News | null>} */
  async function ask(question) {
    // Who does not wait wants to know whether the server is there.
    if (!question.seconds || clock.now() < notBefore) return poll(question);
    const end = clock.now() + question.seconds * 1000;
    try {
      return await stream.ask(question);
    } catch (error) {
      if (question.signal.aborted) throw error;
    }
    const missed = await poll({ ...question, seconds: 0 });
    judge();
    const seconds = Math.floor((end - clock.now()) / 1000);
    const nothing = !missed || missed.changes?.length === 0;
    return nothing && seconds > 0 ? ask({ ...question, seconds }) : missed;
  }

  return { ask, close: stream.close };
}
