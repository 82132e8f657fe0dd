// @ts-check
import { button, el, setLabel, whenLeft } from "../dom.js";
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
  let shown = talk;
  let editing = false;

  function offerEditing() {
    if (editing) editor.hidden = true;
    else if (desk.device.mayChange(shown)) editor.hidden = false;
    else whenLeft(editor, () => { editor.hidden = editing || !desk.device.mayChange(shown); });
  }

  desk.device.onChange(offerEditing);
  return {
    dom, toggle, editor, remover,
    /** Whether the talk is being edited. */
    set editing(value) {
      editing = value;
      offerEditing();
    },
    /** @param {any} next */
    update(next) {
      const { title } = next;
      shown = next;
      toggle.update(next);
      offerEditing();
      setLabel(editor, say("editTalk", { title }));
      setLabel(remover.dom, say("removeTalk", { title }));
    },
  };
}
