// @ts-check
import { button, createProse, el, setText, whenLeft } from "../dom.js";
import { moment, say } from "../words.js";
import { createAsked } from "./asked.js";
import { createDeed } from "./deed.js";
import { explainRemoval } from "./explain.js";
import { createMark } from "./mark.js";
import { createCommentEditing } from "./message_form.js";
import { createTombstone } from "./tombstone.js";
import { createWaitingList } from "./waiting_list.js";

/**
 * One comment: who, when, what; and its editing and removal in its place.
 * @param {{talk: any, comment: any, desk: any, hide: () => void}} options
 */
export function createCommentView({ talk, comment: first, desk, hide }) {
  const { id } = first;
  let comment = first;
  let editing = null;
  const author = el("bdi", { class: "comment-author" });
  const time = el("time", { datetime: first.written, text: moment(first.written) });
  const prose = createProse({ look: "prose" });
  const asked = createAsked(desk.device);
  const values = { name: first.author, time: moment(first.written) };
  const editor = button(say("edit"), { label: say("editComment", values), click: startEditing });
  const remover = createDeed({ text: say("remove"), label: say("removeComment", values), explain: explainRemoval,
    act: key => desk.actions.removeComment(talk, comment, key), done: removed, alert: desk.alert });
  const actions = el("div", { class: "comment-actions" }, editor, remover.dom);
  const meta = el("p", { class: "comment-meta" }, author, " ", time, " ", createMark(desk.news, id).dom);
  const dom = el("li", { class: "comment", "data-id": id });
  const tombstone = createTombstone({ id, desk, host: dom, hide, refocus: () => remover.dom.focus(),
    parts: () => [meta, asked.dom, prose.dom, actions, remover.failure], forms: () => editing ? [editing] : [],
    labels: () => ({ undo: say("undoRemovedComment", values), hide: say("hideComment"),
      undone: say("commentIsBack") }),
    words: ({ by, mine }) => {
      if (mine) return say("commentRemovedByYou", values);
      return by ? say("commentRemovedBy", { ...values, by }) : say("commentRemoved", values);
    } });
  const waiting = createWaitingList({ dom: el("div", { class: "waiting-edits" }), desk, tag: "div",
    look: "waiting-edit", wanted: entry => entry.comment === id && !tombstone.buried, edit: takeBack,
    refuge: () => editor.focus() });
  dom.append(tombstone.dom, meta, asked.dom, prose.dom, waiting.dom, actions, remover.failure);

  function removed(answer) {
    if (answer) return desk.saved(say("removalAskedByYou"));
    const followed = dom.contains(document.activeElement) || document.activeElement === document.body;
    tombstone.bury();
    desk.saved(tombstone.words);
    if (followed) tombstone.focus();
  }

  function edit() {
    if (!editing) {
      editing = createCommentEditing({ talk, comment, desk, close: stopEditing });
      prose.dom.after(editing.dom);
      prose.dom.hidden = actions.hidden = true;
    }
    return editing;
  }

  /** An edit that waits is taken back into the form, unless another one is there. @returns {boolean} */
  function takeBack({ values, key, problem }) {
    const free = !editing;
    const form = edit();
    form.focus();
    if (free) { form.clear(); form.resume(values, key, problem); }
    return free;
  }

  function startEditing() {
    const entry = desk.outbox.standing.find(each => each.comment === id && each.state !== "discarded");
    if (!entry) return edit().focus();
    if (takeBack(entry)) desk.outbox.drop(entry.id);
  }

  function stopEditing() {
    const followed = editing.dom.contains(document.activeElement);
    editing.dom.remove();
    editing = null;
    prose.dom.hidden = actions.hidden = false;
    if (followed) editor.focus();
  }

  /** What belongs to nobody is edited by those who go by its name. */
  function offerEditing() {
    const mine = comment.owned ? desk.device.mayChange(comment) : comment.author === desk.person.name;
    if (mine) editor.hidden = false;
    else whenLeft(editor, () => { editor.hidden = true; });
  }

  function update(next) {
    comment = next;
    tombstone.revive();
    setText(author, comment.author);
    prose.update(comment.message);
    asked.update(comment);
    offerEditing();
    waiting.update();
  }

  update(first);
  desk.person.onChange(offerEditing);
  desk.device.onChange(offerEditing);
  if (desk.drafts(`edit.${id}`).read()) edit();
  return {
    dom, update,
    /** Of an edit, while there is one. */
    get form() { return editing; },
    stays() {
      if (remover.busy || tombstone.buried) return true;
      if (!desk.inView(dom) && !dom.contains(document.activeElement) && !editing?.typed()) return false;
      tombstone.bury();
      waiting.update();
      return true;
    },
  };
}
