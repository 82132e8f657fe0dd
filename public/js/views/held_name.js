// @ts-check
import { nameKey } from "../device.js";
import { button, el, freshId, setText } from "../dom.js";
import { createKeyedList } from "../keyed_list.js";
import { moment, say } from "../words.js";
import { createAddDevice } from "./add_device.js";
import { createOwnDevice } from "./own_device.js";
import { createOwnPasskeys } from "./own_passkeys.js";

/**
 * A name that this device holds, with its devices and passkeys, and the ways to others.
 * @param {{held: import("../device_api.js").HeldName, desk: any, refuge: () => void}} options
 *   `refuge` takes the focus when the name is gone
 */
export function createHeldName({ held: first, desk, refuge }) {
  const { name } = first;
  const { person } = desk;
  const heading = el("h3", { id: freshId(), dir: "auto", tabindex: -1, text: name });
  const since = el("span", { class: "card-note" });
  const chooser = button(say("writeAs", { name }), { look: "plain", click: choose });
  const list = createKeyedList(el("ol", { class: "devices", "aria-label": say("devicesOf", { name }) }), {
    idOf: ({ device }) => device.device,
    create: item => createOwnDevice({ item, desk, refuge: () => heading.isConnected ? heading.focus() : refuge() }),
  });
  const adding = createAddDevice({ held: first, desk });
  const passkeys = createOwnPasskeys({ held: first, desk, refuge: () => heading.focus() });
  const dom = el("li", {}, el("article", { class: "card", "aria-labelledby": heading.id },
    el("div", { class: "card-head" }, heading, since, chooser), list.dom, adding.dom, passkeys.dom));

  function choose() {
    person.become(name);
    heading.focus();
    desk.saved(say("writingAs", { name }));
  }

  const offer = () => { chooser.hidden = nameKey(person.name) === nameKey(name); };

  /** @param {import("../device_api.js").HeldName} held */
  function update(held) {
    setText(since, say("nameSince", { time: moment(held.since) }));
    list.update(held.devices.map(device => ({ name, device, only: held.devices.length === 1 })));
    adding.update(held);
    passkeys.update(held);
    offer();
  }

  update(first);
  person.onChange(offer);
  return { dom, update };
}
