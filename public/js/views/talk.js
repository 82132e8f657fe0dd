// @ts-check
import { el } from "../dom.js";
import { say } from "../words.js";
import { createAsked } from "./asked.js";
import { createDiscussion } from "./discussion.js";
import { createTalkActions } from "./talk_actions.js";
import { createTalkEditing } from "./talk_editing.js";
import { createTalkHead } from "./talk_head.js";
import { createTombstone } from "./tombstone.js";
import { createWaitingList } from "./waiting_list.js";

/**
 * One talk: its head and summary, and once it is opened its comments and the field for another.
 * @param {{talk: any, desk: any, hide: () => void}} options
 */
export function createTalkView({ talk: first, desk, hide }) {
  const { id } = first;
  let talk = first;
  let discussion = null;
  let editing = null;

  const head = createTalkHead({ talk, news: desk.news });
  const actions = createTalkActions({ talk, desk, toggled: open => open ? expand() : collapse(),
    edit: startEditing, remove: key => desk.actions.removeTalk(talk, key), removed });
  const { toggle, editor, remover } = actions;
  const { prose, heading } = head;
  const asked = createAsked(desk.device);
  const article = el("article", { "aria-labelledby": heading.id });
  const dom = el("li", { class: "talk", "data-id": id }, article);
  const forms = () => [editing, ...discussion?.forms ?? []].filter(Boolean);
  const tombstone = createTombstone({ id, desk, host: dom, hide, forms, refocus: () => heading.focus(),
    parts: () => [head.dom, asked.dom, prose.dom, actions.dom, ...discussion?.parts ?? []],
    around: () => discussion?.around ?? [],
    labels: () => ({ undo: say("undoRemovedTalk", { title: talk.title }),
      hide: say("hideTalk", { title: talk.title }), undone: say("talkIsBack", { title: talk.title }) }),
    words: ({ by, mine }) => {
      const { title } = talk;
      if (mine) return say("talkRemovedByYou", { title });
      return by ? say("talkRemovedBy", { title, name: by }) : say("talkRemoved", { title });
    } });
  const waiting = createWaitingList({ dom: el("div", { class: "waiting-edits" }), desk, tag: "div",
    look: "waiting-edit", wanted: entry => entry.kind === "edit" && entry.talk.id === id, edit: takeBack,
    mayEdit: () => !tombstone.buried, refuge: () => heading.focus() });
  const hasWaiting = () => desk.outbox.standing.some(entry => entry.talk.id === id);
  article.append(tombstone.dom, head.dom, asked.dom, prose.dom, waiting.dom, actions.dom);

  function removed(answer) {
    if (answer) return desk.saved(say("removalAskedByYou"));
    const followed = dom.contains(document.activeElement) || document.activeElement === document.body;
    bury();
    desk.saved(tombstone.words);
    if (followed) tombstone.focus();
  }

  function expand() {
    discussion ??= createDiscussion({ talk, desk, isGone: () => tombstone.buried });
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
      prose.dom.hidden = true;
      actions.editing = true;
      editing.update(talk);
    }
    return editing;
  }

  /** An edit that waits is taken back into the form, unless another one is there. @returns {boolean} */
  function takeBack(entry) {
    const free = !editing;
    const form = edit();
    form.focus();
    if (free) form.resume(entry);
    return free;
  }

  function startEditing() {
    const entry = desk.outbox.standing.find(each => each.kind === "edit" && each.talk.id === id
      && each.state !== "discarded");
    if (!entry) return edit().focus();
    if (takeBack(entry)) desk.outbox.drop(entry.id);
  }

  function stopEditing() {
    const followed = editing.dom.contains(document.activeElement);
    editing.dom.remove();
    editing = null;
    actions.editing = false;
    prose.dom.hidden = !talk.summary;
    if (followed) editor.focus();
  }

  function update(next) {
    talk = next;
    tombstone.revive();
    head.update(talk);
    asked.update(talk);
    prose.dom.hidden = !talk.summary || editing !== null;
    actions.update(talk);
    editing?.update(talk);
    discussion?.update(talk);
    waiting.update();
  }

  /** What became of the thing decides what can be done with what waits for it. */
  function bury() {
    tombstone.bury();
    // Words in a closed discussion could not be got at any more.
    if (discussion?.forms.some(form => form.typed())) expand();
    waiting.update();
    discussion?.waiting.update();
  }

  update(first);
  const hasWords = desk.outbox.standing.some(entry => entry.talk.id === id && /omment$/.test(entry.kind));
  if (desk.opened.has(id) || hasWords || desk.drafts(`comment.${id}`).read()) expand();
  if (desk.drafts(`edit.${id}`).read()) edit();
  return {
    dom, update,
    /** @param {FocusOptions} [how] */
    focus: how => heading.focus(how),
    stays() {
      if (remover.busy || tombstone.buried) return true;
      const kept = hasWaiting() || forms().some(form => form.typed());
      if (!desk.inView(dom) && !dom.contains(document.activeElement) && !kept) return false;
      bury();
      return true;
    },
  };
}
