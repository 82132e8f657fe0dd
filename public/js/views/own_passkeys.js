// @ts-check
import { el, freshId, setText } from "../dom.js";
import { createKeyedList } from "../keyed_list.js";
import { say } from "../words.js";
import { createDeed } from "./deed.js";
import { explainDeed } from "./explain.js";
import { createOwnPasskey } from "./own_passkey.js";

/**
 * The passkeys of a name, and the way to another one where this browser can make it.
 * @param {{held: import("../device_api.js").HeldName, desk: any, refuge: () => void}} options
 *   `refuge` takes the focus when there is nothing left here
 */
export function createOwnPasskeys({ held: first, desk, refuge }) {
  const { name } = first;
  const { device, passkeys } = desk;
  let held = first;
  const heading = el("h4", { id: freshId(), tabindex: -1, text: say("passkeys") });
  const about = el("p", { class: "card-note", text: say("passkeysAbout") });
  const list = createKeyedList(el("ol", { class: "passkeys", "aria-label": say("passkeysOf", { name }) }), {
    idOf: ({ id }) => id,
    create: item => createOwnPasskey({ item, name, desk, gone }),
  });
  const adder = createDeed({ text: say("addPasskey"), label: say("addPasskeyTo", { name }), look: "plain",
    alert: desk.alert, act: add, done: tell, explain: error => explainDeed("errorNotDone", error) });
  const told = el("p", { class: "card-told", hidden: true });
  const dom = el("section", { class: "own-passkeys", "aria-labelledby": heading.id }, heading, about, list.dom,
    adder.dom, adder.failure, told);
  adder.dom.hidden = !passkeys;

  async function add() {
    told.hidden = true;
    const added = await passkeys.add(held);
    if (added) await device.load().catch(() => { /* with the next chance */ });
    return added;
  }

  function tell(added) {
    setText(told, added ? say("passkeyAdded", { name }) : say("passkeyNotAdded"));
    told.hidden = false;
    desk.saved(told.textContent);
  }

  function gone() {
    update(held);
    if (dom.hidden) refuge();
    else heading.focus();
  }

  /** @param {import("../device_api.js").HeldName} next */
  function update(next) {
    held = next;
    list.update(held.passkeys);
    // What was removed elsewhere may still be there, with the focus.
    list.dom.hidden = !list.size;
    dom.hidden = !passkeys && !list.size;
  }

  update(first);
  return { dom, update };
}
