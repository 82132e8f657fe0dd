// @ts-check
import { listed, say } from "../words.js";

const pace = 10000;
const words = { proposed: "didProposed", restored: "didRestored", renamed: "didRenamed", edited: "didEdited",
  removed: "didRemoved", written: "didWritten", returned: "didReturned", rewritten: "didRewritten",
  withdrawn: "didWithdrawn", asked: "didAsked" };

/**
 * Says aloud what happens: one's own at once, what others do gathered, at most once in ten seconds.
 * @param {{status: HTMLElement, alarm: HTMLElement, clock: import("../clock.js").Clock}} options
 *   the two live regions, which are in the page from the start
 */
export function createAnnouncer({ status, alarm, clock }) {
  let gathered = [];
  let last = -Infinity;
  let timer = null;

  /** The same words again are only said again when the region was empty in between. */
  function put(region, text) {
    region.textContent = "";
    clock.setTimeout(() => { region.textContent = text; }, 50);
  }

  function flush() {
    timer = null;
    last = clock.now();
    put(status, say("othersDid", { changes: summary(gathered) }));
    gathered = [];
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

/** @param {import("../state.js").Change[]} changes */
export function summary(changes) {
  const kinds = Object.keys(words).map(kind => [kind, changes.filter(change => change.kind === kind).length]);
  return listed(kinds.filter(([, count]) => count).map(([kind, count]) => say(words[kind], { count })));
}
