// @ts-check
import { button, el } from "../dom.js";
import { say } from "../words.js";

/**
 * A button that copies a text, and says so.
 * @param {{text: () => string, words?: string, label?: string, look?: string,
 *   saved?: (text: string) => void}} options  `words` stand on it
 */
export function createCopier({ text, words = say("copy"), label = "", look = "plain", saved = () => {} }) {
  const dom = button(words, { look, label, click: async () => {
    await copy(text(), dom);
    dom.textContent = say("copied");
    if (label) dom.setAttribute("aria-label", say("copied"));
    saved(say("copied"));
  } });
  dom.addEventListener("blur", () => {
    dom.textContent = words;
    if (label) dom.setAttribute("aria-label", label);
  });
  return dom;
}

/** The clipboard interface exists only in secure contexts; over http the old command still works. */
async function copy(text, near) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = el("textarea", { "aria-hidden": "true", tabindex: -1, class: "only-copied" });
    field.value = text;
    near.after(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    near.focus();
  }
}
