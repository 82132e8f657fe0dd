// @ts-check
import { el, freshId } from "../dom.js";
import { say } from "../words.js";

const extents = [["all", "extentAll", "extentAllHint"], ["", "extentSome", "extentSomeHint"],
  ["none", "extentNone", "extentNoneHint"]];

/**
 * How much a screen reader is told of what others do. A choice counts at once, in all pages of this browser.
 * @param {{memory: import("../storage.js").Memory, saved: (text: string) => void}} options
 */
export function createExtentView({ memory, saved }) {
  const choices = extents.map(([value, key, hint]) => {
    const about = freshId();
    const input = el("input", { type: "radio", name: "extent", value, "aria-describedby": about,
      checked: memory.get("extent") === value, on: { change: () => {
        memory.set("extent", value);
        saved(say("saved"));
      } } });
    return el("div", { class: "choice" },
      el("label", {}, input, el("span", { text: say(/** @type {any} */ (key)) })),
      el("p", { class: "field-hint", id: about, text: say(/** @type {any} */ (hint)) }));
  });
  return { dom: el("section", { class: "extent", "aria-labelledby": "extent" },
    el("h2", { id: "extent", tabindex: -1, text: say("extentHeading") }),
    el("fieldset", {}, el("legend", { text: say("extentAbout") }), ...choices)) };
}
