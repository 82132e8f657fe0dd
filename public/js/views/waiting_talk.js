// @ts-check
import { el, freshId } from "../dom.js";
import { say } from "../words.js";
import { createDiscussion } from "./discussion.js";
import { createToggle } from "./toggle.js";
import { createWaitingList } from "./waiting_list.js";
import { createWaitingView } from "./waiting.js";

/** @typedef {import("../outbox_entries.js").Entry} Entry */

/**
 * A talk that is still to be proposed, at the end of the others; it can be commented on.
 * @param {{entry: Entry, desk: any, edit: (entry: Entry) => boolean, refuge: () => void}} options
 */
export function createWaitingTalk({ entry: first, desk, edit, refuge }) {
  let entry = first;
  let discussion = null;
  const { id } = first;
  const talk = () => ({ id, title: entry.values.title, summary: entry.values.summary, comments: [] });
  const hasComments = () => desk.outbox.standing.some(each => each.talk.id === id);
  const waiting = createWaitingView({ entry, desk, tag: "article", look: "talk-waiting", edit, refuge,
    holds: hasComments });
  waiting.title.id = freshId();
  waiting.title.classList.add("talk-title");
  const toggle = createToggle({ talk: talk(), news: desk.news, click: open });
  const article = waiting.dom;
  article.setAttribute("aria-labelledby", waiting.title.id);
  article.append(el("div", { class: "talk-actions" }, toggle.dom));
  const dom = el("li", { class: "talk", "data-id": id }, article);

  function open(isOpen) {
    discussion ??= createDiscussion({ talk: talk(), desk });
    if (!discussion.dom.isConnected) article.append(discussion.dom);
    discussion.dom.hidden = !isOpen;
    toggle.open = isOpen;
    if (isOpen) desk.opened.add(id); else desk.opened.delete(id);
  }

  if (hasComments() || desk.opened.has(id) || desk.drafts(`comment.${id}`).read()) open(true);
  return {
    dom,
    /** @param {Entry} next */
    update(next) {
      entry = next;
      waiting.update(next);
      discussion?.update(talk());
    },
    /** @param {FocusOptions} [how] */
    focus: how => waiting.title.focus(how),

    /**
     * The talk is on the board: what is typed here goes there. Returns what gives back the focus in the view that
     * takes this one's place.
     * @param {{id: string}} place
     */
    moveTo(place) {
      const [from, to] = [id, place.id].map(each => desk.drafts(`comment.${each}`));
      if (from.read()) to.write(from.read());
      from.write(null);
      if (discussion && !discussion.dom.hidden) desk.opened.add(place.id);
      desk.opened.delete(id);
      const focused = /** @type {HTMLTextAreaElement} */ (document.activeElement);
      if (!dom.contains(focused)) return () => {};
      const { selectionStart: start, selectionEnd: end } = focused;
      return view => {
        const field = focused.matches("textarea") && view.dom.querySelector(".discussion textarea");
        if (!field) return view.focus();
        field.focus({ preventScroll: true });
        field.setSelectionRange(start, end);
      };
    },
  };
}

/**
 * What was written for a talk that is not there any more.
 * @param {{talk: {id: string, title: string}, desk: any, refuge: () => void}} options
 */
export function createGoneTalk({ talk: { id, title }, desk, refuge }) {
  const heading = el("p", { class: "talk-gone", dir: "auto", text: say("goneTalk", { title }) });
  const list = createWaitingList({ dom: el("ol", { class: "talk-comments" }), desk, refuge, tag: "li", look: "comment",
    wanted: entry => entry.talk.id === id, mayEdit: () => false });
  const dom = el("li", { class: "talk", "data-removed": "" },
    el("article", { "aria-label": title }, heading, list.dom));
  return { dom, update: list.update };
}
