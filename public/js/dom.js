// @ts-check
import { linkify } from "./linkify.js";
import { say } from "./words.js";

let ids = 0;
export const freshId = () => `x${++ids}`;

/**
 * An element. `text`, `on` (listeners) and `class` mean what they say; everything else is an
 * attribute, of which false and undefined are left out.
 * @param {string} tag
 * @param {Record<string, any>} [options]
 * @param {...(Node | string)} children
 * @returns {any}
 */
export function el(tag, { text, on = {}, ...attributes } = {}, ...children) {
  const dom = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) dom.setAttribute(name, value === true ? "" : value);
  }
  for (const [event, listener] of Object.entries(on)) dom.addEventListener(event, listener);
  if (text !== undefined) dom.textContent = text;
  dom.append(...children);
  return dom;
}

/** A button that submits nothing. `label` is what it is called when its text alone would be unclear. */
export function button(text, { label = "", look = "quiet", click }) {
  return el("button", { type: "button", class: `button-${look}`, "aria-label": label || undefined,
    text, on: { click } });
}

/** Changes text only when it is another, so that nothing is redrawn for nothing. */
export function setText(dom, text) {
  if (dom.textContent !== text) dom.textContent = text;
}

/** Gives a button or link the name by which it is called when its text alone would be unclear. */
export function setLabel(dom, label) {
  if (dom.getAttribute("aria-label") !== label) dom.setAttribute("aria-label", label);
}

/**
 * A phrase of the catalogue around elements: `{who} removed {title}`.
 * @param {Parameters<typeof say>[0]} key
 * @param {Record<string, Node>} nodes
 * @param {Record<string, number>} [values]
 * @returns {(Node | string)[]}
 */
export function phrase(key, nodes, values = {}) {
  const names = Object.keys(nodes);
  const places = Object.fromEntries(names.map((name, index) => [name, String.fromCharCode(0xe000 + index)]));
  return say(key, { ...values, ...places }).split(/([\ue000-\ue0ff])/).filter(Boolean)
    .map(part => nodes[names[part.charCodeAt(0) - 0xe000]] ?? part);
}

/**
 * Acts at once, or, while the focus is inside the element, when it has moved out of it (and not only
 * to another window).
 */
export function whenLeft(dom, action) {
  if (!dom.contains(document.activeElement)) return action();
  const left = event => {
    if (dom.contains(event.relatedTarget) || !document.hasFocus()) return;
    dom.removeEventListener("focusout", left);
    action();
  };
  dom.addEventListener("focusout", left);
}

/**
 * What somebody wrote: as text, with its web addresses as links. While a link in it has the focus, a
 * new text waits until the focus has moved on.
 */
export function createProse({ tag = "p", look }) {
  const dom = el(tag, { class: look, dir: "auto" });
  let shown = "";
  let next = "";
  const show = () => {
    if (next === shown) return;
    shown = next;
    dom.replaceChildren(...linkify(shown).map(({ text, href }) => href
      ? el("a", { href, rel: "noopener nofollow", target: "_blank", text })
      : document.createTextNode(text)));
  };
  return {
    dom,
    /** @param {string} text */
    update(text) {
      next = text;
      whenLeft(dom, show);
    },
  };
}
