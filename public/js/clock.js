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
