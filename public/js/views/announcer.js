// @ts-check
import { retold, summary } from "./retelling.js";

/** @typedef {"all" | "none" | ""} Extent  how much is told of what others do; empty: how many changes of each kind */

const pace = 10000;

/**
 * Says aloud what happens: one's own at once, what others do gathered, at most once in ten seconds.
 * @param {{status: HTMLElement, alarm: HTMLElement, clock: import("../clock.js").Clock,
 *   extent?: () => Extent}} options  the two live regions, which are in the page from the start
 */
export function createAnnouncer({ status, alarm, clock, extent = () => "" }) {
  let gathered = [];
  let last = -Infinity;
  let timer = null;

  /** The same words again are only said again when the region was empty in between. */
  function put(region, text) {
    region.textContent = "";
    clock.setTimeout(() => { region.textContent = text; }, 50);
  }

  function flush() {
    const changes = gathered;
    [timer, gathered] = [null, []];
    if (extent() === "none") return;
    last = clock.now();
    put(status, extent() === "all" ? retold(changes) : summary(changes));
  }

  return {
    /** @param {string} text */
    say: text => put(status, text),
    /** @param {string} text */
    alert: text => put(alarm, text),
    /** @param {import("../state.js").Change[]} changes */
    others(changes) {
      if (!changes.length) return;
      gathered.push(...changes);
      timer ??= clock.setTimeout(flush, Math.max(0, last + pace - clock.now()));
    },
  };
}
