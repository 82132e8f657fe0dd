// @ts-check
/** @typedef {{state: "connecting" | "connected" | "reconnecting" | "offline" | "closed", since: number}} Connection */

const patience = 10000;

/**
 * What to say about the connection: `reconnecting` for the first ten seconds without an answer,
 * `offline` after them or as soon as the browser knows, `closed` when the board answers that it wants
 * to hear its passphrase first. `since` is when the contact began or, without
 * one, when it was missed first. `current` is another object whenever something else is to be said.
 * @param {{clock: import("./clock.js").Clock, isOnline: () => boolean}} options
 */
export function createConnection({ clock, isOnline }) {
  /** @type {Connection} */
  let current = { state: "connecting", since: clock.now() };
  return {
    get current() { return current; },

    heard() {
      if (current.state !== "connected") current = { state: "connected", since: clock.now() };
    },

    /** Another tab of this browser, which polls, says so. @param {Connection} said */
    take(said) {
      if (said.state !== current.state) current = said;
    },

    closed() {
      if (current.state !== "closed") current = { state: "closed", since: clock.now() };
    },

    failed() {
      const contact = current.state === "connected" || current.state === "closed";
      const since = contact ? clock.now() : current.since;
      const lost = !isOnline() || clock.now() - since >= patience;
      const state = lost ? "offline" : "reconnecting";
      if (state !== current.state) current = { state, since };
    },
  };
}
