// @ts-check
import { button, createProse, el, freshId, phrase, setText } from "../dom.js";
import { moment, say } from "../words.js";
import { createDiscussion } from "./discussion.js";
import { createMark } from "./mark.js";
import { createRemoval } from "./removal.js";
import { createTalkEditing } from "./talk_editing.js";
import { createToggle } from "./toggle.js";
import { createTombstone } from "./tombstone.js";

/**
 * One talk: its head and summary, and once it is opened its comments and the field for another.
 * @param {{talk: any, desk: any, hide: () => void}} options
 */
export function createTalkView({ talk: first, desk, hide }) {
  const { id, title } = first;
  let talk = first;
  let discussion = null;
  let editing = null;

  const heading = el("h3", { class: "talk-title", id: freshId(), dir: "auto", tabindex: -1, text: title });
  const presenter = el("bdi", { class: "talk-presenter" });
  const time = el("time", { datetime: first.proposed, text: moment(first.proposed) });
  const meta = el("p", { class: "talk-meta" }, el("span", {}, ...phrase("by", "name", presenter)), " ", time,
    " ", createMark(desk.news, id).dom);
  const prose = createProse({ tag: "div", look: "prose" });
  const head = el("header", { class: "talk-head" }, heading, meta);
  const toggle = createToggle({ talk, news: desk.news, click: open => open ? expand() : collapse() });
  const editor = button(say("edit"), { label: say("editTalk", { title }), click: () => edit().focus() });
  const remover = button(say("remove"), { label: say("removeTalk", { title }), click: () => removal.ask(
    talk.comments.length
      ? say("removeTalkAskComments", { title, count: talk.comments.length })
      : say("removeTalkAsk", { title })) });
  const actions = el("div", { class: "talk-actions" }, toggle.dom,
    el("div", { class: "talk-tools" }, editor, remover));
  const removal = createRemoval({
    confirm: say("removeTalkNow"), opener: remover, replaces: actions, alert: desk.alert,
    remove: key => desk.actions.removeTalk(talk, key),
    removed: () => {
      const followed = dom.contains(document.activeElement) || document.activeElement === document.body;
      const words = say("talkRemovedByYou", { title });
      tombstone.bury(words);
      desk.saved(words);
      if (followed) tombstone.focus();
    },
  });
  const article = el("article", { "aria-labelledby": heading.id });
  const dom = el("li", { class: "talk", "data-id": id }, article);
  const forms = () => [editing, discussion?.form].filter(Boolean);
  const tombstone = createTombstone({ host: dom, label: say("hideTalk", { title }), hide, forms,
    parts: () => [head, prose.dom, actions, removal.dom, discussion?.list.dom].filter(Boolean) });
  article.append(tombstone.dom, head, prose.dom, actions, removal.dom);

  function expand() {
    discussion ??= createDiscussion({ talk, desk });
    discussion.dom.hidden = false;
    if (!discussion.dom.isConnected) article.append(discussion.dom);
    dom.setAttribute("data-open", "");
    toggle.open = true;
    desk.opened.add(id);
  }

  function collapse() {
    discussion.dom.hidden = true;
    dom.removeAttribute("data-open");
    toggle.open = false;
    desk.opened.delete(id);
  }

  function edit() {
    if (!editing) {
      editing = createTalkEditing({ talk, desk, close: stopEditing });
      prose.dom.after(editing.dom);
      prose.dom.hidden = editor.hidden = true;
      editing.update(talk);
    }
    return editing;
  }

  function stopEditing() {
    const followed = editing.dom.contains(document.activeElement);
    editing.dom.remove();
    editing = null;
    editor.hidden = false;
    prose.dom.hidden = !talk.summary;
    if (followed) editor.focus();
  }

  function update(next) {
    talk = next;
    tombstone.revive();
    setText(presenter, talk.presenter);
    prose.update(talk.summary);
    prose.dom.hidden = !talk.summary || editing !== null;
    toggle.update(talk);
    editing?.update(talk);
    discussion?.update(talk);
  }

  update(first);
  if (desk.opened.has(id) || desk.drafts(`comment.${id}`).read()) expand();
  if (desk.drafts(`edit.${id}`).read()) edit();
  return {
    dom, update,
    focus: () => heading.focus(),
    stays() {
      if (removal.busy || tombstone.buried) return true;
      const typed = forms().some(form => form.typed());
      if (!desk.inView(dom) && !dom.contains(document.activeElement) && !typed) return false;
      tombstone.bury(say("talkRemoved", { title }));
      return true;
    },
  };
}
