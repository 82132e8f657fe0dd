// @ts-check
import { createGrudges } from "./grudges.js";

/** @typedef {import("./open_line.js").News} News */
/** @typedef {import("./long_poll.js").Question} Question */
/** A way to wait for what happens. What it rejects with is `blameless` where it was of use, and is again;
 *  `lasted` is for how many milliseconds it brought something.
 *  @typedef {{name: string, ask: (question: Question) => Promise<News | null>, close: () => void,
 *   lasted?: number}} Transport */

/** For how many milliseconds a transport has to bring something to be worth another try. */
const worth = 10000;

/**
 * Waits for what happens on the board by the best transport that works: some proxies hold one back, cut or refuse
 * it. One that fails costs nobody the connection, since what was missed is asked for at once. Where it failed
 * early, others are used for some minutes before it is tried again, also by a page that is opened meanwhile.
 * @param {object} options
 * @param {import("./clock.js").Clock} options.clock
 * @param {import("./storage.js").Memory} options.memory  of what is not worth being tried
 * @param {Transport[]} options.all  in order of preference; the last one is used where no other works
 * @param {(question: Question) => Promise<News | null>} options.poll  one poll; null when nothing is new
 * @param {() => void} [options.closed]  called when none is open any more
 */
export function createTransports({ clock, memory, all, poll, closed = () => {} }) {
  const grudges = createGrudges({ clock, memory });
  const last = all[all.length - 1];
  /** @type {Transport | null} */
  let current = null;

  function close() {
    current?.close();
    if (current) closed();
    current = null;
  }

  function choose() {
    const best = all.find(({ name }) => !grudges.has(name)) ?? last;
    if (best !== current) current?.close();
    return current = best;
  }

  /** It has failed, and not the connection: a poll got through. @param {Transport} transport */
  function judge({ name, lasted = 0 }, { blameless = false }) {
    if (lasted >= worth) grudges.drop(name);
    else if (!blameless) grudges.bear(name);
  }

  /** A server that goes answers who is connected still, and nobody after that: then it was not the transport.
   *  @param {Promise<News | null>} polled */
  const orForgive = polled => polled.catch(error => {
    grudges.forgive();
    throw error;
  });

  /** What comes after a tag; none, or null, when nothing does for so many seconds.
   *  @param {Question} question @returns {Promise<News | null>} */
  async function ask(question) {
    // Who does not wait wants to know whether the server is there.
    if (!question.seconds) return orForgive(poll(question));
    const end = clock.now() + question.seconds * 1000;
    const transport = choose();
    if (transport === last) return orForgive(last.ask(question));
    let failure;
    try {
      return await transport.ask(question);
    } catch (error) {
      if (question.signal.aborted) throw error;
      failure = error;
    }
    const missed = await orForgive(poll({ ...question, seconds: 0 }));
    judge(transport, failure);
    const seconds = Math.floor((end - clock.now()) / 1000);
    const nothing = !missed || missed.changes?.length === 0;
    return nothing && seconds > 0 ? ask({ ...question, seconds }) : missed;
  }

  return { ask, close };
}
