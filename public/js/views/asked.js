// @ts-check
import { nameKey } from "../device.js";
import { el, setText } from "../dom.js";
import { say } from "../words.js";

/**
 * Who asks for the removal of a talk or comment that its author brought back.
 * @param {ReturnType<typeof import("../device.js").createDevice>} device
 */
export function createAsked(device) {
  const dom = el("p", { class: "asked", dir: "auto", hidden: true });
  return {
    dom,
    /** @param {{removal_asked?: string}} thing */
    update({ removal_asked: name = "" }) {
      const own = device.holds(name) && nameKey(device.actor) === nameKey(name);
      setText(dom, !name ? "" : own ? say("removalAskedByYou") : say("removalAskedBy", { name }));
      if (dom.hidden !== !name) dom.hidden = !name;
    },
  };
}
