// @ts-check
import { el } from "../dom.js";
import { say } from "../words.js";
import { createChoice } from "./choice.js";

/**
 * Whether others see when this person is here and writes. It counts at once, in all pages of this browser.
 * @param {{memory: import("../storage.js").Memory, changed: () => void, saved: (text: string) => void}} options
 */
export function createSeenView({ memory, changed, saved }) {
  const choice = createChoice({ type: "checkbox", name: "seen", checked: !memory.get("unseen"), label: say("seenLabel"),
    hint: say("seenHint"), choose(isSeen) {
      memory.set("unseen", isSeen ? "" : "1");
      changed();
      saved(say("saved"));
    } });
  return { dom: el("section", { class: "setting", "aria-labelledby": "seen" },
    el("h2", { id: "seen", tabindex: -1, text: say("seenHeading") }),
    el("div", { class: "setting-choices" }, choice.dom)) };
}
