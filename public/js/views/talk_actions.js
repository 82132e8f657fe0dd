// @ts-check
import { button, el, setLabel } from "../dom.js";
import { say } from "../words.js";
import { createDeed } from "./deed.js";
import { explainRemoval } from "./explain.js";
import { createToggle } from "./toggle.js";

/**
 * What can be done with a talk: open it, edit it, remove it.
 * @param {object} options
 * @param {any} options.talk
 * @param {any} options.desk
 * @param {(open: boolean) => void} options.toggled
 * @param {() => void} options.edit
 * @param {(key: string) => Promise<void>} options.remove
 * @param {() => void} options.removed
 */
export function createTalkActions({ talk, desk, toggled, edit, remove, removed }) {
  const toggle = createToggle({ talk, news: desk.news, click: toggled });
  const editor = button(say("edit"), { click: edit });
  const remover = createDeed({ text: say("remove"), act: remove, done: removed, explain: explainRemoval,
    alert: desk.alert });
  const dom = el("div", { class: "talk-actions" }, toggle.dom,
    el("div", { class: "talk-tools" }, editor, remover.dom), remover.failure);
  return {
    dom, toggle, editor, remover,
    /** @param {any} next */
    update(next) {
      const { title } = next;
      toggle.update(next);
      setLabel(editor, say("editTalk", { title }));
      setLabel(remover.dom, say("removeTalk", { title }));
    },
  };
}
