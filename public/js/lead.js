// @ts-check

/**
 * Whether this tab is the one of its browser that polls: whoever holds the lock. The browser gives it to the
 * next in the queue when its holder lets go, is closed or crashes.
 * @param {{locks: LockManager, name: string, changed: () => void}} options
 *   `changed` is called when this tab gets the lead, and when it loses it to another
 */
export function createLead({ locks, name, changed }) {
  /** The attempt that counts. @type {AbortController | null} */
  let claim = null;
  let leads = false;
  let steals = false;

  function giveUp() {
    claim?.abort();
    claim = null;
    leads = steals = false;
  }

  /** Stands in the queue, or takes the lead from whoever has it. @param {boolean} steal */
  function stand(steal) {
    giveUp();
    const mine = claim = new AbortController();
    steals = steal;
    const hold = () => new Promise(resolve => {
      if (mine.signal.aborted) return resolve(undefined);
      mine.signal.addEventListener("abort", () => resolve(undefined));
      leads = true;
      changed();
    });
    locks.request(name, steal ? { steal } : { signal: mine.signal }, hold).catch(error => {
      if (claim !== mine) return;
      // It was taken from this tab. Where no lock is to be had at all, every tab is on its own.
      if (error.name === "AbortError") stand(false); else leads = true;
      changed();
    });
  }

  return {
    get leads() { return leads; },
    stand, giveUp,
    /** Takes the lead, unless it is here or on its way. */
    take() { if (!leads && !steals) stand(true); },
  };
}

/** Where there are no locks, each tab leads as long as it is there. */
export function createLonelyLead() {
  let leads = false;
  return {
    get leads() { return leads; },
    stand(_steal) { leads = true; },
    giveUp() { leads = false; },
    take() {},
  };
}
