// @ts-check
import { el } from "../dom.js";
import { say } from "../words.js";
import { createCopier } from "./copier.js";

/**
 * Keeps a form whose thing is gone for the text in it: nothing can be sent any more, only copied.
 * @param {{dom: HTMLElement, notice: HTMLElement}} form
 */
export function strand({ dom, notice }) {
  if (dom.hasAttribute("data-stranded")) return;
  dom.setAttribute("data-stranded", "");
  const field = /** @type {HTMLTextAreaElement} */ (dom.querySelector("textarea"));
  const copier = createCopier({ text: () => field.value });
  notice.hidden = false;
  notice.replaceChildren(el("p", { text: say("yourText") }), copier);
}

/** What the form was for is back: it goes on as it was. */
export function unstrand({ dom, notice }) {
  if (!dom.hasAttribute("data-stranded")) return;
  dom.removeAttribute("data-stranded");
  notice.hidden = true;
  notice.replaceChildren();
}
