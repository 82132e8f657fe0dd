// @ts-check
import { newKey } from "./keys.js";

const life = 10000;

/**
 * Does things one at a time among all pages of a browser: by its locks, which exist only in secure contexts;
 * else by a lease, which the page that has it renews for as long as it takes.
 * @param {object} options
 * @param {LockManager | undefined} options.locks
 * @param {string} [options.name]  of the lock
 * @param {Pick<import("./outbox_store.js").OutboxStore, "lease" | "release">} options.store
 * @param {import("./clock.js").Clock} options.clock
 * @returns {(action: () => Promise<void>) => Promise<void>}
 */
export function createAlone({ locks, name = "", store, clock }) {
  if (locks) return async action => { await locks.request(name, action); };
  const holder = newKey();
  const take = () => store.lease(holder, clock.now(), clock.now() + life);

  return async action => {
    while (!await take()) await new Promise(resolve => clock.setTimeout(() => resolve(null), 500));
    let timer = null;
    const renew = () => {
      timer = clock.setTimeout(() => { take(); renew(); }, life / 3);
    };
    renew();
    try {
      await action();
    } finally {
      clock.clearTimeout(timer);
      await store.release(holder);
    }
  };
}
