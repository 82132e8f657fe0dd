// @ts-check
import { stepSentence, stepTexts } from "../describe.js";
import { createProse, el, phrase } from "../dom.js";
import { say } from "../words.js";
import { sentenceNodes } from "./sentence.js";

/** About what the style sheet shows of a text while it is clamped. */
const isLong = text => text.length > 240 || text.split("\n").length > 4;

/** A text, of which a long one shows its beginning until it is asked for. */
function clamped(text) {
  const prose = createProse({ tag: "div", look: "prose" });
  prose.update(text || say("noSummary"));
  if (!isLong(text)) return [prose.dom];
  prose.dom.setAttribute("data-clamped", "");
  const toggle = el("button", { type: "button", class: "button-quiet change-more", "aria-expanded": "false",
    text: say("showMore"), on: { click: () => {
      const open = !prose.dom.toggleAttribute("data-clamped");
      toggle.setAttribute("aria-expanded", String(open));
      toggle.textContent = say(open ? "showLess" : "showMore");
    } } });
  return [prose.dom, toggle];
}

const plain = text => el("div", { class: "change-text" }, ...clamped(text));

const labelled = (key, text) =>
  el("div", { class: "change-text" }, el("p", { class: "change-label", text: say(key) }), ...clamped(text));

/** @param {ReturnType<typeof stepTexts>[number]} texts */
function textNodes({ label, before, after }) {
  if (before === null) {
    return [el("p", { class: "change-label", text: say("formerErased") }), plain(after)];
  }
  if (before === undefined || after === undefined) {
    return [plain(before ?? after)];
  }
  if (!label) return [labelled("textBefore", before), labelled("textAfter", after)];
  return [el("p", { class: "change-label" }, ...phrase("fromTo", { label: document.createTextNode(label),
    before: el("bdi", { text: before }), after: el("bdi", { text: after }) }))];
}

/** What an undo of several things did, one by one. */
function steps(change) {
  const list = el("ul", { class: "change-steps" }, ...change.steps.map(step =>
    el("li", {}, ...sentenceNodes(stepSentence(step, change)))));
  return el("details", {}, el("summary", { text: say("putBack") }), list);
}

/**
 * The words a change is about, where they help to decide whether to undo it.
 * @param {import("../changes_api.js").Change} change
 * @returns {Node[]}
 */
export function changeTexts(change) {
  if (!change.steps.length) return [];
  if (change.steps.length !== 1) return [steps(change)];
  return change.steps.flatMap(stepTexts).flatMap(textNodes);
}
