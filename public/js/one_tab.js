// @ts-check
import { createAlarm, noEnd } from "./clock.js";
import { createLead, createLonelyLead } from "./lead.js";
import { newIn } from "./telling.js";

/** @typedef {import("./telling.js").Told} Told */
/** @typedef {import("./connection.js").Connection} Connection */
/** @typedef {ReturnType<typeof createOneTab>} OneTab */

/**
 * However many tabs a browser has, one of them polls, which leads, and tells the others, which listen. Another
 * leads when that one is closed, left, frozen or has crashed, when it does not answer, or when a person looks
 * at another. Where there are no locks (outside of secure contexts) or no channels each tab leads.
 *
 * From `leave` to `enter` a tab is away: it neither leads nor listens, and keeps nothing open. `turns` has a
 * `turn` event when it lost the lead or left. Whatever waits ends early with its signal.
 * @param {{clock: import("./clock.js").Clock, locks?: LockManager, openChannel?: () => BroadcastChannel,
 *   name?: string, quiet?: number, patience?: number}} options  after so many milliseconds without a word the
 *   leader is asked whether it is there, and has so many to answer
 */
export function createOneTab({ clock, locks, openChannel, name = "", quiet = 10000, patience = 3000 }) {
  const turns = new EventTarget();
  const alarm = createAlarm(clock);
  const together = Boolean(locks && openChannel);
  const lead = locks && openChannel ? createLead({ locks, name, changed }) : createLonelyLead();
  let here = false;
  /** @type {BroadcastChannel | undefined} */
  let channel;
  /** What this tab told last, as the leader. @type {Told | null} */
  let latest = null;
  /** What it heard of the leader, and has not yet taken in. @type {Told[]} */
  let inbox = [];
  let words = 0;
  let heardAt = -Infinity;
  let state = "";
  /** The leader is connected again. */
  let recovered = false;
  /** A gap in which nothing was found: it is the leader who has to catch up. */
  let gap = "";

  function changed() {
    forget();
    if (!lead.leads) turns.dispatchEvent(new Event("turn"));
    alarm.ring();
  }

  function forget() {
    [latest, inbox, heardAt, state, gap] = [null, [], -Infinity, "", ""];
  }

  function hear({ data: { asks, ...told } }) {
    if (lead.leads) {
      if (asks) channel?.postMessage(latest ? { ...latest, from: latest.tag, changes: [] } : {});
      return;
    }
    if (asks) return;
    words += 1;
    heardAt = clock.now();
    if (told.connection) {
      inbox.push(told);
      if (state !== "connected") recovered = told.connection.state === "connected";
      ({ state } = told.connection);
    }
    alarm.ring();
  }

  /** Waits for a word of the leader. Who does not answer does not lead any more. */
  async function attend(signal) {
    if (!await alarm.wait(heardAt + quiet - clock.now(), signal)) return;
    const before = words;
    channel?.postMessage({ asks: true });
    if (await alarm.wait(patience, signal) && words === before) lead.take();
  }

  return {
    turns,
    /** Whether only one of the tabs leads. */
    together,
    get leads() { return lead.leads; },
    /** A person looks at this tab. */
    take() { if (here) lead.take(); },

    /** @param {boolean} [looked]  at by a person, so that it is to lead */
    enter(looked = false) {
      if (here) return;
      here = true;
      if (openChannel) {
        channel = openChannel();
        channel.addEventListener("message", hear);
      }
      lead.stand(looked);
      alarm.ring();
    },

    leave() {
      if (!here) return;
      here = false;
      lead.giveUp();
      channel?.close();
      channel = undefined;
      changed();
    },

    /** Resolves while the tab is not away. @param {AbortSignal} signal */
    async presence(signal) {
      while (!here && !signal.aborted) await alarm.wait(noEnd, signal);
    },

    /** @param {Told} told  to the others, by the leader */
    tell(told) {
      if (!lead.leads) return;
      latest = told;
      channel?.postMessage(told);
    },

    /**
     * What the leader tells, once it is something new; no changes where this tab leads now. Null when it has
     * to ask the server itself: it has missed something, or stands before a closed door.
     * @param {{tag: string, connection: Connection, signal: AbortSignal}} options  how far this tab has come
     * @returns {Promise<Pick<Told, "changes" | "tag" | "connection"> | null>}
     */
    async listen({ tag, connection, signal }) {
      while (here && !lead.leads && !signal.aborted) {
        const told = inbox.shift();
        if (!told) {
          await attend(signal);
          continue;
        }
        const changes = newIn(told, tag);
        const isNews = told.connection.state !== connection.state;
        if (isNews && told.connection.state === "closed") return null;
        if (!changes) {
          if (gap === `${told.tag} ${tag}`) continue;
          gap = `${told.tag} ${tag}`;
          return null;
        }
        if (isNews || changes.length) return { ...told, changes, tag: changes.length ? told.tag : tag };
      }
      return { changes: [], tag, connection };
    },

    /** Waits before the server is asked again, not longer than until the leader has got through to it.
     *  @param {number} delay @param {AbortSignal} signal */
    async rest(delay, signal) {
      const end = clock.now() + delay;
      recovered = false;
      while (!recovered && clock.now() < end && !signal.aborted) await alarm.wait(end - clock.now(), signal);
    },
  };
}
