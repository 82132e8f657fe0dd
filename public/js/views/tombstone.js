// @ts-check
import { button, el, setLabel, setText, whenLeft } from "../dom.js";
import { say } from "../words.js";
import { createDeed } from "./deed.js";
import { explainUndo } from "./explain.js";
import { strand, unstrand } from "./strand.js";

/**
 * What is left in place of a removed thing: a strip of the same height, which says who removed it and
 * takes that back. What has the focus stays until it is left, and a form with typed text stays with it.
 * @param {object} options
 * @param {string} options.id            of the thing
 * @param {any} options.desk
 * @param {HTMLElement} options.host     keeps its height
 * @param {() => HTMLElement[]} options.parts  disappear
 * @param {() => HTMLElement[]} [options.around]  disappear but for the forms in them
 * @param {() => any[]} options.forms    disappear unless something is typed in them
 * @param {(removal: {by: string | null, mine: boolean}) => string} options.words
 * @param {() => {undo: string, hide: string, undone: string}} options.labels  of the buttons, and what is said
 * @param {() => void} options.hide      takes the strip away
 * @param {() => void} options.refocus   moves the focus from Undo to the thing, which is back
 */
export function createTombstone({ id, desk, host, parts, around = () => [], forms, words, labels, hide, refocus }) {
  const text = el("p", { dir: "auto" });
  const undo = createDeed({
    text: say("undo"), label: labels().undo, look: "plain", alert: desk.alert, explain: error => explainUndo(error),
    act: async key => { if (!returning) await desk.actions.restore(id, key); },
    done: () => {
      returning = true;
      desk.saved(labels().undone);
    },
  });
  const hider = button(say("hide"), { label: labels().hide, click: hide });
  const dom = el("div", { class: "tombstone", hidden: true }, text,
    el("div", { class: "tombstone-actions" }, undo.dom, hider), undo.failure);
  /** It was undone here, and the board that has it again is on its way. */
  let returning = false;

  /** How to bring back what has gone with the thing, and not before. @type {(() => void)[]} */
  const returns = [];

  function retire(part, how = "") {
    if (part.hasAttribute("data-retired")) return;
    part.setAttribute("data-retired", how);
    returns.push(() => part.removeAttribute("data-retired"));
  }

  function keepWords(form) {
    if (form.dom.hasAttribute("data-stranded")) return;
    strand(form);
    returns.push(() => unstrand(form));
  }

  const retireForm = form => form.typed() ? keepWords(form) : retire(form.dom);
  const inText = form => document.activeElement?.matches("textarea") && form.dom.contains(document.activeElement);

  function buryForm(form) {
    // The buttons of a form may go at once while somebody is typing in its text, which stays.
    if (form.typed() && inText(form)) keepWords(form);
    else whenLeft(form.dom, () => !dom.hidden && retireForm(form));
  }

  function tell() {
    const removal = desk.removals.of(id);
    setText(text, words(removal));
    undo.dom.hidden = !removal.undoable;
  }

  desk.removals.watch(id, tell);
  return {
    dom,
    get buried() { return !dom.hidden; },

    bury() {
      tell();
      if (!dom.hidden) return;
      host.style.minBlockSize = `${host.getBoundingClientRect().height}px`;
      host.setAttribute("data-removed", "");
      setLabel(undo.dom, labels().undo);
      setLabel(hider, labels().hide);
      undo.clear();
      returning = false;
      dom.hidden = false;
      for (const part of parts()) whenLeft(part, () => !dom.hidden && retire(part));
      for (const part of around()) retire(part, "around");
      forms().forEach(buryForm);
    },

    /** The thing is back. */
    revive() {
      if (dom.hidden) return;
      const followed = dom.contains(document.activeElement);
      dom.hidden = true;
      host.style.minBlockSize = "";
      host.removeAttribute("data-removed");
      for (const bringBack of returns.splice(0)) bringBack();
      if (followed) refocus();
    },

    focus: () => undo.dom.focus(),
    get words() { return text.textContent; },
  };
}
