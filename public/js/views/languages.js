// @ts-check
import { button } from "../dom.js";

/**
 * Buttons that turn the page into another language, each in its own.
 * @param {{languages: import("../languages.js").Language[], spoken: import("../languages.js").Language,
 *   choose: (tag: string) => void}} options
 */
export const createLanguageButtons = ({ languages, spoken, choose }) => languages
  .filter(language => language !== spoken)
  .map(({ tag, name }) => {
    const dom = button(name, { click: () => choose(tag) });
    dom.lang = tag;
    return dom;
  });
