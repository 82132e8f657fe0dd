// @ts-check
import { changeAddress, historyAddress } from "../addresses.js";
import { changeSentence, spoken } from "../describe.js";
import { el, freshId, phrase } from "../dom.js";
import { isUndone } from "../history_list.js";
import { exactly, say, timeOfDay } from "../words.js";
import { createChangeActions } from "./change_actions.js";
import { changeTexts } from "./change_texts.js";
import { createSentence } from "./sentence.js";

/**
 * One entry of the history: what happened, when, what it said before and after; and what can be done.
 * @param {{entry: import("../history_list.js").Entry, desk: any}} options
 */
export function createChangeView({ entry: first, desk }) {
  const { version, time: instant } = first.change;
  const id = freshId();
  const heading = createSentence({ id });
  const time = el("time", { datetime: instant, title: exactly(instant), text: timeOfDay(instant) });
  const undoing = el("span", { class: "change-note" });
  const state = el("span", { class: "change-note" });
  const from = el("span", { class: "change-note", hidden: true });
  const { filter } = desk.log;
  const texts = el("div", { class: "change-texts" });
  const actions = createChangeActions({ version, desk, heading: heading.dom,
    stateLink: () => state.querySelector("a") });
  const meta = el("div", { class: "change-meta" }, time, undoing, state, from, actions.eraser);
  const dom = el("li", { class: "change", "data-version": version },
    el("article", { "aria-labelledby": id }, heading.dom, actions.undo, meta, texts, actions.dom));
  let shown = "";

  function showTexts(change) {
    const next = JSON.stringify(change.steps);
    if (next === shown) return;
    shown = next;
    texts.replaceChildren(...changeTexts(change));
    texts.hidden = !texts.firstChild;
  }

  const toChange = (number, text) => el("a", { href: changeAddress(number), "data-change": number, text });

  /** The link stays the same as long as it says the same, so that it can keep the focus. */
  function note(place, key, link) {
    const label = link ? `${key} ${link.href} ${link.textContent}` : key;
    if (place.dataset.says === label) return;
    place.dataset.says = label;
    place.hidden = !label;
    place.replaceChildren(...(link ? key === "undoing" ? phrase(key, { change: link }) : [link] : [key]));
  }

  /** @param {import("../history_list.js").Entry} entry */
  function update(entry) {
    const { change, inTheWay, undone } = entry;
    const sentence = changeSentence(change, undone);
    const what = spoken(sentence);
    heading.update(sentence);
    const [number] = change.undoes ?? [];
    note(undoing, number ? "undoing" : "", number && toChange(number,
      undone.length ? say("changeOf", { time: timeOfDay(undone[0].time) }) : say("earlierChange")));
    const isFinal = change.steps.every(({ event }) => event === "purged" || event === "removal_asked");
    if (!change.undo) note(state, isFinal ? "" : say("erasedForGood"), null);
    else note(state, change.in_the_way ? "in the way" : "", change.in_the_way && toChange(change.in_the_way,
      isUndone(entry) ? say("undoneBy", { name: inTheWay?.by ?? say("somebody") }) : say("changedSince")));
    const suspect = change.device && !filter.device && (filter.by || entry.several);
    note(from, suspect ? "from" : "", suspect && el("a", { href: historyAddress({ device: change.device ?? "" }),
      text: say("allFromDevice") }));
    showTexts(change);
    actions.update(entry, what);
  }

  update(first);
  return {
    dom, update,
    /** Nobody tells any more what it said; what has the focus stays until the focus has moved on, unless
     *  this page is erasing it: then the others may tell before the answer comes. */
    stays() {
      texts.replaceChildren();
      const focused = dom.contains(document.activeElement);
      if (focused && actions.erasing) desk.refuge();
      return focused && !actions.erasing;
    },
  };
}
