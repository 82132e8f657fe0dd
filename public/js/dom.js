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

/** A phrase of the catalogue around an element: `by {name}`. */
export function phrase(key, placeholder, node) {
  const [before, after] = say(key, { [placeholder]: "\ue000" }).split("\ue000");
  return [before, node, after].filter(part => part !== "");
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
