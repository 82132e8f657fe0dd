// @ts-check
/** @typedef {import("./live_board.js").Turn} Turn */

/**
 * Holds back what others change, as long as the person wants the page to stand still. With what they change
 * themselves all that waits is shown: a board is shown as it was at one time, or an edit could go over words
 * that nobody has seen.
 * @param {object} options
 * @param {(told: import("./changes_api.js").Change) => boolean} options.isOwn
 * @param {(turn: Turn) => void} options.show
 */
export function createPause({ isOwn, show }) {
  let paused = false;
  /** @type {Turn | null} */
  let held = null;
  const listeners = new Set();
  const tell = () => { for (const listener of [...listeners]) listener(); };

  /** Shows what waits. */
  function release() {
    const turn = held;
    held = null;
    if (turn) show(turn);
    tell();
  }

  return {
    get paused() { return paused; },
    /** How many changes wait. */
    get waiting() { return held?.happened?.filter(({ steps }) => steps.length).length ?? 0; },
    release,

    toggle() {
      paused = !paused;
      if (paused) tell(); else release();
    },

    /** Shows it, or holds it back. @param {Turn} turn */
    take({ board, happened }) {
      const all = happened && [...held?.happened ?? [], ...happened];
      held = { board, happened: all };
      // What cannot be counted is a board that starts over.
      if (!paused || !all || happened?.some(isOwn)) release(); else tell();
    },

    /** @param {() => void} listener */
    onChange: listener => { listeners.add(listener); },
  };
}
