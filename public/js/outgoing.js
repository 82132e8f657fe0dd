// @ts-check
import { createAlone } from "./alone.js";
import { systemClock } from "./clock.js";
import { createDelivery } from "./delivery.js";
import { createOutbox } from "./outbox.js";
import { createOutboxStore } from "./outbox_store.js";
import { createCall } from "./page.js";
import { ofThisBoard } from "./this_board.js";
import { explainSent } from "./views/explain.js";
import { say } from "./words.js";

/**
 * The outbox of a page: kept in this browser, shared with its other pages, told aloud.
 * @param {object} options
 * @param {ReturnType<typeof import("./storage.js").createMemory>} options.memory
 * @param {(name: string) => ReturnType<typeof import("./api.js").createApi>} options.apiAs
 * @param {ReturnType<typeof import("./mine.js").createMine>} options.mine
 * @param {() => import("./state.js").Board} options.board  as it is shown
 * @param {() => import("./state.js").Board} options.latest  as it is known to be
 * @param {() => void} options.saved
 * @param {ReturnType<typeof import("./views/announcer.js").createAnnouncer>} options.announcer
 * @param {(show: () => void) => void} options.around
 */
export function createOutgoing({ memory, apiAs, mine, board, latest, saved, announcer, around }) {
  const name = ofThisBoard("skillboard.outbox");
  const store = createOutboxStore(() => indexedDB, memory, name);
  const tell = createCall(name, message => outbox.hear(message));
  const outbox = createOutbox({ store, board, around, clock: systemClock, random: Math.random,
    deliver: createDelivery({ apiAs, mine, board: latest }),
    alone: createAlone({ locks: navigator.locks, name, store, clock: systemClock }), tell });

  outbox.onOutcome(done => {
    const refused = done.filter(({ state }) => state === "refused");
    const count = done.length - refused.length;
    if (count) announcer.say(say("sentLater", { count }));
    if (refused.length === 1) announcer.alert(explainSent(refused[0].kind, refused[0].problem).text);
    else if (refused.length) announcer.alert(say("refusedLater", { count: refused.length }));
    if (count) saved();
  });
  window.addEventListener("beforeunload", event => {
    if (memory.losesWithPage("outbox.") || memory.losesWithPage("draft.")) event.preventDefault();
  });
  return outbox;
}
