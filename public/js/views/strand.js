// @ts-check
import { button, el } from "../dom.js";
import { say } from "../words.js";

/**
 * Keeps a form whose thing is gone for the text in it: nothing can be sent any more, only copied.
 * @param {{dom: HTMLElement, notice: HTMLElement}} form
 */
export function strand({ dom, notice }) {
  if (dom.hasAttribute("data-stranded")) return;
  dom.setAttribute("data-stranded", "");
  const field = /** @type {HTMLTextAreaElement} */ (dom.querySelector("textarea"));
  const copier = button(say("copy"), { look: "plain", click: async () => {
    await copy(field);
    copier.textContent = say("copied");
  } });
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

/** The clipboard interface exists only in secure contexts; over http the old command still works. */
async function copy(field) {
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    field.select();
    document.execCommand("copy");
  }
}
