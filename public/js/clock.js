// @ts-check

/**
 * @typedef {object} Clock
 * @property {() => number} now  milliseconds since 1970
 * @property {(action: () => void, delay: number) => any} setTimeout
 * @property {(timer: any) => void} clearTimeout
 */

/** @type {Clock} */
export const systemClock = {
  now: () => Date.now(),
  setTimeout: (action, delay) => setTimeout(action, delay),
  clearTimeout: timer => clearTimeout(timer),
};

/**
 * Waits, or returns earlier when the signal is aborted. Never throws.
 * @param {Clock} clock
 * @param {number} delay milliseconds
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
export function sleep(clock, delay, signal) {
  if (delay <= 0 || signal.aborted) return Promise.resolve();
  return new Promise(resolve => {
    const end = () => {
      clock.clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = clock.setTimeout(end, delay);
    signal.addEventListener("abort", end);
  });
}

/** The longest delay that browsers do not take for none. */
export const noEnd = 2 ** 31 - 1;

/** Something to wait for with a clock beside one, which whoever knows more ends. @param {Clock} clock */
export function createAlarm(clock) {
  let current = new AbortController();
  return {
    ring: () => current.abort(),

    /** Whether all of the time has passed, and neither the alarm rang nor the signal was aborted.
     *  @param {number} delay @param {AbortSignal} signal */
    async wait(delay, signal) {
      const mine = current = new AbortController();
      const end = () => mine.abort();
      if (signal.aborted) end();
      signal.addEventListener("abort", end);
      await sleep(clock, Math.min(delay, noEnd), mine.signal);
      signal.removeEventListener("abort", end);
      return !mine.signal.aborted;
    },
  };
}

/**
 * Does something that takes a signal, and aborts it after a while or together with another signal.
 * `AbortSignal.any` is younger than some of the phones people have.
 * @template T
 * @param {{clock: Clock, limit: number, signal?: AbortSignal}} options
 * @param {(signal: AbortSignal) => Promise<T>} action
 * @returns {Promise<T>}
 */
export async function withDeadline({ clock, limit, signal }, action) {
  const controller = new AbortController();
  const abort = () => controller.abort();
  if (signal?.aborted) abort();
  signal?.addEventListener("abort", abort);
  const timer = clock.setTimeout(abort, limit);
  try {
    return await action(controller.signal);
  } finally {
    clock.clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}
