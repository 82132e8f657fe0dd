// @ts-check
import { withDeadline } from "./clock.js";

/** @typedef {import("./open_line.js").News} News */
/** @typedef {{tag: string, seconds: number, signal: AbortSignal}} Question */

/** What fails sooner than that has not been cut by somebody who does not like to wait. */
const soonest = 1000;
/** How many milliseconds the answer may take beyond the wait. */
const late = 4000;
const shortest = 2;
/** For how many milliseconds polls stay short. */
const rest = 5 * 60000;

/**
 * What happens on the board, by requests that wait for it. Some proxies cut a connection on which nothing comes:
 * where such a poll was cut and one that does not wait gets through, the next ones wait for less.
 * @param {{clock: import("./clock.js").Clock, poll: (question: Question) => Promise<News | null>,
 *   opened?: () => void}} options  `poll` is one request, answered with null when nothing is new; `opened` is called
 *   when there is one that waits
 */
export function createLongPoll({ clock, poll, opened = () => {} }) {
  let most = Infinity;
  let shortUntil = 0;

  /** One was cut, or not answered at all, after so many milliseconds. */
  function shorten(lasted, seconds) {
    // What was not answered at all may have been cut at any time.
    most = Math.max(shortest, Math.floor(0.8 * Math.min(lasted / 1000, 0.6 * seconds)));
    shortUntil = clock.now() + rest;
  }

  return {
    name: "poll",
    close() {},

    /** What comes after a tag; null when nothing does for so many seconds, or fewer.
     *  @param {Question} question @returns {Promise<News | null>} */
    async ask(question) {
      if (clock.now() >= shortUntil) most = Infinity;
      const seconds = Math.min(question.seconds, most);
      const asked = clock.now();
      opened();
      try {
        return await withDeadline({ clock, limit: seconds * 1000 + late, signal: question.signal },
          signal => poll({ ...question, seconds, signal }));
      } catch (error) {
        const lasted = clock.now() - asked;
        if (question.signal.aborted || lasted < soonest) throw error;
        const missed = await poll({ ...question, seconds: 0 });
        shorten(lasted, seconds);
        return missed;
      }
    },
  };
}
