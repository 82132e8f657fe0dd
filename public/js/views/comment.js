// @ts-check
import { button, createProse, el, setText } from "../dom.js";
import { moment, say } from "../words.js";
import { createMark } from "./mark.js";
import { createCommentEditing } from "./message_form.js";
import { createRemoval } from "./removal.js";
import { createTombstone } from "./tombstone.js";

/**
 * One comment: who, when, what; and its editing and removal in its place.
 * @param {{talk: any, comment: any, desk: any, hide: () => void}} options
 */
export function createCommentView({ talk, comment: first, desk, hide }) {
  let comment = first;
  let editing = null;
  const author = el("bdi", { class: "comment-author" });
  const time = el("time", { datetime: first.written, text: moment(first.written) });
  const prose = createProse({ look: "prose" });
  const values = { name: first.author, time: moment(first.written) };
  const editor = button(say("edit"), { label: say("editComment", values), click: () => edit().focus() });
  const remover = button(say("remove"), { label: say("removeComment", values),
    click: () => removal.ask(say("removeCommentAsk")) });
  const actions = el("div", { class: "comment-actions" }, editor, remover);
  const meta = el("p", { class: "comment-meta" }, author, " ", time, " ", createMark(desk.news, first.id).dom);
  const removal = createRemoval({
    confirm: say("removeCommentNow"), opener: remover, replaces: actions, alert: desk.alert,
    remove: key => desk.actions.removeComment(talk, comment, key),
    removed: () => {
      const followed = dom.contains(document.activeElement) || document.activeElement === document.body;
      tombstone.bury(say("commentRemovedByYou"));
      desk.saved(say("commentRemovedByYou"));
      if (followed) tombstone.focus();
    },
  });
  const dom = el("li", { class: "comment", "data-id": first.id });
  const tombstone = createTombstone({ host: dom, label: say("hideComment"), hide,
    parts: () => [meta, prose.dom, actions, removal.dom], forms: () => editing ? [editing] : [] });
  dom.append(tombstone.dom, meta, prose.dom, actions, removal.dom);

  function edit() {
    if (!editing) {
      editing = createCommentEditing({ talk, comment, desk, close: stopEditing });
      prose.dom.after(editing.dom);
      prose.dom.hidden = actions.hidden = true;
    }
    return editing;
  }

  function stopEditing() {
    const followed = editing.dom.contains(document.activeElement);
    editing.dom.remove();
    editing = null;
    prose.dom.hidden = actions.hidden = false;
    if (followed) editor.focus();
  }

  function update(next) {
    comment = next;
    tombstone.revive();
    setText(author, comment.author);
    prose.update(comment.message);
    editor.hidden = comment.author !== desk.person.name;
  }

  update(first);
  desk.person.onChange(() => { editor.hidden = comment.author !== desk.person.name; });
  if (desk.drafts(`edit.${first.id}`).read()) edit();
  return {
    dom, update,
    stays() {
      if (removal.busy || tombstone.buried) return true;
      if (!desk.inView(dom) && !dom.contains(document.activeElement) && !editing?.typed()) return false;
      tombstone.bury(say("commentRemoved", { name: comment.author }));
      return true;
    },
  };
}
