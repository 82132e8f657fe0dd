// @ts-check
import { el, setLabel } from "../dom.js";
import { createKeyedList } from "../keyed_list.js";
import { say } from "../words.js";
import { createCommentForm } from "./message_form.js";
import { createCommentView } from "./comment.js";
import { createPresenceView } from "./presence.js";
import { createWaitingList } from "./waiting_list.js";

/**
 * The comments of a talk and the field for the next one.
 * @param {{talk: any, desk: any, isGone?: () => boolean}} options  `isGone`: whether the talk has been removed
 */
export function createDiscussion({ talk: first, desk, isGone = () => false }) {
  let talk = first;
  const list = createKeyedList(el("ol", { class: "talk-comments" }), {
    idOf: comment => comment.id,
    create: comment => createCommentView({ talk, comment, desk, hide: () => hide(comment.id) }),
  });
  const form = createCommentForm({ talk, desk });
  const isHere = id => talk.comments.some(comment => comment.id === id);
  const waiting = createWaitingList({ dom: el("ol", { class: "talk-comments" }), desk, tag: "li", look: "comment",
    wanted: ({ kind, talk: { id }, comment }) => id === talk.id
      && (kind === "comment" || (kind === "editComment" && !isHere(comment))),
    mayEdit: ({ kind }) => kind === "comment" && !isGone(),
    edit: takeBack, refuge: form.focus });
  const present = createPresenceView({ talk: first.id, presence: desk.presence });
  const dom = el("div", { class: "discussion" }, list.dom, waiting.dom, present.dom, form.dom);

  function takeBack({ values, key, problem }) {
    form.resume({ message: values.message }, key, problem);
    return true;
  }

  function hide(id) {
    list.forget(id);
    form.focus();
  }

  function update(next) {
    talk = next;
    setLabel(form.dom, say("commentOn", { title: talk.title }));
    list.update(keepSame(talk.comments));
    waiting.update();
  }

  /** Every answer brings new objects; those that say the same are not drawn again. */
  let shown = new Map();
  const said = ["message", "author", "owned", "removal_asked"];
  function keepSame(comments) {
    const kept = comments.map(comment => {
      const old = shown.get(comment.id);
      return old && said.every(part => old[part] === comment[part]) ? old : comment;
    });
    shown = new Map(kept.map(comment => [comment.id, comment]));
    return kept;
  }

  const views = () => /** @type {any[]} */ (list.views);
  const hasWords = ({ form: edit }) => edit?.typed();
  const edited = () => views().filter(hasWords);

  update(first);
  return {
    dom, waiting, update,
    /** What goes with the talk: all comments, except those in which somebody typed an edit. */
    get parts() {
      const comments = edited().length ? views().filter(view => !hasWords(view)).map(view => view.dom) : [list.dom];
      return [...comments, present.dom];
    },
    /** The comments of which only that edit stays. */
    get around() { return edited().map(view => view.dom); },
    /** The field for the next comment, and the edits of those that are there. */
    get forms() { return [form, ...views().map(view => view.form).filter(Boolean)]; },
  };
}
