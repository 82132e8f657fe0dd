// @ts-check
import { el, setText } from "../dom.js";
import { createKeyedList } from "../keyed_list.js";
import { say } from "../words.js";
import { createHeldName } from "./held_name.js";

/** The names that this device holds. @param {{desk: any}} options */
export function createYourNames({ desk }) {
  const { device } = desk;
  const heading = el("h2", { id: "names", tabindex: -1, text: say("yourNames") });
  const list = createKeyedList(el("ol", { class: "name-cards" }), {
    idOf: held => held.name,
    create: held => createHeldName({ held, desk, refuge: () => heading.focus() }),
  });
  const none = el("p", { class: "card-about", text: say("noNames") });
  const dom = el("section", { class: "your-names", "aria-labelledby": "names" }, heading, none, list.dom);

  function update() {
    list.update(device.names);
    none.hidden = device.names.length > 0;
    const { signedIn, namesAreGiven } = device;
    setText(none, signedIn ? say("signedInAs", { name: signedIn }) : say(namesAreGiven ? "signedInNot" : "noNames"));
    list.dom.hidden = !device.names.length;
  }

  update();
  device.onChange(update);
  return { dom, update };
}
