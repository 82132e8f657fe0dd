// @ts-check
import { el } from "../dom.js";
import { say } from "../words.js";
import { createChoice } from "./choice.js";

const extents = [["all", "extentAll", "extentAllHint"], ["", "extentSome", "extentSomeHint"],
  ["none", "extentNone", "extentNoneHint"]];

/**
 * How much a screen reader is told of what others do. A choice counts at once, in all pages of this browser.
 * @param {{memory: import("../storage.js").Memory, saved: (text: string) => void}} options
 */
export function createExtentView({ memory, saved }) {
  const choices = extents.map(([value, label, hint]) => createChoice({ type: "radio", name: "extent", value,
    checked: memory.get("extent") === value, label: say(/** @type {any} */ (label)),
    hint: say(/** @type {any} */ (hint)), choose() {
      memory.set("extent", value);
      saved(say("saved"));
    } }).dom);
  return { dom: el("section", { class: "setting", "aria-labelledby": "extent" },
    el("h2", { id: "extent", tabindex: -1, text: say("extentHeading") }),
    el("fieldset", { class: "setting-choices" }, el("legend", { text: say("extentAbout") }), ...choices)) };
}
