// @ts-check
// The tabs of a browser that say who looks at what, without a browser.
import { createPresence } from "../../../public/js/presence.js";
import { FakeClock, FakeFetch } from "./fakes.js";

export class FakePresence {
  clock = new FakeClock();
  server = new FakeFetch();
  person = { name: "Ana", isSeen: true };
  /** What was said by WebSockets. @type {any[]} */
  said = [];
  /** @type {{isMute: boolean, presence: ReturnType<typeof createPresence>}[]} */
  tabs = [];

  constructor() {
    this.server.always = call => call.answer(204);
  }

  /** One more tab, which hears what the others tell unless they are mute. */
  open() {
    const { clock, server, person, tabs } = this;
    const tab = { isMute: false, presence: createPresence({ clock, fetch: /** @type {any} */ (server.fetch),
      page: `page-${tabs.length}-of-somebody`, name: () => person.name, isSeen: () => person.isSeen,
      tell(told) {
        if (tab.isMute) return;
        for (const other of tabs) if (other !== tab) other.presence.hearTab(structuredClone(told));
      } }) };
    tabs.push(tab);
    return tab.presence;
  }

  /** Has the connection, a WebSocket. @param {ReturnType<typeof createPresence>} presence */
  lead(presence) {
    presence.use("websocket", message => this.said.push(message.presence));
    presence.show({ live: true, paused: false });
    return presence;
  }
  leader() { return this.lead(this.open()); }

  /** Until all is told that was gathered. */
  soon() { return this.clock.advance(1100); }
  get latest() { return this.said.at(-1); }
}

export const present = (talk, more = {}) => ({ talk, here: [], more: 0, writing: [], ...more });
