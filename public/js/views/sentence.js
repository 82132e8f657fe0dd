// @ts-check
import { historyAddress } from "../addresses.js";
import { spoken } from "../describe.js";
import { el, phrase, whenLeft } from "../dom.js";

/**
 * What happened, with its people and talks as links to all that happened by and to them.
 * @param {import("../describe.js").Sentence} sentence
 * @returns {(Node | string)[]}
 */
export function sentenceNodes({ key, slots, count = 0 }) {
  const nodes = Object.entries(slots).map(([name, { kind, text, id }]) => {
    const words = el("bdi", { text });
    if (kind === "person") return [name, el("a", { href: historyAddress({ by: text }) }, words)];
    return [name, id ? el("a", { href: historyAddress({ talk: id }) }, words) : words];
  });
  return phrase(key, Object.fromEntries(nodes), { count });
}

/** The heading of a change. @param {{id: string}} options */
export function createSentence({ id }) {
  const dom = el("h3", { class: "change-what", id, tabindex: -1 });
  let shown = "";
  return {
    dom,
    /** @param {import("../describe.js").Sentence} sentence */
    update(sentence) {
      const next = spoken(sentence);
      if (shown === next) return;
      shown = next;
      // A link in it that has the focus stays until the focus has moved on.
      if (document.activeElement === dom) dom.replaceChildren(...sentenceNodes(sentence));
      else whenLeft(dom, () => shown === next && dom.replaceChildren(...sentenceNodes(sentence)));
    },
  };
}
