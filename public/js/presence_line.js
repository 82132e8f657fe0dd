// @ts-check

/** @typedef {import("./looking.js").Look} Look */
/** @typedef {{talks: string[], name?: string, writing?: string}} Word */

/** For how many milliseconds that counts which is said by requests; and that somebody writes. */
const lease = 12000;
const writingLease = 2500;

/**
 * Says to the server what this browser looks at, under which name: by the transport in use where that can say
 * something, and else by requests, again and again for as long as it counts. By one that is new all is said anew.
 * @param {{fetch: typeof fetch, clock: import("./clock.js").Clock, page: string, name: () => string}} options
 *   `page` is what this page is called, which nobody else knows; `name` is empty where none is to be said
 */
export function createPresenceLine({ fetch, clock, page, name }) {
  /** @type {((word: Word) => void) | null} */
  let send = null;
  /** @type {Look} */
  let look = { talks: [], writing: "" };
  let [said, saidAt] = ["", -Infinity];
  /** A name that this device may not use, and whether the server hears nothing at all. */
  let [refusedName, deaf] = ["", false];
  /** Whether the server knows something by requests; and when the last of them is through. */
  let held = false;
  let turn = Promise.resolve();

  /** @returns {Word} */
  function word() {
    const { talks, writing } = look;
    const known = name();
    return { talks, ...(known && known !== refusedName && { name: known }), ...(writing && { writing }) };
  }

  function speak() {
    const next = word();
    const text = JSON.stringify(next);
    const counts = next.writing ? writingLease : send === ask && next.talks.length ? lease : Infinity;
    if (!send || deaf || (text === said && clock.now() - saidAt < counts) || (!said && !next.talks.length)) return;
    [said, saidAt] = [text, clock.now()];
    send(next);
  }

  /** Without a name, where it was said with one; what cannot be said without is not said again. */
  function refused() {
    const known = said && JSON.parse(said).name;
    if (known) refusedName = known; else deaf = true;
    said = "";
    speak();
  }

  /** By requests, of which one is under way at a time. @param {Word} next */
  function ask(next) {
    turn = turn.then(() => next.talks.length ? put(next) : drop()).catch(() => { /* it is said again */ });
  }

  async function put(next) {
    if (send !== ask || JSON.stringify(next) !== said) return;
    held = true;
    const { status } = await fetch(`presence/${page}`, { method: "PUT", keepalive: true,
      headers: { "Content-Type": "application/json" }, body: said });
    // Whom the server asks to wait, or for the passphrase, it hears later.
    if (status >= 400 && status < 500 && status !== 401 && status !== 429) refused();
  }

  /** Goes on when this page is gone. */
  async function drop() {
    if (!held) return;
    held = false;
    await fetch(`presence/${page}`, { method: "DELETE", keepalive: true });
  }

  /** Whether that is something else than before. @param {((word: Word) => void) | null} next */
  function by(next) {
    if (next === send) return false;
    [send, said, deaf] = [next, "", false];
    if (next && next !== ask) drop().catch(() => {});
    speak();
    return true;
  }

  return {
    speak, refused,

    /** @param {Look} next  what all tabs look at now, or still */
    say(next) {
      look = next;
      speak();
    },

    /** This transport is in use; none without a name. Whether it is another than before.
     *  @param {string} transport @param {(message: any) => void} [tell]  says something by it */
    use: (transport, tell) => by(tell ? presence => tell({ presence }) : transport ? ask : null),

    /** Another tab says it from now on, or nobody. */
    quit() {
      by(null);
      drop().catch(() => {});
    },
  };
}
