// @ts-check
import { sleep } from "./clock.js";

/** What comes after a tag and leads to the next one: changes, or a whole board to start over from.
 *  @typedef {{tag: string, changes?: any[], board?: any}} News */
/** What comes over a line that is opened from a tag on: the news in each piece that arrives, which may be none.
 *  It throws when the line ends, or is of no use.
 *  @typedef {(from: {since: string, signal: AbortSignal}) => AsyncGenerator<News[], void, void>} Opening */

/** How far a line has been followed, what it brought after that, the piece that is awaited, and when it is dead if
 *  nothing comes until then.
 *  @typedef {{tag: string, news: News[], pieces: AsyncGenerator<News[], void, void>,
 *   next: Promise<IteratorResult<News[], void>> | null, deadAt: number, opened: number,
 *   controller: AbortController}} Line */

/**
 * What happens on the board, over one line that stays open from one question to the next.
 * @param {{name: string, open: Opening, clock: import("./clock.js").Clock, patience?: number,
 *   silence?: number}} options  The server gives a sign of life at once, and then every 15 s. A line that brings
 *   nothing for `patience` milliseconds at first, or for `silence` after that, is dead
 */
export function createOpenLine({ name, open: opening, clock, patience = 5000, silence = 25000 }) {
  /** @type {Line | null} */
  let current = null;
  let lasted = 0;

  function close() {
    current?.controller.abort();
    current = null;
  }

  /** @returns {Line} */
  function open(tag) {
    close();
    const controller = new AbortController();
    const opened = clock.now();
    lasted = 0;
    return current = { tag, news: [], next: null, deadAt: opened + patience, opened, controller,
      pieces: opening({ since: tag, signal: controller.signal }) };
  }

  /** Waits for the next piece, until a time at the latest. @param {Line} line @param {number} end */
  async function hear(line, end) {
    if (!line.next) {
      line.next = line.pieces.next();
      // Where it fails between two questions, the next one learns of it.
      line.next.catch(() => {});
    }
    const enough = new AbortController();
    const delay = Math.min(line.deadAt, end) - clock.now();
    const piece = await Promise.race([line.next, sleep(clock, delay, enough.signal)])
      .finally(() => enough.abort());
    if (piece?.done) throw new Error("the line has ended");
    if (piece) {
      line.next = null;
      line.news.push(...piece.value);
      line.deadAt = clock.now() + silence;
      lasted = clock.now() - line.opened;
    } else if (clock.now() >= line.deadAt) throw new Error("the line is silent");
  }

  /** All changes that are there, or a whole board. @param {Line} line @returns {News} */
  function take(line) {
    const at = line.news.findIndex(({ board }) => board);
    const taken = line.news.splice(0, at < 0 ? Infinity : Math.max(at, 1));
    const { tag, board } = /** @type {News} */ (taken.at(-1));
    if (!tag) throw new Error("news without a tag");
    line.tag = tag;
    return board ? { tag, board } : { tag, changes: taken.flatMap(({ changes }) => changes) };
  }

  return {
    name, close,

    /** How many milliseconds after it was opened the latest line brought something last. */
    get lasted() { return lasted; },

    /**
     * What comes after a tag; no changes where the line lives and brings none for so many seconds. Rejects
     * where it is of no use. It is closed then, and when the signal is aborted.
     * @param {{tag: string, seconds: number, signal: AbortSignal}} question
     * @returns {Promise<News>}
     */
    async ask({ tag, seconds, signal }) {
      const end = clock.now() + seconds * 1000;
      signal.addEventListener("abort", close);
      try {
        if (signal.aborted) throw new Error("aborted");
        const line = current?.tag === tag ? current : open(tag);
        while (!line.news.length) {
          await hear(line, end);
          if (!line.news.length && clock.now() >= end) return { tag, changes: [] };
        }
        return take(line);
      } catch (error) {
        close();
        throw error;
      } finally {
        signal.removeEventListener("abort", close);
      }
    },
  };
}
