// @ts-check
// What every page is wired from, before it comes to what it is about.
import { createApi } from "./api.js";
import { systemClock } from "./clock.js";
import { createDevice } from "./device.js";
import { createDoor } from "./door.js";
import { createDoorway } from "./doorway.js";
import { createDeviceMemory, createPokes, find, keepForLater, pacing, settleLanguage } from "./page.js";
import { createPerson } from "./person.js";
import { createAnnouncer } from "./views/announcer.js";
import { createConnectionView } from "./views/connection.js";

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
  return {
    memory, pokes, poke, person, door, apiAs, api, device, announcer, connectionView,
    /** What the page polls with, once it does. */
    pacing: () => ({ ...pacing({ pokes, clock: systemClock, fetch: door.fetch, memory }), turned: connectionView.by }),
    /** Puts the door into the page. @param {() => void} refuge  takes the focus when the form goes */
    addDoorway: refuge => createDoorway({ door, poke, announcer, refuge }),
  };
}
