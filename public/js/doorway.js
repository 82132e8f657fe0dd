// @ts-check
import { phraseInHash } from "./codes.js";
import { createCall, find, takeFromHash } from "./page.js";
import { ofThisBoard } from "./this_board.js";
import { createDoorView } from "./views/door.js";

/**
 * Puts the door into a page: the form while it is shut, and what join links bring. Once it opens this page
 * polls at once, and so do the others of this browser.
 * @param {{door: import("./door.js").Door, poke: () => void, refuge: () => void,
 *   announcer: ReturnType<typeof import("./views/announcer.js").createAnnouncer>}} options
 *   `refuge` takes the focus when the form goes
 */
export function createDoorway({ door, poke, announcer, refuge }) {
  const callOthers = createCall(ofThisBoard("skillboard.door"), poke);
  const view = createDoorView({ door, refuge, alert: announcer.alert, saved: announcer.say, opened() {
    poke();
    callOthers();
  } });
  find("main").prepend(view.call, view.dom);

  function arrive() {
    const phrase = takeFromHash(phraseInHash);
    if (phrase) view.arrive(phrase);
  }

  arrive();
  window.addEventListener("hashchange", arrive);
}
