// @ts-check
// What every page is wired from, before it comes to what it is about.
import { createApi } from "./api.js";
import { toBase64url } from "./base64url.js";
import { systemClock } from "./clock.js";
import { createDevice } from "./device.js";
import { createDoor } from "./door.js";
import { createDoorway } from "./doorway.js";
import { createCall, createDeviceMemory, createPokes, find, keepForLater, pacing, settleLanguage } from "./page.js";
import { createPerson } from "./person.js";
import { createPresence } from "./presence.js";
import { ofThisBoard } from "./this_board.js";
import { createAnnouncer } from "./views/announcer.js";
import { createConnectionView } from "./views/connection.js";

/**
 * Who looks at what, also on a page that shows nothing of it: it may have the connection for one that does.
 * `joinPresence` is for the tabs of the browser, once this is one of them.
 * @param {{door: ReturnType<typeof createDoor>, person: ReturnType<typeof createPerson>,
 *   memory: import("./storage.js").Memory}} options
 */
function beginPresence({ door, person, memory }) {
  let call = _told => {};
  const presence = createPresence({ fetch: door.fetch, clock: systemClock, name: () => person.name,
    page: toBase64url(crypto.getRandomValues(new Uint8Array(18))), isSeen: () => !memory.get("unseen"),
    tell: told => call(told) });
  person.onChange(presence.renew);
  window.addEventListener("storage", presence.renew);
  // Before the call is closed.
  window.addEventListener("pagehide", presence.leave);

  /** @param {import("./one_tab.js").OneTab} tabs */
  function joinPresence(tabs) {
    tabs.turns.addEventListener("turn", presence.quit);
    if (tabs.together) call = createCall(ofThisBoard("skillboard.presence"), presence.hearTab);
  }

  return { presence, joinPresence };
}

/** Settles the language, and makes the parts that know the server, the person and the connection. */
export function beginPage() {
  settleLanguage();
  keepForLater();
  const memory = createDeviceMemory();
  const { pokes, poke } = createPokes();
  const person = createPerson(memory);
  const door = createDoor({ fetch: fetch.bind(window) });
  /** @param {string} name  under which all is asked */
  const apiAs = name => createApi({ fetch: door.fetch, name: () => name });
  const api = createApi({ fetch: door.fetch, name: () => person.name });
  const device = createDevice({ api, person, memory });
  const announcer = createAnnouncer({ status: find("[role=status]"), alarm: find("[role=alert]"), clock: systemClock,
    extent: () => /** @type {any} */ (memory.get("extent")) });
  pokes.addEventListener("poke", device.refresh);
  device.refresh();
  const connectionView = createConnectionView({ dom: find(".connection"), say: announcer.say });
  const { presence, joinPresence } = beginPresence({ door, person, memory });
  return {
    memory, pokes, poke, person, door, apiAs, api, device, announcer, connectionView, presence,
    /** What the page follows the board with, once it does. */
    following() {
      const following = pacing({ pokes, clock: systemClock, fetch: door.fetch, memory });
      joinPresence(following.tabs);
      return { ...following, presence, turned(name, say) {
        connectionView.by(name);
        presence.use(name, say);
      } };
    },
    /** Puts the door into the page. @param {() => void} refuge  takes the focus when the form goes */
    addDoorway: refuge => createDoorway({ door, poke, announcer, refuge }),
  };
}
