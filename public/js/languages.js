// @ts-check
import { en } from "./words/en.js";
import { pt } from "./words/pt.js";

/** @typedef {{tag: string, name: string, words: typeof en}} Language  `tag` after BCP 47, `name` in itself */

/** @type {Language[]} */
export const languages = [{ tag: "en", name: "English", words: en }, { tag: "pt-BR", name: "Português", words: pt }];

const base = tag => tag.toLowerCase().split("-")[0];

/**
 * The first of those somebody would like that the pages speak.
 * @param {string} chosen  by the person; empty when they have not
 * @param {readonly string[]} preferred  by their browser
 * @returns {Language}
 */
export function chooseLanguage(chosen, preferred) {
  for (const tag of [chosen, ...preferred]) {
    const found = languages.find(each => base(each.tag) === base(tag));
    if (found) return found;
  }
  return languages[0];
}
