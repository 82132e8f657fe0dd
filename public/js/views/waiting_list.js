// @ts-check
import { createKeyedList } from "../keyed_list.js";
import { createWaitingView } from "./waiting.js";

/** @typedef {import("../outbox_entries.js").Entry} Entry */

/**
 * What waits to be sent in one place of the page.
 * @param {object} options
 * @param {HTMLElement} options.dom
 * @param {any} options.desk
 * @param {(entry: Entry) => boolean} options.wanted  whether it belongs here
 * @param {string} options.tag
 * @param {string} options.look
 * @param {(entry: Entry) => boolean} [options.edit]
 * @param {(entry: Entry) => boolean} [options.mayEdit]
 * @param {() => void} options.refuge
 */
export function createWaitingList({ dom, desk, wanted, tag, look, edit, mayEdit = () => true, refuge }) {
  const list = createKeyedList(dom, {
    idOf: entry => entry.id,
    create: entry => createWaitingView({ entry, desk, tag, look, edit, mayEdit: () => mayEdit(entry), refuge }),
  });

  function update() {
    const entries = desk.outbox.standing.filter(wanted);
    list.update(entries);
    // What is possible changes with the thing they are about, too.
    for (const entry of entries) list.view(entry.id)?.update(entry);
  }

  update();
  desk.outbox.onChange(update);
  return { dom, update, get size() { return list.size; } };
}
