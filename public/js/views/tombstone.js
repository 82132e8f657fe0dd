// @ts-check
import { button, el, setText, whenLeft } from "../dom.js";
import { say } from "../words.js";
import { strand } from "./strand.js";

/**
 * What is left in place of a removed thing: a strip of the same height. What has the focus stays until
 * it is left, and a form with typed text stays with it.
 * @param {object} options
 * @param {HTMLElement} options.host      keeps its height
 * @param {() => HTMLElement[]} options.parts  disappear
 * @param {() => any[]} options.forms     disappear unless something is typed in them
 * @param {string} options.label          of the button that takes the strip away
 * @param {() => void} options.hide
 */
export function createTombstone({ host, parts, forms, label, hide }) {
  const text = el("span", { dir: "auto" });
  const hider = button(say("hide"), { label, click: hide });
  const dom = el("p", { class: "tombstone", hidden: true }, text, hider);

  const retire = part => part.setAttribute("data-retired", "");
  const retireForm = form => form.typed() ? strand(form) : retire(form.dom);
  const inText = form => document.activeElement?.matches("textarea") && form.dom.contains(document.activeElement);

  function buryForm(form) {
    // The buttons of a form may go at once while somebody is typing in its text, which stays.
    if (form.typed() && inText(form)) strand(form);
    else whenLeft(form.dom, () => !dom.hidden && retireForm(form));
  }

  return {
    dom,
    get buried() { return !dom.hidden; },

    /** @param {string} words */
    bury(words) {
      setText(text, words);
      if (!dom.hidden) return;
      host.style.minBlockSize = `${host.getBoundingClientRect().height}px`;
      host.setAttribute("data-removed", "");
      dom.hidden = false;
      for (const part of parts()) whenLeft(part, () => !dom.hidden && retire(part));
      forms().forEach(buryForm);
    },

    /** The thing is back. */
    revive() {
      if (dom.hidden) return;
      dom.hidden = true;
      host.style.minBlockSize = "";
      host.removeAttribute("data-removed");
      for (const part of [...parts(), ...forms().map(form => form.dom)]) {
        part.removeAttribute("data-retired");
        part.removeAttribute("data-stranded");
      }
    },

    focus: () => hider.focus(),
  };
}
